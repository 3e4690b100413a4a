import { porterStem } from '../../src/search/porter.ts';

/** F1 scores, each 0 to 1. */
export interface Rouge {
  rouge1: number;
  rouge2: number;
  rougeL: number;
}

/**
 * ROUGE-1, ROUGE-2 and ROUGE-L (F1) of one candidate sentence against one reference: C.-Y. Lin, "ROUGE: A Package for
 * Automatic Evaluation of Summaries", 2004. Tokens as ROUGE-1.5.5 with `-m` makes them: runs of ASCII letters and
 * digits, small, and Porter's stem where longer than three.
 */
export function rouge(candidate: string, reference: string): Rouge {
  return rougeOfTokens(rougeTokens(candidate), rougeTokens(reference));
}

/**
 * The score against several references as SciTLDR's scorer takes it: that of the reference with the highest ROUGE-1
 * (https://github.com/allenai/scitldr/blob/master/scripts/cal-rouge.py). Throws where there is no reference.
 */
export function rougeBestOf(candidate: string, references: readonly string[]): Rouge {
  const tokens = rougeTokens(candidate);
  return references
    .map((reference) => rougeOfTokens(tokens, rougeTokens(reference)))
    .reduce((best, score) => (score.rouge1 > best.rouge1 ? score : best));
}

function rougeOfTokens(candidate: readonly string[], reference: readonly string[]): Rouge {
  return {
    rouge1: f1(sharedGrams(candidate, reference, 1), candidate.length, reference.length),
    rouge2: f1(sharedGrams(candidate, reference, 2), candidate.length - 1, reference.length - 1),
    rougeL: f1(longestCommon(candidate, reference), candidate.length, reference.length),
  };
}

/** The tokens that are compared. */
export function rougeTokens(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => (word.length > 3 ? porterStem(word) : word));
}

function f1(shared: number, inCandidate: number, inReference: number): number {
  return shared === 0 ? 0 : (2 * shared) / (inCandidate + inReference);
}

/** How many n-grams both have, each counted as often as in the one that has fewer. */
function sharedGrams(candidate: readonly string[], reference: readonly string[], n: number): number {
  const left = new Map<string, number>();
  for (const gram of grams(reference, n)) left.set(gram, (left.get(gram) ?? 0) + 1);
  let shared = 0;
  for (const gram of grams(candidate, n)) {
    const count = left.get(gram) ?? 0;
    if (count > 0) shared += 1;
    left.set(gram, count - 1);
  }
  return shared;
}

function grams(tokens: readonly string[], n: number): string[] {
  return tokens.slice(n - 1).map((_, at) => tokens.slice(at, at + n).join(' '));
}

/** The length of the longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const token of a) {
    const next = [0];
    for (const [at, other] of b.entries()) {
      next.push(token === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
