import { analyse, toSequence, toTerms } from './analysis.ts';
import { findDefinitions } from './define.ts';
import { GLOSSARY } from './glossary.ts';
import { KNOWN_ACRONYMS } from './known-acronyms.ts';
import { toPlainCase } from './normalise.ts';

/** What an acronym stands for. */
export interface LongForm {
  /** As people write it: `mixture of experts`. */
  text: string;
  /** Its sequence of analysed words, stop words too, between spaces: ` mixtur of expert `. */
  sequence: string;
}

export interface Acronym {
  /** As people write it: `MoE`. */
  text: string;
  /** Its analysed term: `moe`. */
  term: string;
  longs: LongForm[];
}

/** A long form, ready to be looked for. */
export interface Spelling {
  acronym: Acronym;
  long: LongForm;
  words: readonly string[];
}

/**
 * The acronyms that count, by the term of the short form, and by the first word of the long form and then its second (`''` where
 * it has one word): thousands start with *multi* or *deep*.
 */
export interface Acronyms {
  byTerm: ReadonlyMap<string, Acronym>;
  byFirstWord: ReadonlyMap<string, ReadonlyMap<string, readonly Spelling[]>>;
}

/** A definition in one paper, ready to be counted. */
export interface LearnedPair {
  short: string;
  term: string;
  long: LongForm;
}

/** A pair that stands against others of the same acronym counts where at least this share of its papers agrees. */
const AGREEMENT = 2 / 3;

/** The definitions in a text, each once. */
export function learnPairs(text: string): LearnedPair[] {
  const pairs = new Map<string, LearnedPair>();
  for (const { short, long } of findDefinitions(text)) {
    const terms = toTerms(short);
    const [term] = terms;
    const sequence = toSequence(analyse(long));
    if (term === undefined || terms.length > 1 || sequence.split(' ').length < 4) continue;
    pairs.set(term + sequence, { short, term, long: { text: toPlainCase(long), sequence } });
  }
  return [...pairs.values()];
}

/** Definitions of one acronym, counted. */
interface Learned {
  papers: number;
  longs: { pair: LearnedPair; papers: number }[];
}

/**
 * Decides which acronyms count. The field's own come first and are never overruled. A learned one counts where the
 * papers that define it agree, and where it is no ordinary word of the corpus: `PET` must not pull `pet` away.
 *
 * @param pairs every pair that some paper defines, and how many papers do
 * @param isWord whether papers write this term in lower case, as a word of the language
 */
export function toAcronyms(
  pairs: Iterable<{ pair: LearnedPair; papers: number }>,
  isWord: (term: string) => boolean,
): Acronyms {
  const byTerm = new Map(known);
  const learned = new Map<string, Learned>();
  for (const { pair, papers } of pairs) {
    if (known.has(pair.term)) continue;
    const entry = learned.get(pair.term) ?? { papers: 0, longs: [] };
    entry.papers += papers;
    entry.longs.push({ pair, papers });
    learned.set(pair.term, entry);
  }
  for (const [term, { papers, longs }] of learned) {
    const best = longs.find((long) => long.papers >= papers * AGREEMENT);
    if (best && !isWord(term)) byTerm.set(term, { text: best.pair.short, term, longs: [best.pair.long] });
  }
  return { byTerm, byFirstWord: indexLongForms(byTerm.values()) };
}

/** A long form that stands in a sequence, and the acronym it is short for. */
export interface Spelled {
  acronym: Acronym;
  long: LongForm;
  /** Position in the sequence's words of the first and past the last. */
  from: number;
  to: number;
}

/** The long forms in a sequence of words, from left to right; the longest wins where several start at one word. */
export function findSpelled(words: readonly string[], acronyms: Acronyms): Spelled[] {
  const found: Spelled[] = [];
  for (let at = 0; at < words.length; at++) {
    const starting = acronyms.byFirstWord.get(words[at] ?? '');
    if (!starting) continue;
    const stands = (each: Spelling): boolean => each.words.every((word, index) => words[at + index] === word);
    const match = starting.get(words[at + 1] ?? '')?.find(stands) ?? starting.get('')?.find(stands);
    if (!match) continue;
    found.push({ acronym: match.acronym, long: match.long, from: at, to: at + match.words.length });
  }
  return found;
}

/**
 * The acronyms that a text spells out without writing them beside it: one entry per mention. They are indexed as if
 * they stood there. `mixture of experts (MoE)` is one mention and already has its acronym.
 */
export function findUnwritten(words: readonly string[], acronyms: Acronyms): Spelled[] {
  return findSpelled(words, acronyms).filter(
    ({ acronym, from, to }) => words[from - 1] !== acronym.term && words[to] !== acronym.term,
  );
}

function indexLongForms(acronyms: Iterable<Acronym>): Acronyms['byFirstWord'] {
  const index = new Map<string, Map<string, Spelling[]>>();
  for (const acronym of acronyms) {
    for (const long of acronym.longs) {
      const words = long.sequence.trim().split(' ');
      const [first = '', second = ''] = words;
      const starting = index.get(first) ?? new Map<string, Spelling[]>();
      const entries = starting.get(second) ?? [];
      entries.push({ acronym, long, words });
      index.set(first, starting.set(second, entries));
    }
  }
  for (const starting of index.values())
    for (const entries of starting.values()) entries.sort((a, b) => b.words.length - a.words.length);
  return index;
}

const known: ReadonlyMap<string, Acronym> = new Map(
  Object.entries({ ...GLOSSARY, ...KNOWN_ACRONYMS }).map(([text, longs]) => {
    const term = toTerms(text).join(' ');
    return [
      term,
      { text, term, longs: longs.map((long) => ({ text: long, sequence: toSequence(analyse(long)) })) },
    ];
  }),
);

/** The field's own acronyms, and its words in other languages, alone. */
export const FIELD_ACRONYMS: Acronyms = { byTerm: known, byFirstWord: indexLongForms(known.values()) };
