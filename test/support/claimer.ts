// A process that claims deliveries and events as fast as it can, and prints each that it got.
//   node test/support/claimer.ts FILE-OR-ADDRESS HOW-MANY
// It prints `ready`, and begins once it is sent a line.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { openPostgresStore } from '../../src/stores/postgres.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';

const [where = '', howMany = '1'] = process.argv.slice(2);
const clock = { now: () => new Date() };
const store = where.startsWith('postgres:')
  ? await openPostgresStore(where, clock)
  : openSqliteStore(where, clock);
writeSync(1, 'ready\n');
await once(process.stdin, 'data');
for (let n = 0; n < Number(howMany); n += 1) {
  const day = `day-${n}`;
  const claim = await store.deliveries.claim({ subscription: 's', day }, 600_000);
  if (claim && (await store.deliveries.begin(claim, [`paper-${n}`], 600_000))) {
    await store.deliveries.finish(claim, { state: 'posted', message: day });
    writeSync(1, `posted ${day}\n`);
  }
  if (await store.once.claim(`event-${n}`)) writeSync(1, `answered event-${n}\n`);
}
await store.close();
process.exit(0);
