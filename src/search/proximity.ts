import { saturate, TITLE_WEIGHT } from './bm25.ts';
import type { Places } from './places.ts';

/** How much two words that stand side by side, as in the query, add to what each of them gives. */
const PAIR_WEIGHT = 0.2;

/** How much words of the query that stand near each other, in any order, add: all pairs of one word together. */
const NEAR_WEIGHT = 0.2;

/** Words are near that are less than so many words apart, stop words not counted. */
const NEAR = 5;

/** Pairs of so many words of the query are looked for, the rarest. */
const MAX_WORDS = 12;

/**
 * Gives what a paper gains where words of the query stand together: side by side in the query's order, or near each
 * other in any. After the sequential and the full dependence model (Metzler and Croft, "A Markov random field model
 * for term dependencies", SIGIR 2005).
 *
 * @param rarities of the query's words, in the order of the places
 * @param neighbours which of them stand side by side in the query
 */
export function toProximity(
  rarities: readonly number[],
  neighbours: readonly (readonly [number, number])[],
): (places: Places) => number {
  const rarest = rarities
    .map((rarity, index) => ({ rarity, index }))
    .sort((a, b) => b.rarity - a.rarity)
    .slice(0, MAX_WORDS)
    .map(({ index }) => index);
  const nearWeight = rarest.length > 2 ? (2 * NEAR_WEIGHT) / (rarest.length - 1) : NEAR_WEIGHT;
  const worth = (first: number, second: number): number =>
    ((rarities[first] ?? 0) + (rarities[second] ?? 0)) / 2;
  return ({ title, abstract }) => {
    const stands = (index: number): boolean => title[index]?.length !== 0 || abstract[index]?.length !== 0;
    let gain = 0;
    for (const [first, second] of neighbours) {
      const mentions =
        TITLE_WEIGHT * countNext(title[first], title[second]) + countNext(abstract[first], abstract[second]);
      if (mentions > 0) gain += PAIR_WEIGHT * worth(first, second) * saturate(mentions);
    }
    const present = rarest.filter(stands);
    present.forEach((first, at) => {
      for (const second of present.slice(at + 1)) {
        const mentions =
          countNear(title[first], title[second]) + countNear(abstract[first], abstract[second]);
        if (mentions > 0) gain += nearWeight * worth(first, second) * saturate(mentions);
      }
    });
    return gain;
  };
}

/** How many of the first places have one of the second right behind them. */
function countNext(firsts: readonly number[] = [], seconds: readonly number[] = []): number {
  let next = 0;
  if (seconds.length > 0) for (const place of firsts) if (seconds.includes(place + 1)) next += 1;
  return next;
}

/** How many of the first places, in order, have one of the second near them. */
function countNear(firsts: readonly number[] = [], seconds: readonly number[] = []): number {
  let near = 0;
  let from = 0;
  if (seconds.length === 0) return near;
  for (const place of firsts) {
    while ((seconds[from] ?? Infinity) <= place - NEAR) from += 1;
    if ((seconds[from] ?? Infinity) < place + NEAR) near += 1;
  }
  return near;
}
