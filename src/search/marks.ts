import { analyse } from './analysis.ts';

/** A place in a text that matches, in UTF-16 units, and which terms match there. */
export interface Mark {
  start: number;
  end: number;
  terms: string[];
}

/**
 * Where the terms of a search result stand in a text, from left to right, without overlaps: a term of several words is
 * marked as a whole.
 */
export function findMarks(text: string, terms: readonly string[]): Mark[] {
  const single = new Set<string>();
  const byFirst = new Map<string, string[][]>();
  for (const term of terms) {
    const words = term.split(' ');
    const [first = ''] = words;
    if (words.length === 1) single.add(term);
    else byFirst.set(first, [...(byFirst.get(first) ?? []), words]);
  }
  const tokens = analyse(text);
  const words = tokens.filter((token) => token.role !== 'part');
  const marks: Mark[] = tokens
    .filter((token) => single.has(token.term))
    .map(({ start, end, term }) => ({ start, end, terms: [term] }));
  words.forEach((word, at) => {
    for (const wanted of byFirst.get(word.term) ?? []) {
      const last = words[at + wanted.length - 1];
      if (last && wanted.every((term, index) => words[at + index]?.term === term)) {
        marks.push({ start: word.start, end: last.end, terms: [wanted.join(' ')] });
      }
    }
  });
  return merge(marks.sort((a, b) => a.start - b.start || b.end - a.end));
}

/** Overlapping marks become one; `mixture of experts` stays whole where its words matched too. */
function merge(sorted: readonly Mark[]): Mark[] {
  const merged: Mark[] = [];
  for (const mark of sorted) {
    const last = merged.at(-1);
    if (last && mark.start < last.end) {
      last.end = Math.max(last.end, mark.end);
      last.terms.push(...mark.terms);
    } else merged.push({ ...mark, terms: [...mark.terms] });
  }
  return merged;
}
