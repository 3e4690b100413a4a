import { setTimeout as wait } from 'node:timers/promises';
import { scopeOfEvent } from './app.ts';
import type { Delivery, DeliveryOptions, Outcome, Transport } from './delivery.ts';
import { teamOf } from './directory.ts';
import { isTimeout } from './exchange.ts';
import { type Fields, fieldsOf, textOf } from './json.ts';
import { changed, newId, type State, violate } from './state.ts';

export interface Dispatch {
  /**
   * Delivers an event as far as the app subscribed. Gives the outcomes of the first attempt; retries go on in the background and
   * stand in `state.deliveries`. Never rejects.
   */
  event(team: string, event: Fields, options?: DeliveryOptions): Promise<Outcome[]>;
  /** Delivers a command or an interaction, once. Never rejects. */
  interaction(delivery: Delivery, options?: DeliveryOptions): Promise<Outcome>;
  /** How many deliveries are under way. */
  underWay(): number;
}

const MESSAGE_KINDS: Readonly<Record<string, string>> = { channel: 'channels', group: 'groups', im: 'im' };

/** The name by which an event is subscribed: `message` by the kind of channel, as `message.im`. */
function subscriptionOf(event: Fields): string {
  const type = textOf(event.type) ?? '';
  return type === 'message' ? `message.${MESSAGE_KINDS[textOf(event.channel_type) ?? '']}` : type;
}

const AFTER_THE_END = new Set(['app_uninstalled', 'tokens_revoked']);

/** Whether the app hears of an event: it subscribed, and the team granted it the scope. */
function isHeard(state: State, team: string, event: Fields): boolean {
  const name = subscriptionOf(event);
  const scope = scopeOfEvent(name);
  const tokens = [...state.tokens.values()].filter((token) => token.team === team && token.kind === 'bot');
  const isGranted = tokens.some((token) => token.status === 'active' && (!scope || token.scopes.has(scope)));
  return state.app.events.has(name) && (isGranted || AFTER_THE_END.has(name));
}

/** The envelope of the Events API. https://docs.slack.dev/apis/events-api */
function toEventPayload(state: State, team: string, event: Fields): Fields {
  const { botUser } = teamOf(state, team);
  const ts = textOf(event.event_ts) ?? `${Math.floor(state.now() / 1000)}.000000`;
  return {
    token: state.verificationToken,
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: state.appId,
    event: { ...event, event_ts: ts },
    type: 'event_callback',
    event_id: newId(state, 'Ev'),
    event_time: Math.floor(Number(ts)),
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  };
}

/** Delivers what happens in Slack to the app. `retries`: milliseconds before each retry of an event; `signal` ends them. */
export function createDispatch(
  state: State,
  settings: { transport(): Transport; retries: readonly number[]; signal: AbortSignal },
): Dispatch {
  let underWay = 0;

  /** One attempt, counted while it is under way and noted for tests to read. */
  async function attempt(delivery: Delivery, options: DeliveryOptions): Promise<Outcome[]> {
    const what = textOf(fieldsOf(delivery.payload.event).type) ?? nameOf(delivery.payload) ?? delivery.kind;
    underWay += 1;
    const outcomes = await settings.transport()(delivery, options);
    underWay -= 1;
    for (const outcome of outcomes) {
      state.deliveries.push({ what, retry: delivery.retry?.attempt ?? 0, outcome });
      judge(delivery, what, outcome);
    }
    changed(state);
    return outcomes;
  }

  function judge({ acceptsPayload }: Delivery, what: string, outcome: Outcome): void {
    if (!outcome.ok && isTimeout(outcome.reason)) violate(state, `${what}: not acknowledged in time`);
    if (outcome.ok && outcome.payload && !acceptsPayload) {
      violate(state, `${what}: acknowledged with a payload, which Slack ignores`);
    }
  }

  /** Delivers an event again until it is acknowledged, or the app asks for no more. */
  async function retry(delivery: Delivery, first: readonly Outcome[]): Promise<void> {
    let failed = failureOf(first);
    for (const [index, delay] of settings.retries.entries()) {
      if (!failed) return;
      const goesOn = await wait(delay, true, { signal: settings.signal, ref: false }).catch(() => false);
      if (!goesOn) return;
      failed = failureOf(await attempt({ ...delivery, retry: { attempt: index + 1, reason: failed } }, {}));
    }
  }

  async function event(team: string, content: Fields, options: DeliveryOptions = {}): Promise<Outcome[]> {
    if (!isHeard(state, team, content)) return [];
    const payload = toEventPayload(state, team, content);
    const again = options.retry && { retry: options.retry };
    const delivery: Delivery = { kind: 'events_api', payload, acceptsPayload: false, ...again };
    const copies = Array.from({ length: options.times ?? 1 }, async () => {
      const outcomes = await attempt(delivery, options);
      void retry(delivery, outcomes);
      return outcomes;
    });
    return (await Promise.all(copies)).flat();
  }

  async function interaction(delivery: Delivery, options: DeliveryOptions = {}): Promise<Outcome> {
    const [outcome] = await attempt(delivery, options);
    return outcome ?? { ok: false, reason: 'connection_failed' };
  }

  return { event, interaction, underWay: () => underWay };
}

/** What a command or an interaction is called. */
const nameOf = (payload: Fields): string | undefined => textOf(payload.command) ?? textOf(payload.type);

/** Why an event is delivered again; undefined where it is not. */
function failureOf(outcomes: readonly Outcome[]): string | undefined {
  const failed = outcomes.find((outcome) => !outcome.ok);
  if (!failed || failed.ok) return undefined;
  return failed.reason === 'http_error' && !failed.mayRetry ? undefined : failed.reason;
}
