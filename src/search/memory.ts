import { type Completion, createCompletion } from './completion.ts';
import { createForward, type Forward, type ForwardDump } from './forward.ts';
import { createLexicon, type Lexicon, type LexiconDump } from './lexicon.ts';
import type { TitlesDump } from './titles.ts';
import { createTopics, type Topics, type TopicsDump } from './topics.ts';

/** What every engine keeps in memory beside its own index. */
export interface Memory {
  forward: Forward;
  lexicon: Lexicon;
  completion: Completion;
  topics: Topics;
  /** Good until the next change. */
  dump(): MemoryDump;
}

/** The same as it is kept on disk. */
export interface MemoryDump {
  forward: ForwardDump;
  lexicon: LexiconDump;
  titles: TitlesDump;
  topics: TopicsDump;
}

/** @param from what `dump` gave, which is then this memory's own */
export function createMemory(from?: MemoryDump): Memory {
  const forward = createForward(from?.forward);
  const lexicon = createLexicon((term) => forward.papersWith(term).either, from?.lexicon);
  const completion = createCompletion(from?.titles, (id) => forward.keptAt(forward.positionOf(id) ?? -1));
  const topics = createTopics(from?.topics);
  return {
    ...{ forward, lexicon, completion, topics },
    dump: () => ({
      forward: forward.dump(),
      lexicon: lexicon.dump(),
      titles: completion.dump(),
      topics: topics.dump(),
    }),
  };
}
