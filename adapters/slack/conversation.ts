import type { RespondFn } from '@slack/bolt';
import type { Language } from '../../src/papers/paper.ts';
import type { Client } from './parts.ts';

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
  respond?: RespondFn | undefined;
}

/** No preview under our own posts: the cards say what there is to say. */
export const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

/** A place in a channel, or in one of its threads, as methods of the Web API name it. */
export function at(channel: string, thread: string | undefined): { channel: string; thread_ts?: string } {
  return thread === undefined ? { channel } : { channel, thread_ts: thread };
}
