import { analyse } from '../search/analysis.ts';
import { fold } from '../search/normalise.ts';
import type { AskedTerm, Question } from './question.ts';

/** A text as the features of evidence see it. */
export interface Look {
  /** What it has of each asked term, in the question's order, 0 to 1. */
  has: readonly number[];
  /** Where each asked term stands first, counted in words; -1 where it does not. */
  places: readonly number[];
  /** How many words it has. */
  words: number;
  /** Which share of the question's runs of letters it has, those of terms that it has otherwise written among them, 0 to 1. */
  letters: number;
}

/** A word's worth where one of the same beginning stands. */
const ALIKE = 0.7;

/** Words are alike where so many first letters are equal, and at least this share of the longer one. */
const SAME_START = { letters: 5, share: 0.6 };

/** So many letters in a row tell more than chance. */
const RUN = 4;

/** How texts are looked at for one question. */
export function createLook(question: Question): (text: string) => Look {
  const asked = [...runsOf(question.text)];
  const runsOfTerms = question.terms.map(({ text }) => runsOf(text));
  return (text) => {
    const places = new Map<string, number>();
    const parts = new Set<string>();
    let words = 0;
    for (const { term, role } of analyse(text)) {
      if (role === 'part') parts.add(term);
      else words += 1;
      if (role === 'word' && !places.has(term)) places.set(term, words);
    }
    const has = question.terms.map((term) => shareOf(term, places, parts));
    const letters = spaced(text);
    const present = asked.filter(
      (run) => letters.includes(run) || runsOfTerms.some((own, at) => has[at] === 1 && own.has(run)),
    );
    return {
      has,
      places: question.terms.map(({ term }) => places.get(term) ?? -1),
      words,
      letters: present.length / Math.max(1, asked.length),
    };
  };
}

/** Words of one script in small letters, with a space before and after each. */
function spaced(text: string): string {
  const words = fold(text).match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
  return ` ${words.join(' ')} `;
}

/**
 * Four letters in a row, with the spaces at the ends of words as letters: they join what no stemmer does, `phosphorylates` and
 * `dephosphorylation`. Han signs count by two.
 */
function runsOf(text: string): Set<string> {
  const runs = new Set<string>();
  for (const [word] of spaced(text).matchAll(/(?<= )[^ ]+(?= )/gu)) {
    const isHan = /^\p{Script=Han}/u.test(word);
    const size = isHan ? 2 : RUN;
    const letters = isHan ? word : ` ${word} `;
    for (let at = 0; at + size <= letters.length; at += 1) runs.add(letters.slice(at, at + size));
  }
  return runs;
}

function shareOf(
  { term, alternatives }: AskedTerm,
  places: ReadonlyMap<string, number>,
  parts: ReadonlySet<string>,
): number {
  if (places.has(term) || alternatives.some((way) => way.every((each) => places.has(each)))) return 1;
  if (parts.has(term)) return ALIKE;
  for (const word of places.keys()) if (isAlike(term, word)) return ALIKE;
  return 0;
}

/** `phosphorylates` and `phosphorylation`, which no stemmer joins. */
function isAlike(a: string, b: string): boolean {
  const { letters, share } = SAME_START;
  const needed = Math.max(letters, Math.ceil(share * Math.max(a.length, b.length)));
  return a.length >= needed && b.length >= needed && a.startsWith(b.slice(0, needed));
}
