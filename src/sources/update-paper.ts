import { mergeTwo } from '../papers/merge-two.ts';
import type { Paper } from '../papers/paper.ts';

/** What belongs to one version of a paper's text, and so comes from one place. */
const TEXT = [
  'title',
  'titleDerived',
  'abstract',
  'abstractCut',
  'asWritten',
  'authors',
  'authorCount',
  'categories',
  'comments',
  'lang',
] as const satisfies readonly (keyof Paper)[];

/** Of those, what a source that does not tell it leaves as it was. */
const KEPT_IF_UNTOLD: ReadonlySet<string> = new Set(['authors', 'authorCount', 'categories', 'comments']);

/**
 * What is known of a work after a source spoke of it. Everything that both knew is kept, as in merging; beyond that
 * the source's text takes the place of ours, unless it is incomplete or ours is of a newer version, and its count of
 * votes is today's.
 */
export function updatePaper(known: Paper, incoming: Paper): Paper {
  const merged = mergeTwo(known, incoming);
  const upvotes = incoming.upvotes ?? known.upvotes;
  const current = upvotes === undefined ? merged : { ...merged, upvotes };
  const isOlder = (incoming.version ?? 0) < (known.version ?? 0);
  const isIncomplete = incoming.titleDerived || incoming.abstractCut;
  return isOlder || isIncomplete ? current : withTextOf(incoming, current);
}

function withTextOf(incoming: Paper, paper: Paper): Paper {
  const replaced = TEXT.filter((field) => incoming[field] !== undefined || !KEPT_IF_UNTOLD.has(field));
  const kept = Object.entries(paper).filter(([field]) => !replaced.some((name) => name === field));
  return { ...incoming, ...Object.fromEntries(kept) };
}
