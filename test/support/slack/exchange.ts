import type { Outcome } from './delivery.ts';
import type { Message } from './entities.ts';
import type { Fields } from './json.ts';
import type { State } from './state.ts';
import { until } from './waiting.ts';

/** Something that a person did, and what came of it. */
export interface Exchange {
  /** How its deliveries were acknowledged: one for a command or a press, one for each event and copy otherwise. */
  outcomes: Outcome[];
  /** What the acknowledgement carried. */
  ack: Fields | undefined;
  /** What Slack itself tells the person where the app failed: `/paper failed with the error "operation_timeout"`. */
  trouble: string | undefined;
  /** What the person posted. */
  message?: Message;
  /** What the app posted or edited since, as far as the person sees it there, oldest first. */
  answers(): Message[];
  /** The first answer, waited for. Rejects where none comes in ten seconds. */
  answer(): Promise<Message>;
}

export interface Scene {
  channel: string;
  user: string;
  /** Answers are those of later revisions. */
  since: number;
}

const PATIENCE = 25_000;

/** Marks the moment before something happens in a channel. */
export const sceneAt = (state: State, channel: string, user: string): Scene => ({
  channel,
  user,
  since: state.counter,
});

export function toExchange(
  state: State,
  scene: Scene,
  outcomes: Outcome[],
  parts: { trouble?: string | undefined; message?: Message } = {},
): Exchange {
  const answers = (): Message[] =>
    state.messages
      .filter(
        (message) => message.channel === scene.channel && message.revision > scene.since && message.botId,
      )
      .filter((message) => !message.visibleTo || message.visibleTo === scene.user)
      .sort((a, b) => a.revision - b.revision);
  const [first] = outcomes;
  return {
    outcomes,
    ack: first?.ok ? first.payload : undefined,
    trouble: parts.trouble,
    ...(parts.message && { message: parts.message }),
    answers,
    answer: () => until(state, `answer in ${scene.channel}`, () => answers()[0], PATIENCE),
  };
}

/** Whether nothing was heard in time, over a socket or by HTTP. */
export const isTimeout = (reason: string): boolean => reason === 'timeout' || reason === 'http_timeout';

/** What a person reads where a command or press failed. */
export function troubleOf(outcome: Outcome): string | undefined {
  if (outcome.ok) return undefined;
  return isTimeout(outcome.reason) ? 'operation_timeout' : 'dispatch_failed';
}
