import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, Log } from '../../src/ports.ts';
import type { Client } from './parts.ts';
import { codeOf } from './refusals.ts';

/** Channels are renamed, and a public one may be made private: what was known must not be told for long after. */
const KNOWN_FOR = 300_000;
const MOST_KNOWN = 5_000;
/** Slack's answer is not worth a longer wait. */
const ASK_FOR = 2_000;

/** The name of a public channel, without `#`; undefined for every other conversation. Never rejects. */
export type FindPublicName = (client: Client, team: string, channel: string) => Promise<string | undefined>;

/**
 * Looks up public channels (`conversations.info`, scope `channels:read`). Whatever Slack does not say is public counts
 * as private, so that nothing of it is told: also a private channel, of which we may not ask, and all where the scope
 * is missing.
 */
export function createPublicNames({ clock, log }: { clock: Clock; log: Log }): FindPublicName {
  const known = new Map<string, { name: string | undefined; at: number }>();

  async function ask(client: Client, key: string, channel: string): Promise<string | undefined> {
    try {
      const { channel: found } = await client.conversations.info({ channel });
      const name = found?.is_channel && found.is_private === false ? found.name : undefined;
      remember(key, name);
      return name;
    } catch (error) {
      // Of a private channel Slack says that it is not there, or that a scope is missing: an everyday answer.
      log.debug({ err: error, channel }, 'no public channel');
      // A refusal stands; what did not even reach Slack may work the next time.
      if (codeOf(error) !== undefined) remember(key, undefined);
      return undefined;
    }
  }

  function remember(key: string, name: string | undefined): void {
    known.delete(key);
    known.set(key, { name, at: clock.now().getTime() });
    if (known.size > MOST_KNOWN) known.delete(known.keys().next().value ?? key);
  }

  return (client, team, channel) => {
    // Direct and group conversations, and what is only being written, are never public.
    if (!channel.startsWith('C') || channel === 'COMPOSER') return Promise.resolve(undefined);
    const key = `${team}/${channel}`;
    const before = known.get(key);
    if (before && clock.now().getTime() - before.at < KNOWN_FOR) return Promise.resolve(before.name);
    return Promise.race([ask(client, key, channel), wait(ASK_FOR, undefined, { ref: false })]);
  };
}
