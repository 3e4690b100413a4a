import { isSameWork } from '../papers/merge.ts';
import type { Paper } from '../papers/paper.ts';
import { analyse, toSequence } from './analysis.ts';
import { TITLE_WEIGHT } from './bm25.ts';
import { type IndexedPaper, type IndexedText, rankedTerms, toIndexed, withAcronyms } from './indexing.ts';
import { toPlainCase } from './normalise.ts';
import type { Vocabulary } from './plan.ts';
import { TELLS_NOTHING } from './says-little.ts';

/** What makes a paper like another: its rare terms. */
export interface Likeness {
  /** The terms to look for, with their weights. */
  weights: Map<string, number>;
  /** Whether this paper is another work. */
  isOther(paper: Paper): boolean;
  /** The rarest terms that another paper shares, as this one writes them. */
  sharedWith(other: Shared): string[];
}

/** What another paper is compared by. */
export type Shared = Pick<IndexedPaper, 'title' | 'abstract'>;

/** More terms than these add noise and time; Lucene's MoreLikeThis uses as many. */
const MAX_TERMS = 25;
const MAX_SHARED = 4;
/** A shared term is worth telling where it weighs at least this much of the weightiest one. */
const LEAST_WEIGHT = 0.5;

/**
 * The terms of a paper weighed by tf-idf (Spärck Jones 1972), rarest and most repeated first.
 *
 * @param corpus how many papers there are, and whether this one is among them
 */
export function toLikeness(
  paper: Paper,
  vocabulary: Vocabulary,
  corpus: { papers: number; holds: boolean },
): Likeness {
  const indexed = withAcronyms(toIndexed(paper).indexed, vocabulary.acronyms);
  const counts = new Map<string, number>();
  for (const term of rankedTerms(indexed.title)) counts.set(term, (counts.get(term) ?? 0) + TITLE_WEIGHT);
  for (const term of rankedTerms(indexed.abstract)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weighed: { term: string; weight: number }[] = [];
  for (const [term, count] of counts) {
    const having = vocabulary.papersWith(term);
    // A term that no other paper has can link to none; a number alone links by chance.
    if (having < (corpus.holds ? 2 : 1) || !/\p{L}{2}/u.test(term) || TELLS_NOTHING.has(term)) continue;
    weighed.push({ term, weight: (1 + Math.log(count)) * Math.log(1 + corpus.papers / having) });
  }
  weighed.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  const weights = new Map(weighed.slice(0, MAX_TERMS).map(({ term, weight }) => [term, weight]));
  const written = toWritten(paper, weights, vocabulary);
  const pairs = toPairs(paper, weights);
  return {
    weights,
    isOther: (other) => other.id !== paper.id && !isSameWork(paper, other),
    sharedWith: ({ title, abstract }) => {
      const having = new Set([...rankedTerms(title), ...rankedTerms(abstract)]);
      const isThere = (sequence: string) => hasSequence(title, sequence) || hasSequence(abstract, sequence);
      const terms = [...weights.keys()].filter((term) => having.has(term));
      const least = LEAST_WEIGHT * (weights.get(terms[0] ?? '') ?? 0);
      const rarest = terms.filter((term) => (weights.get(term) ?? 0) >= least);
      const shared: string[] = [];
      for (const term of rarest) {
        const pair = pairs.find(
          ({ words, sequence }) =>
            words.includes(term) && words.every((word) => having.has(word)) && isThere(sequence),
        );
        const text = pair?.text ?? written.get(term) ?? term;
        if (shared.some((each) => says(each, text))) continue;
        const lesser = shared.findIndex((each) => says(text, each));
        if (lesser < 0) shared.push(text);
        else shared[lesser] = text;
      }
      return shared.slice(0, MAX_SHARED);
    },
  };
}

/** Whether the words of one stand in the other: `1-bit` says `bit`. */
function says(text: string, part: string): boolean {
  return ` ${text.replaceAll('-', ' ')} `.includes(` ${part.replaceAll('-', ' ')} `);
}

function hasSequence({ words }: IndexedText, sequence: string): boolean {
  return ` ${words.join(' ')} `.includes(sequence);
}

/** Neighbouring words of a paper that are both wanted, as it writes them: `layer decomposition`. */
interface Pair {
  words: string[];
  sequence: string;
  text: string;
}

function toPairs(paper: Paper, terms: ReadonlyMap<string, number>): Pair[] {
  return [paper.title, paper.abstract].flatMap((text) => {
    const tokens = analyse(text).filter((token) => token.role !== 'part');
    return tokens.flatMap((token, at) => {
      const next = tokens[at + 1];
      if (!next || !terms.has(token.term) || !terms.has(next.term) || token.term === next.term) return [];
      const between = text.slice(token.end, next.start);
      if (between !== ' ' && between !== '-') return [];
      return {
        words: [token.term, next.term],
        sequence: toSequence([token, next]),
        text: toPlainCase(text.slice(token.start, next.end)),
      };
    });
  });
}

/** How the paper writes each term first; an acronym that it only spells out is given by its own name. */
function toWritten(
  paper: Paper,
  terms: ReadonlyMap<string, number>,
  vocabulary: Vocabulary,
): Map<string, string> {
  const written = new Map<string, string>();
  for (const text of [paper.abstract, paper.title]) {
    for (const token of analyse(text)) {
      if (!terms.has(token.term) || written.has(token.term)) continue;
      written.set(token.term, toPlainCase(text.slice(token.start, token.end)));
    }
  }
  for (const term of terms.keys()) {
    const acronym = vocabulary.acronyms.byTerm.get(term);
    if (acronym) written.set(term, acronym.text);
  }
  return written;
}
