import type { BudgetBook } from '../answers/llm/budget.ts';
import type { Threads } from '../answers/threads.ts';
import type { Deliveries } from '../daily/deliveries.ts';
import type { Subscriptions } from '../daily/subscriptions.ts';
import type { Debts } from '../debts/debts.ts';
import type { Installations } from '../installations.ts';
import type { Once } from '../once.ts';
import type { Places } from '../places.ts';
import type { Clock, Store } from '../ports.ts';
import type { SyncStates } from '../sources/source.ts';
import type { Team } from '../team/team.ts';
import type { Changes } from './changes.ts';
import type { History } from './history.ts';
import type { Leases } from './leases.ts';
import type { Sql } from './sql.ts';
import { createBudgetBook } from './tables/budget.ts';
import { createDebts } from './tables/debts.ts';
import { createDeliveries } from './tables/deliveries.ts';
import { createInstallations } from './tables/installations.ts';
import { createLeases } from './tables/leases.ts';
import { createOnce } from './tables/once.ts';
import { createPlaces } from './tables/places.ts';
import { createSubscriptions } from './tables/subscriptions.ts';
import { createSyncStates } from './tables/sync-states.ts';
import { createTeam } from './tables/team.ts';
import { createThreads } from './tables/threads.ts';
import { createTurns } from './tables/turns.ts';
import type { Turns } from './turns.ts';

/** What is kept beside papers, the same on every database. */
export interface Tables extends SyncStates, Turns, Places {
  installations: Installations;
  subscriptions: Subscriptions;
  deliveries: Deliveries;
  team: Team;
  once: Once;
  debts: Debts;
  leases: Leases;
  budget: BudgetBook;
  threads: Threads;
}

/** Everything that Paperboy keeps: papers and what is beside them, in SQLite or PostgreSQL. */
export interface Database extends Store, History, Tables {
  changes: Changes;
  /** Bytes that the database takes. */
  size(): Promise<number>;
  /** Ends the use of the database; closing twice does nothing. */
  close(): void | Promise<void>;
}

/** @param clock dates what is remembered, and times turns and leases */
export function createTables(sql: Sql, clock: Clock): Tables {
  return {
    ...createSyncStates(sql),
    ...createTurns(sql, clock),
    ...createPlaces(sql),
    installations: createInstallations(sql),
    subscriptions: createSubscriptions(sql),
    deliveries: createDeliveries(sql, clock),
    team: createTeam(sql, clock),
    once: createOnce(sql, clock),
    debts: createDebts(sql, clock),
    leases: createLeases(sql, clock),
    budget: createBudgetBook(sql),
    threads: createThreads(sql, clock),
  };
}
