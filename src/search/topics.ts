import type { Topic } from '../ports.ts';
import { analyse } from './analysis.ts';
import { fold } from './normalise.ts';
import type { Vocabulary } from './plan.ts';

/** What papers are about: the words and the pairs of words that their titles share, and the acronyms. */
export interface Topics {
  add(title: string): void;
  remove(title: string): void;
  /** Topics that start like this, most papers first. A pair's papers are those that have it in the title. */
  starting(prefix: string, limit: number, vocabulary: Vocabulary): Topic[];
  dump(): TopicsDump;
}

/** Topics as they are kept on disk. */
export interface TopicsDump {
  names: string[];
  titles: Uint32Array;
  terms: (string | undefined)[];
  papers: number;
  prunedAt: number;
}

/** What one title alone has is no topic, nor is a word that more than this share of the papers has. */
const MIN_TITLES = 2;
const COMMON = 0.25;

/** No real title is longer. */
const MAX_TITLE = 1000;

interface Named {
  titles: number;
  /** The term of a single word. */
  term?: string;
}

/**
 * Past so many names, those that one title alone has are forgotten, which bounds the memory; a name that comes back is
 * counted from 1. Lossy counting, after Manku and Motwani, "Approximate frequency counts over data streams" (VLDB 2002).
 */
const MOST_NAMES = 300_000;
/** Of the names that start like this, the most frequent are looked at. */
const MOST_LOOKED_AT = 2000;

/** @param from what `dump` gave */
export function createTopics(from?: TopicsDump): Topics {
  const names = createNames();
  from?.names.forEach((name, at) => {
    names.set(name, toNamed(from.titles[at] ?? 0, from.terms[at]));
  });
  /** What was answered since the last change. */
  const answered = new Map<string, Topic[]>();
  let papers = from?.papers ?? 0;
  let prunedAt = from?.prunedAt ?? 0;
  const change = (title: string, by: number): void => {
    papers += by;
    answered.clear();
    for (const [name, term] of namesIn(title)) {
      const titles = (names.get(name)?.titles ?? 0) + by;
      if (titles > 0) names.set(name, toNamed(titles, term));
      else names.delete(name);
    }
    if (names.size() > Math.max(MOST_NAMES, 2 * prunedAt)) {
      for (const [name, { titles }] of names.starting('')) if (titles < MIN_TITLES) names.delete(name);
      prunedAt = names.size();
    }
  };
  return {
    add: (title) => change(title, 1),
    remove: (title) => change(title, -1),
    dump() {
      const all = [...names.starting('')];
      return {
        names: all.map(([name]) => name),
        titles: Uint32Array.from(all, ([, { titles }]) => titles),
        terms: all.map(([, { term }]) => term),
        papers,
        prunedAt,
      };
    },
    starting(prefix, limit, vocabulary) {
      const start = fold(prefix.slice(0, 100)).trim();
      const key = `${limit} ${start}`;
      const known = answered.get(key);
      if (known) return known;
      const topics = find(start, vocabulary, namesStarting(names, start), papers).slice(0, limit);
      answered.set(key, topics);
      return topics;
    },
  };
}

function toNamed(titles: number, term: string | undefined): Named {
  return term === undefined ? { titles } : { titles, term };
}

/** Names by their first two letters, so that a key press looks at a few of them only. */
interface Names {
  size(): number;
  get(name: string): Named | undefined;
  set(name: string, named: Named): void;
  delete(name: string): void;
  starting(start: string): Iterable<[string, Named]>;
}

const LETTERS = 2;

function createNames(): Names {
  const byStart = new Map<string, Map<string, Named>>();
  let size = 0;
  const sameStart = (name: string): Map<string, Named> | undefined => byStart.get(name.slice(0, LETTERS));
  return {
    size: () => size,
    get: (name) => sameStart(name)?.get(name),
    set(name, named) {
      const same = sameStart(name) ?? new Map<string, Named>();
      byStart.set(name.slice(0, LETTERS), same);
      if (!same.has(name)) size += 1;
      same.set(name, named);
    },
    delete(name) {
      if (sameStart(name)?.delete(name)) size -= 1;
    },
    *starting(start) {
      for (const [letters, same] of byStart) {
        if (!letters.startsWith(start.slice(0, LETTERS))) continue;
        for (const entry of same) if (entry[0].startsWith(start)) yield entry;
      }
    },
  };
}

