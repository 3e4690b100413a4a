import { describe } from 'vitest';
import type { Clock } from '../../src/ports.ts';
import { testDatabase } from '../contracts/databases.ts';
import { createSchema, hasPostgres, whyNoPostgres } from '../support/postgres.ts';

async function create(clock: Clock) {
  const schema = await createSchema();
  const store = await schema.open(clock);
  return { store, openAgain: () => schema.open(clock), close: () => schema.drop() };
}

describe.skipIf(!hasPostgres)(`with a PostgreSQL server${whyNoPostgres}`, () => {
  testDatabase('PostgreSQL', create);
});
