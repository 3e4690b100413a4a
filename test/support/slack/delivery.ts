import type { Fields } from './json.ts';

/** What Slack hands to an app. https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface Delivery {
  kind: 'events_api' | 'slash_commands' | 'interactive';
  payload: Fields;
  /** Whether the acknowledgement may carry an answer: of commands, submitted views and menu suggestions. */
  acceptsPayload: boolean;
  /** Set where it is delivered again. */
  retry?: { attempt: number; reason: string };
}

export type Outcome =
  | { ok: true; payload: Fields | undefined; status?: number }
  | { ok: false; reason: 'timeout' | 'http_timeout' | 'connection_failed' | 'connection_closed' }
  | { ok: false; reason: 'http_error'; status: number; mayRetry: boolean };

/** How a signed request is spoilt: signed with another secret, ten minutes old, or not signed. */
export type Signing = 'wrong secret' | 'too old' | 'missing';

/** How one thing is delivered where it is not simply once. */
export interface DeliveryOptions {
  /** The same event so many times at once. */
  times?: number;
  /** Over every open socket. */
  sockets?: 'all';
  /** As a retry whose first delivery got lost. */
  retry?: { attempt: number; reason: string };
  /** Over HTTP, with a spoilt signature. */
  signing?: Signing;
}

/** Gets a delivery to the app and waits for its acknowledgement. Never rejects. */
export type Transport = (delivery: Delivery, options: DeliveryOptions) => Promise<Outcome[]>;