/** The most frequent names that start like this, in the order of the alphabet. */
function namesStarting(names: Names, start: string): [string, Named][] {
  const found = [...names.starting(start)].filter(([, { titles }]) => titles >= MIN_TITLES);
  if (found.length > MOST_LOOKED_AT) {
    found.sort(([, a], [, b]) => b.titles - a.titles);
    found.length = MOST_LOOKED_AT;
  }
  return found.sort(byText);
}

function find(
  start: string,
  vocabulary: Vocabulary,
  names: readonly [string, Named][],
  papers: number,
): Topic[] {
  const found = new Map<string, Topic>();
  const mostPapers = Math.max(MIN_TITLES, papers * COMMON);
  for (const [text, { titles, term }] of names) {
    const having = term === undefined ? titles : vocabulary.papersWith(term);
    if (having > mostPapers) continue;
    // Of `agent` and `agents` the shorter one, which comes first, is enough.
    const key = term ?? text;
    if (!found.has(key)) found.set(key, { text, papers: having });
  }
  for (const topic of acronymTopics(vocabulary, start)) found.set(fold(topic.text), topic);
  return [...found.values()].sort((a, b) => b.papers - a.papers || (a.text < b.text ? -1 : 1));
}

function byText([a]: [string, Named], [b]: [string, Named]): number {
  return a < b ? -1 : 1;
}

/** A name of a topic, and how it is looked for. */
interface Spelled {
  text: string;
  folded: string;
}

/** An acronym as topics are made of it. */
interface FoldedAcronym extends Spelled {
  term: string;
  longs: (Spelled & { sequence: string })[];
}

/** Folding tens of thousands at each key press would take longer than finding, and they change with new papers only. */
const foldedAcronyms = new WeakMap<Vocabulary['acronyms'], FoldedAcronym[]>();

function foldAcronyms(acronyms: Vocabulary['acronyms']): FoldedAcronym[] {
  const known = foldedAcronyms.get(acronyms);
  if (known) return known;
  const all = Array.from(acronyms.byTerm.values(), ({ text, term, longs }) => ({
    ...{ text, term, folded: fold(text) },
    longs: longs.map((long) => ({ ...long, folded: fold(long.text) })),
  }));
  foldedAcronyms.set(acronyms, all);
  return all;
}

/** The acronyms that papers have, and what they stand for where a paper says so in full, that start like this. */
function* acronymTopics(vocabulary: Vocabulary, start: string): Generator<Topic> {
  for (const { text, folded, term, longs } of foldAcronyms(vocabulary.acronyms)) {
    const longer = longs.filter((long) => long.folded.startsWith(start));
    const isShort = folded.startsWith(start);
    const papers = isShort || longer.length > 0 ? vocabulary.papersWith(term) : 0;
    if (papers === 0) continue;
    if (isShort) yield { text, papers };
    for (const long of longer)
      if (vocabulary.papersSpelling(long.sequence) > 0) yield { text: long.text, papers };
  }
}

/** The words of a title and its neighbouring pairs, folded; a word comes with its term. */
function namesIn(title: string): Map<string, string | undefined> {
  const names = new Map<string, string | undefined>();
  const words = analyse(title.slice(0, MAX_TITLE)).filter((token) => token.role !== 'part');
  words.forEach((token, at) => {
    if (token.role !== 'word' || !/\p{L}{3}/u.test(token.term)) return;
    names.set(fold(title.slice(token.start, token.end)), token.term);
    const next = words[at + 1];
    if (next?.role !== 'word' || !/^[\s-]$/u.test(title.slice(token.end, next.start))) return;
    names.set(fold(title.slice(token.start, next.end)), undefined);
  });
  return names;
}
