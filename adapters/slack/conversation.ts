import type { RespondArguments } from '@slack/bolt';
import type { Sight } from '../../src/debts/debts.ts';
import type { Language } from '../../src/papers/paper.ts';
import type { Client } from './parts.ts';

/** Shows a message where an interaction was. */
export type Respond = (message: string | RespondArguments) => Promise<unknown>;

/** Where something was asked, and by whom. */
export interface Conversation {
  client: Client;
  channel: string;
  user: string;
  /** What the asker reads. */
  lang: Language;
  /** The thread it was asked in, if any. */
  thread?: string | undefined;
  /** Answers through the interaction's `response_url`: five times within thirty minutes, also where we are no member. */
  respond?: Respond | undefined;
  /** Whose answer it is to give; ours where absent. */
  owed?: Owing | undefined;
}

/** An answer that Slack was promised, or will be. */
export interface Owing {
  /** By which the answer is known where it is looked for. */
  key: string;
  /** Asked before the answer is sent. False: another process took over, and sends it. */
  begin(sight: Sight): Promise<boolean>;
  /** To be called before anything takes its time, or is shown that is not the answer. */
  promise(): Promise<void>;
}

/** Whether an answer is still ours to give, to be asked before it is sent so. */
export async function isOurs({ owed }: Conversation, sight: Sight): Promise<boolean> {
  return owed === undefined || (await owed.begin(sight));
}

/** No preview under our own posts: the cards say what there is to say. */
export const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

/** A place in a channel, or in one of its threads, as methods of the Web API name it. */
export function at(channel: string, thread: string | undefined): { channel: string; thread_ts?: string } {
  return thread === undefined ? { channel } : { channel, thread_ts: thread };
}
