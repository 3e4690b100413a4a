import type { Language } from '../papers/paper.ts';
import type { Reply } from '../reply.ts';

/** Something to post into a channel by ourselves, once. */
export interface Posting {
  /** As {@link Place} names it. */
  place: string;
  /** The idempotency key, `SUBSCRIPTION/DAY`: it goes out with the message, so that the message can be found by it. */
  key: string;
  reply: Reply;
  lang: Language;
  /** Set where an earlier try may have posted it, to when that began: then the channel is looked through first. */
  since?: Date;
}

export type Posted =
  /** It stands in the channel; `message` names it there. */
  | { kind: 'posted'; message: string }
  /** An earlier try had posted it. */
  | { kind: 'found'; message: string }
  /** An earlier try may have posted it and we may not look, so nothing was posted now: losing is better than doubling. */
  | { kind: 'unknown' }
  /** The channel takes no posts of ours: it is gone, or we are not allowed to. */
  | { kind: 'refused'; why: 'gone' | 'not-allowed' };

/** Posts into channels of one platform without having been asked. Every adapter has one. */
export interface Poster {
  /** How the ids of its places start: `discord:`. */
  prefix: string;
  /**
   * Posts once. Keeps the platform's rate limits by waiting.
   *
   * @param stillMine asked right before the message goes out, after every wait; nothing is posted once it says no
   * @throws UnavailableError where the platform does not answer, or `stillMine` said no; it may then have posted or not.
   */
  post(posting: Posting, stillMine: () => Promise<boolean>): Promise<Posted>;
  /** A private word to a person, as {@link Asker} names them. Never rejects: what cannot be told goes to the log. */
  tell(person: string, reply: Reply, lang: Language): Promise<void>;
}
