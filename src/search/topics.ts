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

/** What one title alone has is no topic. */
const MIN_TITLES = 2;

interface Named {
  titles: number;
  /** The term of a single word. */
  term?: string;
}

export function createTopics(): Topics {
  const topics = new SearchableMap<Named>();
  const change = (title: string, by: number): void => {
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
      const offer = (topic: Topic): void => {
        const name = fold(topic.text);
        if (topic.papers > 0 && name.startsWith(start)) found.set(name, topic);
      };
      for (const [text, { titles, term }] of topics.atPrefix(start)) {
        if (titles >= MIN_TITLES) offer({ text, papers: term === undefined ? titles : vocabulary.papersWith(term) });
      }
      for (const { text, term, longs } of vocabulary.acronyms.byTerm.values()) {
        const papers = vocabulary.papersWith(term);
        offer({ text, papers });
        for (const long of longs) if (vocabulary.papersSpelling(long.sequence) > 0) offer({ text: long.text, papers });
      }
      return [...found.values()].sort((a, b) => b.papers - a.papers || (a.text < b.text ? -1 : 1)).slice(0, limit);
    },
  };
}

/** The words of a title and its neighbouring pairs, folded; a word comes with its term. */
function namesIn(title: string): Map<string, string | undefined> {
  const names = new Map<string, string | undefined>();
  const words = analyse(title).filter((token) => token.role !== 'part');
  words.forEach((token, at) => {
    if (token.role !== 'word' || !/\p{L}{3}/u.test(token.term)) return;
    names.set(fold(title.slice(token.start, token.end)), token.term);
    const next = words[at + 1];
    if (next?.role !== 'word' || !/^[\s-]$/u.test(title.slice(token.end, next.start))) return;
    names.set(fold(title.slice(token.start, next.end)), undefined);
  });
  return names;
}
