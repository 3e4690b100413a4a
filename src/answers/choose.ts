import { toTerms } from '../search/analysis.ts';
import type { Evidence } from './evidence.ts';
import { quoteOf } from './passages.ts';

/** At most so many passages are quoted, and of one paper. */
const MOST = { passages: 4, ofOnePaper: 2 };

/** A passage this far behind the best, as a logit, is left out: of SciFact's train claims fewer than one in five such bear on the claim. */
const MARGIN = 1.25;

/** Passages with this share of their words in common say the same. */
const SAME = 0.6;

/**
 * The one to four passages that answer together, best paper first, those of one paper together and in its order. A
 * passage must be nearly as good as the best and must not say again what was quoted.
 *
 * @param ranked best first
 */
export function choosePassages(ranked: readonly Evidence[]): Evidence[] {
  const chosen: { evidence: Evidence; terms: ReadonlySet<string> }[] = [];
  const least = (ranked[0]?.score ?? 0) - MARGIN;
  for (const evidence of ranked) {
    if (evidence.score < least || chosen.length === MOST.passages) break;
    const { paper, sentence } = evidence.passage;
    const ofPaper = chosen.filter((each) => each.evidence.passage.paper.id === paper.id);
    if (ofPaper.length === MOST.ofOnePaper) continue;
    const quoted = ofPaper.some((each) => quoteOf(each.evidence.passage).includes(sentence.text));
    const terms = new Set(toTerms(sentence.text));
    if (quoted || chosen.some((each) => overlap(each.terms, terms) >= SAME)) continue;
    chosen.push({ evidence, terms });
  }
  return groupByPaper(chosen.map(({ evidence }) => evidence));
}

function groupByPaper(chosen: readonly Evidence[]): Evidence[] {
  const groups = Map.groupBy(chosen, ({ passage }) => passage.paper.id);
  return [...groups.values()].flatMap((group) => group.toSorted((a, b) => a.passage.at - b.passage.at));
}

/** Shared words over all words of both (Jaccard). */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = a.union(b).size;
  return all === 0 ? 1 : a.intersection(b).size / all;
}
