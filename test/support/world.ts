import type { Asker } from '../../src/command.ts';
import { readCorpus } from '../../src/corpus.ts';
import type { Deliveries } from '../../src/daily/deliveries.ts';
import type { Subscriptions } from '../../src/daily/subscriptions.ts';
import { createLibrary, type Library } from '../../src/library.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { createMemoryPlaces, type Places } from '../../src/places.ts';
import type { Clock, Log, Random } from '../../src/ports.ts';
import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import { seededRandom } from '../../src/seeded-random.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import type { Team } from '../../src/team/team.ts';

export const asker: Asker = { id: 'test:ana', server: 'test', lang: 'en', zone: 'UTC' };

/** The world of a test: the seed corpus, a clock that stands still on 22 November 2026, and numbers by seed. */
export async function createWorld(): Promise<{
  library: Library;
  places: Places;
  subscriptions: Subscriptions;
  deliveries: Deliveries;
  team: Team;
  clock: Clock;
  random: Random;
}> {
  const { papers } = await readCorpus('seeds');
  const clock = { now: () => new Date('2026-11-22T12:00:00Z') };
  return {
    library: await openLibrary(papers),
    places: createMemoryPlaces(),
    ...createTeamWorld(clock),
    clock,
    random: seededRandom('test'),
  };
}

/** What a team makes the bot remember, in a database that goes with the process. */
export function createTeamWorld(clock: Clock): {
  subscriptions: Subscriptions;
  deliveries: Deliveries;
  team: Team;
} {
  const { subscriptions, deliveries, team } = openSqliteStore(':memory:', clock);
  return { subscriptions, deliveries, team };
}

/** A library over these papers, kept in memory. */
export async function openLibrary(papers: readonly Paper[]): Promise<Library> {
  const store = createMemoryStore();
  const engine = createMiniSearchEngine();
  await store.save(papers);
  await engine.add(papers);
  return createLibrary({ store, engine });
}

export interface LogEntry {
  level: 'debug' | 'info' | 'warn' | 'error';
  fields: object;
  message: string;
}

export interface TestLog extends Log {
  entries: LogEntry[];
}

/** A log that remembers. */
export function createLog(): TestLog {
  const entries: LogEntry[] = [];
  const write = (level: LogEntry['level']) => (fields: object, message: string) =>
    void entries.push({ level, fields, message });
  return { entries, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
