import { detectLanguage } from '../../papers/language.ts';
import { toTerms } from '../../search/analysis.ts';
import { fold } from '../../search/normalise.ts';
import { stanceOf } from '../disagreement.ts';
import { looksLikeInstruction } from '../instructions.ts';
import { unknownNames } from './check-names.ts';
import { unknownNumbers } from './check-numbers.ts';
import type { Claim } from './claim.ts';
import type { Given } from './given.ts';

/** A sentence that code has held against the passages it cites. */
export interface Checked {
  text: string;
  /** The passages that it cites, each once. */
  cites: readonly Given[];
  part?: Claim['part'];
}

/** Why a sentence was dropped. */
export type Objection =
  | 'no such passage'
  | 'quote not found'
  | 'passage without a quote'
  | 'unknown number'
  | 'unknown name'
  | 'leads elsewhere'
  | 'instruction'
  | 'negation'
  | 'unsupported';

/** A quote of fewer words proves nothing; Chinese has no spaces, so its signs are counted. */
const SHORTEST_QUOTE = { words: 3, signs: 6 };
/** This share of a sentence's words must stand in what it cites, where both are in one language. */
const SUPPORT = 0.5;

/** Addresses, mentions, markup, and characters that a reader does not see. */
export const LEADS_ELSEWHERE =
  /:\/\/|[\p{L}\p{N}]\.\p{L}{2}|@|<[!#]|<[^\s<>]{0,60}>|\]\(|`|\*\*|__|\|\||[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

/** What stands between quotation marks of any kind. Apostrophes are no quotation marks. */
const QUOTED = /["“”„‟«「『]([^"“”„‟«»」』]{1,600})["“”»」』]/gu;

/**
 * Holds a sentence against the passages: each that it cites was given and is quoted; each quote, in the sentence and beside it,
 * stands in them word for word; so does every number, every name and any negation; it leads nowhere else, gives no orders, and
 * says mostly what they say. Of a sentence in another language than its passages that last part cannot be told.
 * Linear in the length of the texts.
 */
export function checkSentence(claim: Claim, given: readonly Given[]): Checked | Objection {
  const cites = [...new Set(claim.passages)].flatMap(
    (number) => given.find((each) => each.number === number) ?? [],
  );
  if (cites.length < new Set(claim.passages).size) return 'no such passage';
  const text = withoutReferences(claim.text);
  if (LEADS_ELSEWHERE.test(text)) return 'leads elsewhere';
  if (looksLikeInstruction(text)) return 'instruction';
  const sources = cites.map(({ title, text: passage }) => `${title}. ${passage}`);
  const objection = checkQuotes(claim.quotes, text, cites) ?? checkWords(text, sources);
  return objection ?? { text, cites, ...(claim.part ? { part: claim.part } : {}) };
}

function checkQuotes(
  quotes: readonly string[],
  text: string,
  cites: readonly Given[],
): Objection | undefined {
  const passages = cites.map(({ title, text: passage }) => toComparable(`${title} ${passage}`));
  const stands = (quote: string) => passages.some((passage) => passage.includes(toComparable(quote)));
  const inside = [...text.matchAll(QUOTED)].map(([, quote = '']) => quote);
  if (![...quotes, ...inside].every(stands)) return 'quote not found';
  const proofs = quotes.filter(isLongEnough).map(toComparable);
  const isProved = passages.every((passage) => proofs.some((proof) => passage.includes(proof)));
  return isProved ? undefined : 'passage without a quote';
}

function checkWords(text: string, sources: readonly string[]): Objection | undefined {
  if (unknownNumbers(text, sources).length > 0) return 'unknown number';
  if (unknownNames(text, sources).length > 0) return 'unknown name';
  const lang = detectLanguage(text);
  const isNegated = sources.some((source) => stanceOf(source, detectLanguage(source)).negated);
  if (stanceOf(text, lang).negated && !isNegated) return 'negation';
  if (sources.some((source) => detectLanguage(source) !== lang)) return undefined;
  const known = new Set(sources.flatMap(toTerms));
  const terms = toTerms(text);
  const supported = terms.filter((term) => known.has(term)).length;
  return supported < SUPPORT * terms.length || terms.length === 0 ? 'unsupported' : undefined;
}

/** `[1]` and `[1, 2]` at the ends of what a model writes: the citations are shown by us. */
function withoutReferences(text: string): string {
  return text
    .replace(/\s?\[\d{1,3}(?:,\s?\d{1,3}){0,5}\]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Word for word: case, white space and the kind of quotation mark or dash do not matter. */
function toComparable(text: string): string {
  return fold(text)
    .replace(/["“”„‟«»「」『』'’‘]/gu, '')
    .replace(/[‐‑‒–—−]/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.,;:!?…]+|[\s.,;:!?…。，；：！？]+$/gu, '');
}

function isLongEnough(quote: string): boolean {
  const signs = quote.match(/\p{Script=Han}/gu)?.length ?? 0;
  return (
    signs >= SHORTEST_QUOTE.signs || (quote.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= SHORTEST_QUOTE.words
  );
}
