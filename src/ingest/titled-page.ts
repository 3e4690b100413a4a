import type { Document, Draft, Parsed } from './format.ts';
import { contentLines, type Line } from './lines.ts';
import { authorsOfNote, idOfNote, looksLikeNames, toNames } from './notes.ts';
import { type Pair, type Part, pairLines } from './pairing.ts';
import { isAbstract, mostReadLikeResearch } from './prose.ts';
import { looksLikeTitle, toRecord } from './records.ts';

/** Sorts the lines of a page of titles and abstracts into text and notes; the site's own lines are dropped. */
export function toParts(lines: readonly Line[]): Part[] {
  const own = lines.filter((line) => !line.furniture);
  return own.map((line, index) => ({ kind: isNote(own, index) ? 'note' : 'text', line }));
}

function isNote(lines: readonly Line[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  if (idOfNote(text) !== undefined || authorsOfNote(text) !== undefined) return true;
  const above = lines[index - 1]?.text;
  const below = lines[index + 1]?.text;
  // Bare names are told from a title only by their place: below a title and above its abstract.
  const inside = above !== undefined && !isAbstract(above) && below !== undefined && isAbstract(below);
  return inside && looksLikeNames(text);
}

/** The share of pairs with both title and abstract, from 0 to 1; 0 where the abstracts do not read like research. */
export function shareOfWholePairs(parts: readonly Part[]): number {
  const pairs = withoutMargins(pairLines(parts));
  const abstracts = pairs.flatMap(({ title, abstract }) => (title && abstract ? [abstract.text] : []));
  return mostReadLikeResearch(abstracts) ? abstracts.length / pairs.length : 0;
}

/** Whether a line of the page looks like an abstract; where none does, no closer look is needed. */
export function hasAbstract(document: Document): boolean {
  return contentLines(document).some((line) => isAbstract(line.text));
}

/** Reads the papers of a page of titles and abstracts. `extend` adds what a format knows of its own notes. */
export function parsePairs(
  document: Document,
  parts: readonly Part[],
  extend: (draft: Draft, notes: readonly Line[]) => Draft = withNotes,
): Parsed {
  const pairs = withoutMargins(pairLines(parts));
  const parsed: Parsed = { drafts: [], warnings: [] };
  for (const [index, pair] of pairs.entries()) {
    const record = toRecord(pair, { document: document.name, last: index === pairs.length - 1 });
    if (record.draft !== undefined) parsed.drafts.push(extend(record.draft, pair.notes));
    parsed.warnings.push(...record.warnings);
  }
  return parsed;
}

/** Above the first paper and below the last one, what is not set like a title is the site's. */
function withoutMargins(pairs: readonly Pair[]): Pair[] {
  const isPaper = (pair: Pair) => pair.abstract !== undefined || looksLikeTitle(pair.title?.text ?? '');
  const first = pairs.findIndex(isPaper);
  return first === -1 ? [] : pairs.slice(first, pairs.findLastIndex(isPaper) + 1);
}

/** Adds the arXiv ID and the authors that the notes name. */
export function withNotes(draft: Draft, notes: readonly Line[]): Draft {
  const found = notes.map((note) => idOfNote(note.text)).find((id) => id !== undefined);
  const authors = notes
    .map((note) => authorsOfNote(note.text) ?? (looksLikeNames(note.text) ? toNames(note.text) : undefined))
    .find((names) => names !== undefined);
  return {
    ...draft,
    ...(found !== undefined && { arxivId: found.id }),
    ...(found?.version !== undefined && { version: found.version }),
    ...(authors !== undefined && { authors }),
  };
}
