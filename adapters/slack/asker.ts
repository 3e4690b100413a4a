import { setTimeout as wait } from 'node:timers/promises';
import type { Asker } from '../../src/command.ts';
import type { Clock, Log } from '../../src/ports.ts';
import { languageOf } from '../../src/words/words.ts';
import type { Client } from './parts.ts';
import { codeOf, logRefusal } from './refusals.ts';

/** People travel and change their language; most do not within the hour. */
const KNOWN_FOR = 3_600_000;
const MOST_KNOWN = 5_000;
/** Slack's answer is not worth a longer wait. */
const ASK_FOR = 1_000;

/**
 * Finds the person behind an event, with the language and the time zone of their profile (`users.info`, scope
 * `users:read`); English and `zone` where Slack does not tell. Remembers for an hour.
 */
export function createAskers(world: { clock: Clock; log: Log; zone: string }) {
  const known = new Map<string, { asker: Asker; at: number }>();

  function remember(asker: Asker): Asker {
    known.delete(asker.id);
    known.set(asker.id, { asker, at: world.clock.now().getTime() });
    if (known.size > MOST_KNOWN) known.delete(known.keys().next().value ?? asker.id);
    return asker;
  }

  return async (client: Client, team: string, user: string): Promise<Asker> => {
    const id = `slack:${team}/${user}`;
    const remembered = known.get(id);
    if (remembered && world.clock.now().getTime() - remembered.at < KNOWN_FOR) return remembered.asker;
    const unknown: Asker = { id, server: `slack:${team}`, lang: 'en', zone: world.zone };
    const asking = ask(client, user, unknown).then(remember, (error: unknown) => {
      logRefusal(error, 'users.info', world.log);
      // A refusal stands; what did not even reach Slack may work the next time.
      return codeOf(error) === undefined ? unknown : remember(unknown);
    });
    return Promise.race([asking, wait(ASK_FOR, unknown, { ref: false })]);
  };
}

/** https://docs.slack.dev/reference/methods/users.info */
async function ask(client: Client, user: string, unknown: Asker): Promise<Asker> {
  const { user: profile } = await client.users.info({ user, include_locale: true });
  return { ...unknown, lang: languageOf(profile?.locale), zone: zoneOf(profile?.tz) ?? unknown.zone };
}

/** Slack's zones are IANA names; one that this Node does not know would fail every date. */
function zoneOf(name: string | undefined): string | undefined {
  try {
    return name === undefined
      ? undefined
      : new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
