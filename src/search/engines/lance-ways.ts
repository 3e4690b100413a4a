import type { Conditions } from '../conditions.ts';
import type { Forward } from '../forward.ts';
import type { Plan } from '../plan.ts';
import type { Query } from '../query.ts';

/** The sets of words of which one must be in a paper as a whole. */
export function toWays({ concepts, phrases, weights }: Plan): string[][] {
  const inPhrases = phrases.flatMap((phrase) => phrase.trim().split(' ')).filter((term) => weights.has(term));
  const ways = concepts.reduce<string[][]>(
    (all, { options }) => all.flatMap((way) => options.map((option) => [...way, ...option])),
    [inPhrases],
  );
  return ways.map((way) => [...new Set(way)]);
}

/** How many papers there are where a single phrase is all that is asked for; undefined where that must be looked up. */
export function countAlone(
  { concepts, without }: Plan,
  having: Conditions['having'],
  filters: Query['filters'],
): number | undefined {
  const isAlone = concepts.length + without.length + Object.keys(filters).length === 0 && having.length === 1;
  return isAlone ? having[0]?.size : undefined;
}

/** Tells whether a paper has all words of one of the ways. */
export function toDemand(ways: readonly (readonly string[])[], forward: Forward): (at: number) => boolean {
  const terms = [...new Set(ways.flat())];
  const count = forward.counter(terms);
  const numbered = ways.map((way) => way.map((term) => terms.indexOf(term)));
  return (at) => {
    const found = count(forward.read(at));
    const has = (term: number) => (found.terms[term] ?? 0) + (found.parts[term] ?? 0) > 0;
    return numbered.some((way) => way.every(has));
  };
}
