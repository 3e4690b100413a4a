import { App, type ReceiverEvent, type RespondArguments } from '@slack/bolt';
import type { Owed } from '../../src/debts/owing.ts';
import type { Owing, Respond } from './conversation.ts';
import { logUnseen } from './marks.ts';
import type { Parts } from './parts.ts';

/**
 * Bolt acknowledges an event before its listeners have run. Here they first write down that an answer is owed: where that
 * fails Slack gets no acknowledgement, and sends the event again, to this process or another.
 */
export class CarefulApp extends App {
  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (event.body.type !== 'event_callback') return super.processEvent(event);
    await super.processEvent({ ...event, ack: () => Promise.resolve() });
    await event.ack();
  }
}

/** Thrown where it could not be written down that an answer is owed. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

/** Milliseconds that a command may take before its answer is promised: Slack waits for 3 s. */
export const PROMISE_AFTER = 1_500;

/** How an interaction is answered. */
export interface Ways {
  ack(message?: string | RespondArguments): Promise<void>;
  respond: Respond;
}

/** How a listener answers. */
export interface Answering {
  respond: Respond;
  owed: Owing;
}

/**
 * Takes on an event, or goes on with one that another process left behind; undefined where it is another's.
 *
 * @throws NotTaken where the database does not say.
 */
export async function takeOn(key: string, body: object, { owing }: Parts): Promise<Owed | undefined> {
  const inherited = owing.inherited(key);
  if (inherited) return inherited;
  try {
    return await owing.take(key, JSON.stringify(body));
  } catch (cause) {
    throw new NotTaken('an event was not taken on, and will come again', { cause });
  }
}

/** Does the work, after which nothing is owed any more, whatever became of it. */
export async function keeping(owed: Owed | undefined, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await owed?.settle();
  }
}

export function toOwing(key: string, owed: Owed): Owing {
  return { key, begin: owed.begin, promise: () => Promise.resolve() };
}

/**
 * Answers a command. What is ready soon is the acknowledgement itself, so that Slack has both or neither; what takes longer
 * is promised first, and then comes by the `response_url`, from another process where this one dies.
 */
export async function answerPromptly(
  key: string,
  body: object,
  { ack, respond }: Ways,
  parts: Parts,
  work: (answering: Answering) => Promise<void>,
): Promise<void> {
  let owed = parts.owing.inherited(key);
  if (owed && owed.begun !== 'no') {
    logUnseen(key, parts.log);
    return owed.settle();
  }
  let isAnswering = false;
  let promised = owed && Promise.resolve();

  function promise(): Promise<void> {
    promised ??= acknowledge();
    return promised;
  }
  async function acknowledge(): Promise<void> {
    owed = await promiseTo(key, body, parts);
    try {
      await ack();
    } catch (err) {
      parts.log.info({ err }, 'Slack waited no longer for a promise; the answer comes all the same');
    }
  }

  if (parts.promiseAfter === 0) await promise();
  const timer = setTimeout(() => {
    if (!isAnswering) void promise();
  }, parts.promiseAfter);

  const answering: Answering = {
    async respond(message) {
      if (promised) {
        await promised;
        return respond(message);
      }
      promised = Promise.resolve();
      return ack(message);
    },
    owed: {
      key,
      promise,
      async begin(sight) {
        isAnswering = true;
        await promised;
        return owed === undefined || owed.begin(sight);
      },
    },
  };
  try {
    await work(answering);
  } finally {
    clearTimeout(timer);
    // An error may have left it without an answer.
    await promise();
    await owed?.settle();
  }
}

/**
 * Writes down that the answer of an interaction is owed. Slack sends it to one process, once: where it cannot be written
 * down it is answered all the same.
 */
export async function promiseTo(key: string, body: object, parts: Parts): Promise<Owed | undefined> {
  try {
    return await takeOn(key, body, parts);
  } catch (err) {
    parts.log.warn({ err }, 'an answer is promised that nobody would give if this process died');
    return undefined;
  }
}
