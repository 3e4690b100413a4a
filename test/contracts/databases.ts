import type { CreateDatabase } from './database.ts';
import { testDeliveries } from './deliveries.ts';
import { testForgetting } from './forgetting.ts';
import { testOnceInDatabase } from './once.ts';
import { testOpinions } from './opinions.ts';
import { testRenaming } from './renaming.ts';
import { testSaved } from './saved.ts';
import { testSightings } from './sightings.ts';
import { testSubscriptions } from './subscriptions.ts';
import { testVotes } from './votes.ts';

/** What every database keeps beside the papers. */
export function testDatabase(name: string, create: CreateDatabase): void {
  testSubscriptions(name, create);
  testDeliveries(name, create);
  testVotes(name, create);
  testSaved(name, create);
  testOpinions(name, create);
  testSightings(name, create);
  testForgetting(name, create);
  testRenaming(name, create);
  testOnceInDatabase(name, create);
}
