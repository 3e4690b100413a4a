import { isDeepStrictEqual } from 'node:util';
import { isSameWork } from '../papers/merge.ts';
import type { Paper } from '../papers/paper.ts';
import { toSlug } from '../papers/slug.ts';
import type { SearchEngine, Store } from '../ports.ts';
import type { History } from '../stores/history.ts';
import { updatePaper } from './update-paper.ts';

/** How many papers came for the first time, changed, or were known just so. */
export interface KeepCounts {
  added: number;
  updated: number;
  unchanged: number;
}

export function addCounts(a: KeepCounts, b: KeepCounts): KeepCounts {
  return { added: a.added + b.added, updated: a.updated + b.updated, unchanged: a.unchanged + b.unchanged };
}

/** Keeps papers that came in: in the store first, then in the index. Resolves once both have them. */
export type Keep = (papers: readonly Paper[]) => Promise<KeepCounts>;

/** The part of the engine that follows the store. */
export type Index = Pick<SearchEngine, 'add' | 'remove'>;

/**
 * Makes the one way by which papers come in while the bot runs. Calls take turns, so two sources that bring the same
 * paper at once cannot overwrite each other.
 */
export function createKeep(store: Store & History, index: Index): Keep {
  let last: Promise<unknown> = Promise.resolve();
  return (papers) => {
    const result = last.then(() => keep(papers, store, index));
    last = result.catch(() => {});
    return result;
  };
}

async function keep(papers: readonly Paper[], store: Store & History, index: Index): Promise<KeepCounts> {
  const counts: KeepCounts = { added: 0, updated: 0, unchanged: 0 };
  const changed = new Map<string, Paper>();
  const renamed: { from: string; to: string }[] = [];

  for (const incoming of papers) {
    const known = changed.get(incoming.id) ?? (await findKnown(incoming, store));
    const paper = known === undefined ? incoming : updatePaper(known, incoming);
    if (known === undefined) counts.added += 1;
    else if (isDeepStrictEqual(known, paper)) counts.unchanged += 1;
    else counts.updated += 1;
    if (known === undefined || !isDeepStrictEqual(known, paper)) changed.set(paper.id, paper);
    if (known !== undefined && known.id !== paper.id) renamed.push({ from: known.id, to: paper.id });
  }

  await store.save([...changed.values()]);
  for (const { from, to } of renamed) await store.rename(from, to);
  await index.remove(renamed.map(({ from }) => from));
  await index.add([...changed.values()]);
  return counts;
}

/** The same work as we hold it: under its ID, or, where we did not know its arXiv ID yet, under its title's slug. */
async function findKnown(incoming: Paper, store: Store): Promise<Paper | undefined> {
  const [known, namesake] = await Promise.all([
    store.get([incoming.id]),
    store.get([toSlug(incoming.title)]),
  ]);
  if (known[0] !== undefined) return known[0];
  return namesake.find((paper) => isSameWork(paper, incoming));
}
