import { parseArgs } from 'node:util';
import { benchAsk } from './ask.ts';
import { benchImport } from './import.ts';
import { benchScale } from './scale.ts';
import { benchSearch } from './search.ts';
import { benchSeeds } from './seeds.ts';
import { benchSummary } from './summary.ts';

interface Options {
  json: boolean;
  /** Of `scale`: how many papers, and which engine alone. */
  papers?: string;
  engine?: string;
}

const benches: Readonly<Record<string, (paths: string[], options: Options) => Promise<void>>> = {
  seeds: (_paths, options) => benchSeeds(options),
  search: benchSearch,
  scale: ([path = '../shared/bench/arxiv-2025-26.jsonl.gz'], options) => benchScale(path, options),
  import: ([path = '../shared/bench/arxiv-2025-26.jsonl.gz'], options) => benchImport(path, options),
  ask: ([path = '../shared/bench/scifact'], options) => benchAsk(path, options),
  summary: ([path = '../shared/bench/scitldr'], options) => benchSummary(path, options),
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    papers: { type: 'string' },
    engine: { type: 'string' },
  },
});
const [name = '', ...paths] = positionals;
const bench = benches[name];
if (bench) {
  await bench(paths, values);
} else {
  process.stderr.write(
    `npm run bench -- NAME [PATH] [--json], with NAME one of ${Object.keys(benches).join(', ')}\n`,
  );
  process.exitCode = 1;
}
