import { createHash } from 'node:crypto';
import { isSameWork } from '../papers/merge.ts';
import type { FoundIn, Paper } from '../papers/paper.ts';
import type { Store } from '../ports.ts';

/**
 * Makes papers of one file fit in with what the store holds, and with each other:
 *
 * - A file that was imported before, and has grown since, gives its papers the places that they had, so that what did
 *   not change is known as unchanged.
 * - Two works may have one title, and so one slug; the one that comes later gets a mark of its own text behind it, the
 *   same in every run. An arXiv ID needs none.
 */
export async function settle(papers: readonly Paper[], document: string, store: Store): Promise<Paper[]> {
  const settled = new Map<string, Paper>();
  const find = async (id: string) => settled.get(id) ?? (await store.get([id]))[0];
  const all: Paper[] = [];
  for (const paper of papers) {
    const namesake = await find(paper.id);
    const isOther = namesake !== undefined && paper.arxivId === undefined && !isSameWork(namesake, paper);
    const id = isOther ? `${paper.id}-${hashOf(paper)}` : paper.id;
    const known = isOther ? await find(id) : namesake;
    const fitting = { ...paper, id, foundIn: toPlaces(paper, known, document) };
    settled.set(id, fitting);
    all.push(fitting);
  }
  return all;
}

function toPlaces(paper: Paper, known: Paper | undefined, document: string): FoundIn[] {
  const before = known?.foundIn.filter((place) => place.document === document) ?? [];
  if (before.length === 0) return paper.foundIn;
  return [...before, ...paper.foundIn.filter((place) => place.document !== document)];
}

function hashOf({ title, abstract }: Paper): string {
  return createHash('sha256').update(`${title}\n${abstract}`).digest('hex').slice(0, 8);
}
