import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../../src/ports.ts';
import type { Member } from './fleet.ts';

export interface Disturbances {
  kills: number;
  freezes: number;
  cuts: number;
  /** The database was out of reach for a while. */
  silences: number;
  /** The database ended all connections at once, as one does that is started anew. */
  restarts: number;
}

/** Milliseconds between two disturbances, and the longest that one lasts. The longest freeze outlasts a lease of an answer. */
const PAUSE = [2_000, 6_000] as const;
const FREEZE = [500, 20_000] as const;
const SILENCE = [500, 8_000] as const;
const DOWN = [0, 3_000] as const;

/** Kills, freezes and cuts off at random until told to end; then mends all. At least one process is left alone at any time. */
export async function disturb(
  members: readonly Member[],
  breakDatabase: () => Promise<unknown>,
  random: Random,
  signal: AbortSignal,
): Promise<Disturbances> {
  const done: Disturbances = { kills: 0, freezes: 0, cuts: 0, silences: 0, restarts: 0 };
  const busy = new Set<Member>();
  const mending = new Set<Promise<void>>();
  const between = ([from, to]: readonly [number, number]) => from + random() * (to - from);
  const pause = (range: readonly [number, number]) =>
    wait(between(range), undefined, { signal }).catch(() => undefined);

  const kill = async (member: Member) => {
    done.kills += 1;
    await member.kill();
    await pause(DOWN);
    await member.start();
  };
  const freeze = async (member: Member) => {
    done.freezes += 1;
    member.freeze();
    await pause(FREEZE);
    member.thaw();
  };
  const silence = async (member: Member) => {
    done.silences += 1;
    member.line.hold(true);
    await pause(SILENCE);
    member.line.hold(false);
  };
  const cut = async (member: Member) => {
    done.cuts += 1;
    member.line.cut();
  };
  const kinds = [kill, kill, freeze, silence, cut];

  for (await pause(PAUSE); !signal.aborted; await pause(PAUSE)) {
    if (random() < 0.1) {
      done.restarts += 1;
      await breakDatabase();
      continue;
    }
    const free = members.filter((member) => !busy.has(member) && member.port() !== undefined);
    const member = free[Math.floor(random() * free.length)];
    const kind = kinds[Math.floor(random() * kinds.length)];
    if (free.length < 2 || !member || !kind) continue;
    busy.add(member);
    const work = kind(member).finally(() => {
      busy.delete(member);
      mending.delete(work);
    });
    mending.add(work);
  }
  await Promise.all(mending);
  return done;
}
