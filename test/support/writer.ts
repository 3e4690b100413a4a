// A process that saves papers until it is killed, and prints each batch's name once the store has acknowledged it.
//   node test/support/writer.ts DATABASE NAME PAPERS-PER-BATCH
import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { makeBatch } from './writer-batches.ts';

const [path = '', name = '', size = '1'] = process.argv.slice(2);
const store = openSqliteStore(path, { now: () => new Date() });
for (let batch = 0; ; batch += 1) {
  const papers = makeBatch(`${name}.${batch}`, Number(size));
  await store.save(papers);
  writeSync(1, `${name}.${batch}\n`);
}
