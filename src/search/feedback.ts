import { type Rarity, TITLE_WEIGHT } from './bm25.ts';
import { type IndexedPaper, rankedTerms } from './indexing.ts';

/** So many of the best papers are taken to be what was asked for, and keep their places. */
export const TRUSTED = 3;

/** So many of their terms are looked for; more bring no more. */
const TERMS = 40;

/** How much these terms count together, against the words of the query together. */
const SHARE = 0.4;

/** A term that only its own paper has finds no other; one that more than this share of all and ten have tells none apart. */
const LEAST_PAPERS = 2;
const TOO_COMMON = { share: 0.1, papers: 10 };

/**
 * The terms that mark the best papers of a question, weighed: pseudo-relevance feedback after the relevance model RM3
 * (Abdul-Jaleel and others, TREC 2004), with the mean of the papers' language models, each at its share of the score.
 *
 * @param best papers and their scores, which are above 0
 * @param asked the query's own terms and weights
 * @param corpus how many papers the index holds, and in how many of them a term stands
 */
export function toFeedback(
  best: readonly { indexed: Pick<IndexedPaper, 'title' | 'abstract'>; score: number }[],
  asked: ReadonlyMap<string, number>,
  corpus: { papers: number; papersWith: (term: string) => number; rarityOf: Rarity },
): Map<string, number> {
  const total = best.reduce((sum, { score }) => sum + score, 0);
  const shares = new Map<string, number>();
  for (const { indexed, score } of best) {
    const titleTerms = rankedTerms(indexed.title);
    const abstractTerms = rankedTerms(indexed.abstract);
    const each = score / total / (TITLE_WEIGHT * titleTerms.length + abstractTerms.length);
    for (const term of titleTerms) shares.set(term, (shares.get(term) ?? 0) + TITLE_WEIGHT * each);
    for (const term of abstractTerms) shares.set(term, (shares.get(term) ?? 0) + each);
  }
  const most = TOO_COMMON.papers + TOO_COMMON.share * corpus.papers;
  const telling = [...shares].flatMap(([term, share]) => {
    const having = corpus.papersWith(term);
    if (having < LEAST_PAPERS || having > most) return [];
    return { term, share, worth: share * corpus.rarityOf(term) };
  });
  const chosen = telling.sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1)).slice(0, TERMS);
  const all = chosen.reduce((sum, { share }) => sum + share, 0);
  const weight = SHARE * [...asked.values()].reduce((sum, each) => sum + each, 0);
  return new Map(chosen.map(({ term, share }) => [term, (weight * share) / all]));
}
