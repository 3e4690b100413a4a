import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createOnDemand } from '../../src/sources/on-demand.ts';
import { readOpml } from '../../src/sources/opml.ts';
import { createSeeds } from '../../src/sources/seeds.ts';
import { createSources } from '../../src/sources/sources.ts';
import { sync } from '../../src/sources/sync.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';
import { collect } from '../contracts/source.ts';
import { createFakeTimer } from '../support/fake-timer.ts';
import { type LoopbackServer, startLoopbackServer } from '../support/loopback-server.ts';
import { silent } from '../support/polite.ts';
import { announcementAtom, apiAnswer, dailyPapers, journalFeed, oaiAnswer } from '../support/source-pages.ts';
import { createSyncWorld } from '../support/sync-world.ts';

const servers: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(answer: RequestListener): Promise<LoopbackServer> {
  const server = await startLoopbackServer(answer);
  servers.push(server);
  return server;
}

describe('all sources together', () => {
  async function create(answerArxiv: RequestListener) {
    const timer = createFakeTimer();
    const times: number[] = [];
    const arxiv = await start((request, response) => {
      times.push(timer.now());
      answerArxiv(request, response);
    });
    const others = await start((request, response) => {
      response.end(
        request.url?.startsWith('/hf')
          ? dailyPapers([{ id: '2401.00007' }])
          : journalFeed([{ id: '10.1038/x' }]),
      );
    });
    const clock = { now: () => new Date(Date.parse('2024-03-02T12:00:00Z') + timer.now()) };
    const settings = {
      version: '1.0',
      contact: 'ana@example.org',
      categories: ['cs.CL', 'cs.LG'],
      arxivApiUrl: `${arxiv.url}/api/query`,
      arxivFeedUrl: `${arxiv.url}/atom`,
      arxivOaiUrl: `${arxiv.url}/oai`,
      hfApiUrl: `${others.url}/hf`,
      feeds: [`${others.url}/journal.xml`],
    };
    const world = createSyncWorld(async () => {
      throw new Error('this test asks over the network');
    });
    const turns = createMemoryStore(clock);
    const network = { fetch, timer, clock, random: () => 0.5, log: silent, turns };
    const { sources, api } = createSources(settings, network);
    const onDemand = createOnDemand({ ...world, api, timer });
    return { run: () => sync({ ...world, onDemand, sources, clock }), arxiv, times, store: world.store };
  }

  const wellBehaved: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const ids = (url.searchParams.get('id_list') ?? '').split(',');
    if (url.pathname.startsWith('/atom')) response.end(announcementAtom([{ id: '2401.00001' }]));
    else if (url.pathname === '/oai') response.end(oaiAnswer([{ id: '2401.00002' }]));
    else response.end(apiAnswer(ids.map((id) => ({ id }))));
  };

  it('ask arXiv one thing at a time, three seconds apart, whatever address it is at', async () => {
    const { run, arxiv, times, store } = await create(wellBehaved);
    const reports = await run();
    expect(reports.filter((report) => report.problem !== undefined)).toEqual([]);
    expect(arxiv.requests.map((request) => request.url?.split(/[/?]/)[1]).sort()).toEqual([
      'api',
      'atom',
      'oai',
      'oai',
    ]);
    expect(arxiv.mostAtOnce()).toBe(1);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
    expect(new Set(arxiv.requests.map((request) => request.headers['user-agent']))).toEqual(
      new Set(['Paperboy/1.0 (+ana@example.org)']),
    );
    expect((await store.get(['2401.00001']))[0]?.date).toBe('2024-01-08');
  });

  it('bring what the others have while arXiv is down, and say so', async () => {
    const { run, store } = await create((_, response) => response.writeHead(500).end());
    const reports = await run();
    expect(reports.map(({ source, problem }) => [source, problem])).toEqual([
      ['arxiv-feed', "arXiv's announcement feed is out of order (HTTP 500)"],
      ['arxiv-oai', "arXiv's OAI-PMH service is out of order (HTTP 500)"],
      ['huggingface', undefined],
      [expect.stringMatching(/^feed 127\.0\.0\.1 /), undefined],
      ['wanted', undefined],
    ]);
    expect(await store.count()).toBe(2);
  });
});

describe('the seeds as a source', () => {
  it('give their papers once, and again when a document changes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperboy-seeds-'));
    const page = join(folder, 'page.txt');
    const source = createSeeds(folder);
    try {
      writeFileSync(page, 'Nothing of any shape');
      const [first] = await collect(source.fetchSince(undefined));
      expect(first?.rejected).toMatchObject([{ where: 'page.txt, line 1' }]);
      expect(await collect(source.fetchSince(first?.cursor))).toEqual([]);
      writeFileSync(page, 'Something else');
      expect(await collect(source.fetchSince(first?.cursor))).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a subscription list', () => {
  it('gives the addresses of its feeds, each once, those in folders as well', () => {
    const xml = `<opml version="2.0"><body>
      <outline text="Papers"><outline text="A" type="rss" xmlUrl="https://a.example/feed?x=1&amp;y=2"/></outline>
      <outline text="B" xmlUrl="http://b.example/rss"/><outline text="B again" xmlUrl="http://b.example/rss"/>
      <outline text="no" xmlUrl="javascript:alert(1)"/><outline text="nor" xmlUrl="a feed"/>
    </body></opml>`;
    expect(readOpml(xml)).toEqual(['https://a.example/feed?x=1&y=2', 'http://b.example/rss']);
  });

  it('is refused where it is none', () => {
    expect(() => readOpml('<rss/>')).toThrow(/another shape/);
  });
});
