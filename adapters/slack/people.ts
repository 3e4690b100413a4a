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

/** A person, as far as Slack tells. */
export interface Someone {
  asker: Asker;
  /** What people call them; undefined where Slack does not tell. */
  name?: string;
  /** Whether they are a full member of the workspace, to whom its public channels are open; no where Slack does not tell. */
  isMember: boolean;
}

/** Finds who is behind an event. Never rejects. */
export type FindPerson = (client: Client, team: string, user: string) => Promise<Someone>;

/**
 * Finds the person behind an event, with the language and the time zone of their profile (`users.info`, scope
 * `users:read`); English and `zone` where Slack does not tell. Remembers for an hour.
 */
export function createPeople(world: { clock: Clock; log: Log; zone: string }): FindPerson {
  const known = new Map<string, { person: Someone; at: number }>();

  function remember(person: Someone): Someone {
    const { id } = person.asker;
    known.delete(id);
    known.set(id, { person, at: world.clock.now().getTime() });
    if (known.size > MOST_KNOWN) known.delete(known.keys().next().value ?? id);
    return person;
  }

  return async (client, team, user) => {
    const id = `slack:${team}/${user}`;
    const remembered = known.get(id);
    if (remembered && world.clock.now().getTime() - remembered.at < KNOWN_FOR) return remembered.person;
    const asker: Asker = { id, server: `slack:${team}`, lang: 'en', zone: world.zone };
    const unknown: Someone = { asker, isMember: false };
    const asking = ask(client, user, unknown).then(remember, (error: unknown) => {
      logRefusal(error, 'users.info', world.log);
      // A refusal stands; what did not even reach Slack may work the next time.
      return codeOf(error) === undefined ? unknown : remember(unknown);
    });
    return Promise.race([asking, wait(ASK_FOR, unknown, { ref: false })]);
  };
}

/** https://docs.slack.dev/reference/methods/users.info */
async function ask(client: Client, user: string, { asker }: Someone): Promise<Someone> {
  const { user: found } = await client.users.info({ user, include_locale: true });
  const name = found?.profile?.display_name || found?.profile?.real_name || found?.real_name || found?.name;
  const isGuest = found?.is_restricted || found?.is_ultra_restricted || found?.is_stranger;
  return {
    asker: { ...asker, lang: languageOf(found?.locale), zone: zoneOf(found?.tz) ?? asker.zone },
    ...(name ? { name } : {}),
    // Guests see only the channels they are in; people of other workspaces come in by shared channels.
    isMember: !isGuest && `slack:${found?.team_id}` === asker.server,
  };
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
