import { afterEach } from 'vitest';
import type { Database } from '../../src/stores/database.ts';
import { testBudgetBook } from './budget.ts';
import { testChanges } from './changes.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase } from './database.ts';
import { testDebts } from './debts.ts';
import { testDeliveries } from './deliveries.ts';
import { testForgetting } from './forgetting.ts';
import { testHistory } from './history.ts';
import { testInstallations } from './installations.ts';
import { testLeases } from './leases.ts';
import { testOnceInDatabase } from './once.ts';
import { testOpinions } from './opinions.ts';
import { testPlaces } from './places.ts';
import { testRenaming } from './renaming.ts';
import { testSaved } from './saved.ts';
import { testSightings } from './sightings.ts';
import { testSize } from './size.ts';
import { testStore } from './store.ts';
import { testSubscriptions } from './subscriptions.ts';
import { testSyncStates } from './sync-states.ts';
import { testThreads, testThreadsInDatabase } from './threads.ts';
import { testTurns } from './turns.ts';
import { testVotes } from './votes.ts';

/** What every database does: all the contracts there are. */
export function testDatabase(name: string, create: CreateDatabase): void {
  const opened: OpenDatabase[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  const open = () => create(createSetClock('2024-11-27T00:00:00Z'));

  /** For contracts that close nothing. */
  async function openUntilEnd(): Promise<Database> {
    const database = await open();
    opened.push(database);
    return database.store;
  }

  testStore(name, open);
  testHistory(name, create);
  testSyncStates(name, open);
  testTurns(name, create);
  testPlaces(name, openUntilEnd);
  testInstallations(name, async () => (await openUntilEnd()).installations);
  testSubscriptions(name, create);
  testDeliveries(name, create);
  testVotes(name, create);
  testSaved(name, create);
  testOpinions(name, create);
  testSightings(name, create);
  testForgetting(name, create);
  testRenaming(name, create);
  testOnceInDatabase(name, create);
  testDebts(name, create);
  testBudgetBook(name, async () => {
    const { store, close } = await open();
    return { book: store.budget, close };
  });
  testSize(name, openUntilEnd);
  testThreads(name, async () => (await openUntilEnd()).threads);
  testThreadsInDatabase(name, create);
  testLeases(name, create);
  testChanges(name, create);
}
