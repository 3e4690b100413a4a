import type { Paper } from '../papers/paper.ts';
import type { Hit } from '../ports.ts';
import { analyse, toSequence } from './analysis.ts';
import type { IndexedPaper } from './indexing.ts';
import { countConcepts, type Plan, type Vocabulary } from './plan.ts';
import type { Query } from './query.ts';

/** BM25 (Robertson and Zaragoza 2009) as MiniSearch names its parts; `d: 0` is BM25 without the plus. */
export const BM25 = { k: 1.2, b: 0.75, d: 0 };

/** A word of the title counts as if it stood in the abstract this many times. */
export const TITLE_WEIGHT = 3;

/** A match with a part of a word, such as `bit` with `1-bit`, counts this much of a match with a word. */
export const PART_WEIGHT = 0.25;

/** How much two words that stand side by side, as in the query, add to what each of them gives. */
const PAIR_WEIGHT = 0.2;

/** So many of the best are looked at more closely than BM25 does. */
export const CLOSELY = 200;

/** Up to so many concepts a paper must have all: who types two words wants both. More words are a question. */
export const MAX_DEMANDED = 2;

/** Where not every concept is demanded, papers count that score at least this share of the best one. */
const LEAST_SHARE = 0.2;

/** What is looked at of a paper more closely. */
export type Looked = Pick<IndexedPaper, 'titleSequence' | 'abstractSequence'> & {
  paper: Pick<Paper, 'title'>;
};

/** A paper with something of what was asked for: its BM25 score, and the query's terms that it has. */
export interface Candidate extends Hit {
  terms: readonly string[];
}

/**
 * Scores the best candidates again, in place: word pairs of the query that stand side by side add to the score (after
 * the sequential dependence model, Metzler and Croft 2005), and a paper whose title, or its name before the colon, is
 * just what was asked for comes first.
 *
 * @param papers how many the index holds
 */
export function refine<Found extends Hit>(
  candidates: Found[],
  plan: Plan,
  vocabulary: Vocabulary,
  papers: number,
  indexedOf: (id: string) => Looked | undefined,
): void {
  sortHits(candidates, 'relevance', () => undefined);
  const best = candidates[0]?.score ?? 0;
  const pairs = plan.pairs.map(({ sequence, terms }) => ({
    sequence,
    rarity:
      terms.reduce((sum, term) => sum + Math.log(1 + papers / (1 + vocabulary.papersWith(term))), 0) /
      terms.length,
  }));
  for (const candidate of candidates.slice(0, CLOSELY)) {
    const indexed = indexedOf(candidate.id);
    if (!indexed) continue;
    for (const { sequence, rarity } of pairs) {
      const count =
        TITLE_WEIGHT * occurrences(indexed.titleSequence, sequence) +
        occurrences(indexed.abstractSequence, sequence);
      candidate.score += (PAIR_WEIGHT * rarity * count * (BM25.k + 1)) / (count + BM25.k);
    }
    if (isNamed(indexed, plan.sequence)) candidate.score += best;
  }
}

/**
 * Which candidates count as matches: of up to two concepts, those that have all; of a question, those that come near the
 * best. `nearly` is what comes near the best where no paper has all that was demanded.
 */
export function chooseMatches(
  candidates: readonly Candidate[],
  plan: Plan,
): { found: Candidate[]; nearly: Candidate[] } {
  const asked = plan.concepts.length;
  const best = candidates.reduce((high, { score }) => Math.max(high, score), 0);
  const near = candidates.filter(({ score }) => score >= best * LEAST_SHARE);
  if (asked > MAX_DEMANDED) return { found: near, nearly: [] };
  const found = candidates.filter(({ terms }) => countConcepts(plan, new Set(terms)) === asked);
  return found.length > 0 ? { found, nearly: [] } : { found, nearly: near };
}

/** Puts hits in the order that was asked for, in place. Papers without a date or votes come last; ties go by id. */
export function sortHits<Found extends Hit>(
  hits: Found[],
  sort: Query['sort'],
  paperOf: (id: string) => Pick<Paper, 'date' | 'upvotes'> | undefined,
): Found[] {
  const byScore = (a: Hit, b: Hit): number => b.score - a.score || compareText(a.id, b.id);
  const orders: Record<Query['sort'], (a: Hit, b: Hit) => number> = {
    relevance: byScore,
    new: (a, b) => compareText(paperOf(b.id)?.date, paperOf(a.id)?.date) || byScore(a, b),
    votes: (a, b) => (paperOf(b.id)?.upvotes ?? -1) - (paperOf(a.id)?.upvotes ?? -1) || byScore(a, b),
  };
  return hits.sort(orders[sort]);
}

/** Whether the title is this sequence, or starts with it as the work's name: `LoRA: Low-Rank …`. */
function isNamed({ paper, titleSequence }: Looked, sequence: string): boolean {
  if (sequence === ' ' || !titleSequence.startsWith(sequence)) return false;
  if (titleSequence === sequence) return true;
  const colon = paper.title.search(/[:：]/);
  return colon > 0 && toSequence(analyse(paper.title.slice(0, colon))) === sequence;
}

/** How often a sequence stands in another; the space between two neighbours is shared. */
function occurrences(text: string, sequence: string): number {
  let count = 0;
  for (let at = text.indexOf(sequence); at >= 0; at = text.indexOf(sequence, at + sequence.length - 1))
    count += 1;
  return count;
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
