import SearchableMap from 'minisearch/SearchableMap';
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

export function createTopics(): Topics {
  const topics = new SearchableMap<Named>();
  let papers = 0;
  const change = (title: string, by: number): void => {
    papers += by;
    for (const [name, term] of namesIn(title)) {
      const titles = (topics.get(name)?.titles ?? 0) + by;
      if (titles > 0) topics.set(name, term === undefined ? { titles } : { titles, term });
      else topics.delete(name);
    }
  };
  return {
    add: (title) => change(title, 1),
    remove: (title) => change(title, -1),
    starting(prefix, limit, vocabulary) {
      const start = fold(prefix.slice(0, 100)).trim();
      const found = new Map<string, Topic>();
      const mostPapers = Math.max(MIN_TITLES, papers * COMMON);
      for (const [text, { titles, term }] of [...topics.atPrefix(start)].sort(byText)) {
        const having = term === undefined ? titles : vocabulary.papersWith(term);
        if (titles < MIN_TITLES || having > mostPapers) continue;
        // Of `agent` and `agents` the shorter one, which comes first, is enough.
        const key = term ?? text;
        if (!found.has(key)) found.set(key, { text, papers: having });
      }
      for (const topic of acronymTopics(vocabulary)) {
        if (fold(topic.text).startsWith(start)) found.set(fold(topic.text), topic);
      }
      return [...found.values()]
        .sort((a, b) => b.papers - a.papers || (a.text < b.text ? -1 : 1))
        .slice(0, limit);
    },
  };
}

function byText([a]: [string, Named], [b]: [string, Named]): number {
  return a < b ? -1 : 1;
}

/** The acronyms that papers have, and what they stand for where a paper says so in full. */
function* acronymTopics(vocabulary: Vocabulary): Generator<Topic> {
  for (const { text, term, longs } of vocabulary.acronyms.byTerm.values()) {
    const papers = vocabulary.papersWith(term);
    if (papers === 0) continue;
    yield { text, papers };
    for (const long of longs)
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
