import type { FoundIn, Paper } from './paper.ts';

export interface Merged {
  papers: Paper[];
  merges: { into: string; from: FoundIn }[];
}

export function isSameWork(a: Paper, b: Paper): boolean {
  return a.id === b.id;
}

export function mergeTwo(a: Paper, b: Paper): Paper {
  return { ...b, ...a, foundIn: [...a.foundIn, ...b.foundIn] };
}

export function mergePapers(papers: readonly Paper[]): Merged {
  return { papers: [...papers], merges: [] };
}
