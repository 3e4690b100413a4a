import { createHash } from 'node:crypto';
import { compare, toFingerprint, toShingles, toTitleKey } from './likeness.ts';
import { mergeTwo } from './merge-two.ts';
import type { FoundIn, Paper } from './paper.ts';

/**
 * How alike two abstracts must be, by shingles. Under one title little will do, for people shorten and revise. Under
 * different titles only near-copies are one work, for authors of a sequel reuse their sentences: ViDT and its successor
 * in the seeds have a Jaccard likeness of 0.50 and a containment of 0.77.
 */
const ALIKE = {
  sameTitle: { containment: 0.3, jaccard: 0 },
  otherTitle: { containment: 0.9, jaccard: 0.85 },
  /** One is cut off, or has a title that we made: the shorter must lie in the longer. */
  partOfOther: { containment: 0.9, jaccard: 0 },
};
/** Shorter abstracts say too little to be told apart without a title. */
const MIN_SHINGLES = 20;
/** What stands in more papers than this is a set phrase, and no reason to compare them. */
const MAX_BLOCK = 32;

export interface Merged {
  /** One per work, in the order in which each was first seen; no two have the same id. */
  papers: Paper[];
  /** For each record that was made one with an earlier one: the final id of the paper, and where the record was found. */
  merges: { into: string; from: FoundIn }[];
}

/** A paper and what it is compared by. */
interface Entry {
  paper: Paper;
  titleKey: string;
  shingles: Uint32Array;
}

/**
 * Whether two records are one work. ArXiv IDs decide where both have one. Else the language must be the same, and either
 * the titles agree (but for case, accents and punctuation) and the abstracts are alike or one is missing, or the
 * abstracts are near-copies.
 */
export function isSameWork(a: Paper, b: Paper): boolean {
  // Most papers have an ID, and shingles take long to make.
  if (a.arxivId !== undefined && b.arxivId !== undefined) return a.arxivId === b.arxivId;
  return areSame(toEntry(a), toEntry(b));
}

function toEntry(paper: Paper): Entry {
  const titleKey = paper.titleDerived ? '' : toTitleKey(paper.title);
  return { paper, titleKey, shingles: toShingles(paper.abstract) };
}

function areSame(a: Entry, b: Entry): boolean {
  if (a.paper.arxivId !== undefined && b.paper.arxivId !== undefined)
    return a.paper.arxivId === b.paper.arxivId;
  if (a.paper.lang !== b.paper.lang) return false;
  const hasSameTitle = a.titleKey !== '' && a.titleKey === b.titleKey;
  if (hasSameTitle && (a.shingles.length === 0 || b.shingles.length === 0)) return true;
  if (!hasSameTitle && Math.min(a.shingles.length, b.shingles.length) < MIN_SHINGLES) return false;
  const isPart = [a, b].some(({ paper, titleKey }) => paper.abstractCut || titleKey === '');
  const needed = hasSameTitle ? ALIKE.sameTitle : isPart ? ALIKE.partOfOther : ALIKE.otherTitle;
  const { containment, jaccard } = compare(a.shingles, b.shingles);
  return containment >= needed.containment && jaccard >= needed.jaccard;
}

/**
 * Makes one paper of all records of each work. Only records that share an arXiv ID, a title or a rare shingle are
 * compared, so that the time grows with the number of papers and not with its square.
 */
export function mergePapers(papers: readonly Paper[]): Merged {
  const first = groupByWork(papers);
  const works = new Map<number, Paper>();
  const joined: { group: number; from: FoundIn }[] = [];
  papers.forEach((paper, at) => {
    const group = first[at] ?? at;
    const known = works.get(group);
    works.set(group, known === undefined ? paper : mergeTwo(known, paper));
    const [from] = paper.foundIn;
    if (known !== undefined && from !== undefined) joined.push({ group, from });
  });
  const distinct = withDistinctIds(works);
  const merges = joined.map(({ group, from }) => ({ into: distinct.get(group)?.id ?? '', from }));
  return { papers: [...distinct.values()], merges };
}

/** For each record the position of the first record of its work. */
function groupByWork(papers: readonly Paper[]): number[] {
  const entries: Entry[] = [];
  const blocks = new Map<string | number, number[]>();
  const first: number[] = [];
  const arxivIds: (string | undefined)[] = [];

  for (const [at, paper] of papers.entries()) {
    const entry = toEntry(paper);
    entries.push(entry);
    first.push(at);
    arxivIds.push(paper.arxivId);
    const keys = toKeys(entry);
    for (const other of new Set(keys.flatMap((key) => blocks.get(key) ?? []))) {
      const known = entries[other];
      if (known === undefined || find(first, other) === find(first, at) || !areSame(known, entry)) continue;
      unite(first, arxivIds, find(first, other), find(first, at));
    }
    for (const key of keys) addTo(blocks, key, at);
  }
  return first.map((_, at) => find(first, at));
}

/** Everything that a record of the same work may share with this one. */
function toKeys({ paper, titleKey, shingles }: Entry): (string | number)[] {
  const keys: (string | number)[] = Array.from(toFingerprint(shingles));
  if (paper.arxivId !== undefined) keys.push(`id ${paper.arxivId}`);
  if (titleKey !== '') keys.push(`title ${titleKey}`);
  return keys;
}

function addTo(blocks: Map<string | number, number[]>, key: string | number, at: number): void {
  const block = blocks.get(key);
  if (block === undefined) blocks.set(key, [at]);
  else if (block.length < MAX_BLOCK) block.push(at);
}

function find(first: number[], at: number): number {
  let root = at;
  while (first[root] !== undefined && first[root] !== root) root = first[root] ?? root;
  first[at] = root;
  return root;
}

/** Joins two groups under the earlier one; groups with different arXiv IDs stay apart, whatever lies between them. */
function unite(first: number[], arxivIds: (string | undefined)[], a: number, b: number): void {
  const [root, joining] = a < b ? [a, b] : [b, a];
  const ids = new Set([arxivIds[root], arxivIds[joining]].filter((id) => id !== undefined));
  if (ids.size > 1) return;
  first[joining] = root;
  [arxivIds[root]] = ids;
}

/** Works may share a title, and so the slug made from it; the later ones get a hash of their text behind it. */
function withDistinctIds(works: ReadonlyMap<number, Paper>): Map<number, Paper> {
  const taken = new Set<string>();
  const distinct = new Map<number, Paper>();
  for (const [group, paper] of works) {
    let { id } = paper;
    for (let salt = ''; taken.has(id); salt += '\n') id = `${paper.id}-${hashOf(paper, salt)}`;
    taken.add(id);
    distinct.set(group, id === paper.id ? paper : { ...paper, id });
  }
  return distinct;
}

function hashOf(paper: Paper, salt: string): string {
  return createHash('sha256').update(`${paper.title}\n${paper.abstract}${salt}`).digest('hex').slice(0, 6);
}
