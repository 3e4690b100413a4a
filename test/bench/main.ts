import { parseArgs } from 'node:util';
import { benchAcronyms } from './acronyms.ts';
import { benchAsk } from './ask.ts';
import { benchChaos } from './chaos/chaos.ts';
import { benchFuzz } from './fuzz/fuzz.ts';
import { benchImport } from './import.ts';
import { benchOnce } from './once.ts';
import { benchPicks } from './picks.ts';
import { benchScale } from './scale.ts';
import { benchSearch } from './search.ts';
import { benchSeeds } from './seeds.ts';
import { benchSoak } from './soak/soak.ts';
import { benchSummary } from './summary.ts';

interface Options {
  json: boolean;
  cases?: string | undefined;
  minutes?: string | undefined;
  svg?: string | undefined;
  engine?: string | undefined;
  half?: string | undefined;
  runs?: string | undefined;
  month?: string | undefined;
  topic?: string | undefined;
  theme?: string | undefined;
  papers?: string | undefined;
  seed?: string | undefined;
  log?: string | undefined;
}

const benches: Readonly<Record<string, (paths: string[], options: Options) => Promise<void>>> = {
  seeds: (_paths, options) => benchSeeds(options),
  search: benchSearch,
  acronyms: ([path = '../shared/bench/acronyms/sdu21-ai'], options) => benchAcronyms(path, options),
  scale: ([path = '../shared/bench/arxiv-2025-26.jsonl.gz'], options) => benchScale(path, options),
  import: ([path = '../shared/bench/arxiv-2025-26.jsonl.gz'], options) => benchImport(path, options),
  picks: ([path = '../shared/bench/arxiv-2025-26.jsonl.gz'], options) => benchPicks(path, options),
  ask: ([path = '../shared/bench/scifact'], options) => benchAsk(path, options),
  fuzz: (_paths, options) => benchFuzz(options),
  chaos: (_paths, options) => benchChaos(options),
  soak: (_paths, options) => benchSoak(options),
  once: (_paths, options) => benchOnce(options),
  summary: ([path = '../shared/bench/scitldr'], options) => benchSummary(path, options),
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    cases: { type: 'string' },
    minutes: { type: 'string' },
    svg: { type: 'string' },
    engine: { type: 'string' },
    half: { type: 'string' },
    runs: { type: 'string' },
    step: { type: 'string' },
    month: { type: 'string' },
    topic: { type: 'string' },
    theme: { type: 'string' },
    papers: { type: 'string' },
    seed: { type: 'string' },
    log: { type: 'string' },
  },
});
const [name = '', ...paths] = positionals;
const bench = benches[name];
if (bench) {
  await bench(paths, values);
} else {
  process.stderr.write(
    `npm run bench -- NAME [PATH] [--json] [--engine NAME] [--half choose|report], with NAME one of ${Object.keys(benches).join(', ')}\n`,
  );
  process.exitCode = 1;
}
