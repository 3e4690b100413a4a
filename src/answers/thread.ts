import type { Invocation } from '../command.ts';

/** What a question in a thread follows up on, as options of `ask`. */
export interface FollowUp {
  about?: string;
  /** Ids with commas between. */
  papers?: string;
}

/** More papers than an answer speaks of would drown the new question. */
const MOST_PAPERS = 8;
const LONGEST = 1000;

/**
 * What a thread is about, read off the buttons of the bot's own messages in it: each button is an invocation, so nothing need
 * be remembered. The newest question counts, and the papers of the buttons beside it.
 *
 * @param messages the invocations of each message of ours, oldest message first
 */
export function followUpOf(messages: readonly (readonly Invocation[])[]): FollowUp {
  for (const runs of messages.toReversed()) {
    const question = runs.map(questionOf).find((each) => each !== undefined);
    const papers = [
      ...new Set(runs.flatMap(({ options: { paper } }) => (typeof paper === 'string' ? [paper] : []))),
    ];
    if (question === undefined && papers.length === 0) continue;
    return {
      ...(question === undefined ? {} : { about: question.slice(0, LONGEST) }),
      ...(papers.length === 0 ? {} : { papers: papers.slice(0, MOST_PAPERS).join(',') }),
    };
  }
  return {};
}

function questionOf({ command, options }: Invocation): string | undefined {
  const asked = command === 'ask' ? options.question : command === 'search' ? options.query : undefined;
  return typeof asked === 'string' ? asked : undefined;
}
