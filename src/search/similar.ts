import { isSameWork } from '../papers/merge.ts';
import type { Paper } from '../papers/paper.ts';
import { analyse } from './analysis.ts';
import { type IndexedPaper, toIndexed, withAcronyms } from './indexing.ts';
import { fold } from './normalise.ts';
import type { Vocabulary } from './plan.ts';
import { TITLE_WEIGHT } from './ranking.ts';

/** What makes a paper like another: its rare terms. */
export interface Likeness {
  /** The terms to look for, with their weights. */
  weights: Map<string, number>;
  /** Whether this paper is another work. */
  isOther(paper: Paper | undefined): boolean;
  /** The rarest terms that another paper shares, as this one writes them. */
  sharedWith(other: IndexedPaper): string[];
}

/** More terms than these add noise and time; Lucene's MoreLikeThis uses as many. */
const MAX_TERMS = 25;
const MAX_SHARED = 4;

/** The terms of a paper weighed by tf-idf (Spärck Jones 1972), rarest and most repeated first. */
export function toLikeness(paper: Paper, vocabulary: Vocabulary, papers: number): Likeness {
  const indexed = withAcronyms(toIndexed(paper).indexed, vocabulary.acronyms);
  const counts = new Map<string, number>();
  for (const term of indexed.titleTerms) counts.set(term, (counts.get(term) ?? 0) + TITLE_WEIGHT);
  for (const term of indexed.abstractTerms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weighed: { term: string; weight: number }[] = [];
  for (const [term, count] of counts) {
    const having = vocabulary.papersWith(term);
    // A term that no other paper has can link to none.
    if (having < 2 || term.length < 2) continue;
    weighed.push({ term, weight: (1 + Math.log(count)) * Math.log(1 + papers / having) });
  }
  weighed.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  const weights = new Map(weighed.slice(0, MAX_TERMS).map(({ term, weight }) => [term, weight]));
  const written = toWritten(paper, weights, vocabulary);
  return {
    weights,
    isOther: (other) => other !== undefined && other.id !== paper.id && !isSameWork(paper, other),
    sharedWith: (other) => {
      const terms = new Set([...other.titleTerms, ...other.abstractTerms]);
      const shared = [...weights.keys()].filter((term) => terms.has(term)).map((term) => written.get(term) ?? term);
      return [...new Set(shared)].slice(0, MAX_SHARED);
    },
  };
}

/** How the paper writes each term first; an acronym that it only spells out is given by its own name. */
function toWritten(paper: Paper, terms: ReadonlyMap<string, number>, vocabulary: Vocabulary): Map<string, string> {
  const written = new Map<string, string>();
  for (const text of [paper.abstract, paper.title]) {
    for (const token of analyse(text)) {
      if (!terms.has(token.term) || written.has(token.term)) continue;
      const word = text.slice(token.start, token.end);
      written.set(token.term, /^\p{Lu}\p{Ll}+$/u.test(word) ? fold(word) : word);
    }
  }
  for (const term of terms.keys()) {
    const acronym = vocabulary.acronyms.byTerm.get(term);
    if (acronym) written.set(term, acronym.text);
  }
  return written;
}
