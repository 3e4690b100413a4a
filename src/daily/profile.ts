import type { Opinion } from './pick.ts';
import { normalised, type Vector } from './vectors.ts';

/** What was voted against counts less than what was liked (Rocchio's gamma below his beta): dislike has many reasons. */
const AGAINST = 0.4;

/**
 * What a server likes, as one vector: the sum of the papers it liked less those it disliked (Rocchio 1971, with no
 * query to start from). A paper counts more with more people, ever more slowly, so that no crowd drowns the rest.
 *
 * @param vectors of all these papers, by id
 */
export function toProfile(opinions: readonly Opinion[], vectors: ReadonlyMap<string, Vector>): Vector {
  const profile = new Map<string, number>();
  for (const { paper, liked, disliked } of opinions) {
    const weight = Math.log1p(liked) - AGAINST * Math.log1p(disliked);
    for (const [term, share] of vectors.get(paper.id) ?? [])
      profile.set(term, (profile.get(term) ?? 0) + weight * share);
  }
  return normalised(profile);
}
