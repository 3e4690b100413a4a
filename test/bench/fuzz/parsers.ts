import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../../src/commands/commands.ts';
import { UserError } from '../../../src/errors.ts';
import { readHeader, readRow } from '../../../src/import/csv-columns.ts';
import { readRows } from '../../../src/import/csv-rows.ts';
import { readJsonLine } from '../../../src/import/json-line.ts';
import { ingestDocuments } from '../../../src/ingest/corpus.ts';
import { formatLine, parseLine } from '../../../src/line.ts';
import { findArxivIds, parseArxivId } from '../../../src/papers/arxiv-id.ts';
import { toCleanText } from '../../../src/papers/clean-text.ts';
import { fromLatex } from '../../../src/papers/latex.ts';
import { inPassing } from '../../../src/passing.ts';
import type { Random } from '../../../src/ports.ts';
import { ROOT } from '../../../src/root.ts';
import { parseQuery } from '../../../src/search/parse-query.ts';
import { createArxivApi } from '../../../src/sources/arxiv-api.ts';
import { createArxivFeed } from '../../../src/sources/arxiv-feed.ts';
import { createArxivOai } from '../../../src/sources/arxiv-oai.ts';
import { createFeed } from '../../../src/sources/feed.ts';
import { readOpml } from '../../../src/sources/opml.ts';
import type { PoliteFetch } from '../../../src/sources/polite-fetch.ts';
import type { Source } from '../../../src/sources/source.ts';
import { SourceError } from '../../../src/sources/source-error.ts';
import {
  announcementAtom,
  announcementRss,
  apiAnswer,
  journalFeed,
  oaiAnswer,
} from '../../support/source-pages.ts';
import { anyText, damaged, pick } from './draw.ts';
import type { Target } from './target.ts';

const pages = readdirSync(join(ROOT, 'seeds'))
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(join(ROOT, 'seeds', name), 'utf8').split('\n'));

/** Some lines of a seed, so that a case takes milliseconds. */
function somePage(random: Random): string {
  const page = pick(random, pages);
  const from = random() < 0.5 ? 0 : Math.floor(random() * page.length);
  return page.slice(from, from + 60).join('\n');
}

const place = { document: 'fuzz', line: 1 };
const clock = { now: () => new Date('2026-11-22T12:00:00Z') };
const records = [{ id: '2402.17764' }, { id: '2402.17765', title: 'On $x^2$ and \\"o' }];
const feeds = [
  apiAnswer(records),
  announcementAtom(records),
  announcementRss(records),
  oaiAnswer(records),
  journalFeed(records),
];
const table =
  'id,title,abstract,authors,date\n2402.17764,"A, title","An ""abstract""\nof two lines",Ana,2024-02-27\n';
const jsonLine = JSON.stringify({
  id: '2402.17764',
  title: 'A title',
  abstract: 'Words.',
  authors: 'Ana, Ben',
  versions: [{ version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' }],
  categories: 'cs.CL cs.LG',
});

/** Failures that a parser may say so: everything else is a crash. */
const tolerate = (error: unknown): void => {
  if (!(error instanceof UserError || error instanceof SourceError)) throw error;
};

async function readAll(source: Source): Promise<void> {
  for await (const batch of source.fetchSince(undefined)) if (batch.papers.length > 1_000) return;
}

/** Gives this text to whatever asks; a second request ends, as a server that is gone does. */
function giving(text: string): PoliteFetch {
  let asked = 0;
  return async ({ read }) => {
    asked += 1;
    if (asked > 5) throw new SourceError('down', 'gone');
    return { kind: 'document', value: read(text), validators: {} };
  };
}

function checkLine(line: string): void {
  try {
    const invocation = parseLine(line, commands);
    const again = parseLine(formatLine(invocation, commands), commands);
    if (JSON.stringify(again) !== JSON.stringify(invocation))
      throw new Error('a line does not survive being written and read');
  } catch (error) {
    tolerate(error);
  }
}

function checkIds(text: string): void {
  parseArxivId(text);
  for (const { start, end } of findArxivIds(text))
    if (!(start >= 0 && start < end && end <= text.length)) throw new Error('an ID outside of its text');
}

export const parsers: readonly Target[] = [
  {
    name: 'pages',
    share: 6,
    run: (random) =>
      void ingestDocuments([{ name: 'fuzz', lines: damaged(random, somePage(random)).split(/\r?\n/) }]),
  },
  {
    name: 'arXiv IDs',
    share: 10,
    run: (random) => checkIds(damaged(random, `see 2402.17764v2, ${anyText(random)}`)),
  },
  {
    name: 'LaTeX',
    share: 14,
    run: (random) => {
      const source = damaged(
        random,
        `On $\\alpha^{2}$ \\emph{and} \\'{e} {\\bf b} $$x_{i}$$ ${anyText(random)}`,
      );
      if (typeof (fromLatex(source) + toCleanText(source)) !== 'string') throw new Error('no text');
    },
  },
  {
    name: 'query syntax',
    share: 12,
    run: (random) => {
      try {
        parseQuery(damaged(random, `moe "state space" -vision author:hinton year:2024 ${anyText(random)}`));
      } catch (error) {
        tolerate(error);
      }
    },
  },
  {
    name: 'line grammar',
    share: 14,
    run: (random) => {
      const line = damaged(random, `${pick(random, commands).examples[0]} ${anyText(random, 6)}`);
      checkLine(line);
      inPassing(line, commands);
    },
  },
  {
    name: 'Atom, RSS, OAI, OPML',
    share: 10,
    run: async (random) => {
      const text = damaged(random, pick(random, feeds));
      const fetch = giving(text);
      const ways = [
        () => createArxivApi('https://a.org', fetch).fetchByIds(['2402.17764']),
        () => readAll(createArxivFeed('https://a.org', ['cs.CL'], fetch)),
        () => readAll(createArxivOai('https://a.org', ['cs.CL'], fetch, clock)),
        () => readAll(createFeed('https://a.org/feed', fetch)),
        async () => readOpml(text),
      ];
      await pick<() => Promise<unknown>>(random, ways)().catch(tolerate);
    },
  },
  {
    name: 'CSV',
    share: 8,
    run: async (random) => {
      const [head = '', ...lines] = damaged(random, table).split('\n');
      const columns = readHeader(head);
      if (!columns) return;
      const given = lines.map((text, index) => ({ text, number: index + 2 }));
      for await (const rows of readRows(
        (async function* () {
          yield given;
        })(),
        columns,
      ))
        for (const row of rows) if ('fields' in row) readRow(row.fields, columns, place);
    },
  },
  { name: 'JSON Lines', share: 8, run: (random) => void readJsonLine(damaged(random, jsonLine), place) },
];
