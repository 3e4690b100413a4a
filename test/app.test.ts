import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type App, openApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { toPlain } from '../src/reply.ts';
import { ROOT } from '../src/root.ts';
import { startLoopbackServer } from './support/loopback-server.ts';
import { apiAnswer } from './support/source-pages.ts';
import { asker, createLog } from './support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-app-'));
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;

/** A data folder and a seeds folder of its own, with the given seed documents. */
function createFolders(...documents: string[]) {
  count += 1;
  const seeds = join(folder, `${count}`, 'seeds');
  mkdirSync(seeds, { recursive: true });
  for (const name of documents) copyFileSync(join(ROOT, 'seeds', name), join(seeds, name));
  return { SEEDS_DIR: seeds, DATA_DIR: join(folder, `${count}`, 'data') };
}

async function open(env: Readonly<Record<string, string>>, now = '2026-11-20T18:00:00Z'): Promise<App> {
  const clock = { now: () => new Date(now) };
  const app = await openApp(readConfig(env), { clock, random: () => 0.5, log: createLog(), fetch });
  opened.push(app);
  return app;
}

/** arXiv's API on loopback, which knows these papers. */
async function serve(records: Parameters<typeof apiAnswer>[0]) {
  const server = await startLoopbackServer((_, response) => {
    response.setHeader('Content-Type', 'application/atom+xml').end(apiAnswer(records));
  });
  opened.push(server);
  return server;
}

const LISTING = '000_6062830d42882d80.txt';
const DIGEST = '001_ce95748e1a1012c9.txt';
const unreachable = { ARXIV_API_URL: 'http://127.0.0.1:9/api' };

describe('the program, opened', () => {
  it('holds what the seed documents say, and no longer what a document said that is gone', async () => {
    const folders = createFolders(LISTING, DIGEST);
    const first = await open(folders);
    expect(await first.library.count()).toBe(10);
    await first.close();
    rmSync(join(folders.SEEDS_DIR, DIGEST));
    const second = await open(folders);
    expect(await second.library.count()).toBe(3);
    const { total } = await second.library.search(
      { words: ['ConSmax'], phrases: [], without: [], filters: {}, sort: 'relevance' },
      { offset: 0, limit: 1 },
    );
    expect(total).toBe(0);
  });

  it('keeps what came otherwise when a seed document goes', async () => {
    const folders = createFolders(LISTING);
    const first = await open(folders);
    await first.keep([
      {
        id: '2401.04088',
        arxivId: '2401.04088',
        title: 'Mixtral of Experts',
        abstract: 'We introduce Mixtral 8x7B.',
        lang: 'en',
        foundIn: [{ document: 'arXiv', line: 1 }],
      },
    ]);
    await first.close();
    writeFileSync(join(folders.SEEDS_DIR, LISTING), '');
    const second = await open(folders);
    expect((await second.library.get(['2401.04088', '2402.17764'])).map(({ id }) => id)).toEqual([
      '2401.04088',
    ]);
  });

  it('finds what another process on the same database took in, and no longer what it removed', async () => {
    const folders = createFolders(LISTING);
    const [one, other] = [await open(folders), await open(folders)];
    await one.keep([
      {
        id: '2401.04088',
        arxivId: '2401.04088',
        title: 'Mixtral of Experts',
        abstract: 'We introduce Mixtral 8x7B.',
        lang: 'en',
        foundIn: [{ document: 'arXiv', line: 1 }],
      },
    ]);
    const titles = async () => (await other.library.complete('mixtral', 5)).map(({ title }) => title);
    await expect.poll(titles, { timeout: 20_000 }).toEqual(['Mixtral of Experts']);
    await one.store.remove(['2401.04088']);
    await expect.poll(titles, { timeout: 20_000 }).toEqual([]);
  });

  it('fetches, keeps, indexes and shows a paper that it does not hold, and asks arXiv once', async () => {
    const arxiv = await serve([{ id: '2401.04088v1', title: 'Mixtral of Experts' }]);
    const { bot, library } = await open({ ...createFolders(LISTING), ARXIV_API_URL: arxiv.url });
    const answers = await Promise.all(
      [
        'show 2401.04088',
        'https://arxiv.org/abs/2401.04088v1',
        ...Array(8).fill('summary arXiv:2401.04088'),
      ].map((line) => bot.run({ line, asker })),
    );
    expect(answers.map(({ outcome, reply }) => [outcome, reply.cards?.[0]?.paper])).toEqual(
      Array(10).fill(['ok', '2401.04088']),
    );
    expect(arxiv.requests).toHaveLength(1);
    const found = await library.complete('mixtral', 5);
    expect(found.map(({ id }) => id)).toEqual(['2401.04088']);
  });

  it('gives the link, a plain sentence and a button to try again where arXiv does not answer', async () => {
    const { bot } = await open({ ...createFolders(LISTING), ...unreachable });
    const { outcome, reply } = await bot.run({ line: 'show 2401.04088', asker });
    expect(outcome).toBe('unavailable');
    expect(toPlain(reply.title ?? '')).toMatch(
      /^arXiv cannot be reached at the moment\. The paper is on our list/,
    );
    expect(reply.buttons).toEqual([
      { label: 'Try again', run: { command: 'show', options: { paper: '2401.04088' } } },
      { label: 'arxiv.org', open: 'https://arxiv.org/abs/2401.04088' },
    ]);
  });

  it('says that an ID is unknown where arXiv has none', async () => {
    const arxiv = await serve([]);
    const { bot } = await open({ ...createFolders(LISTING), ARXIV_API_URL: arxiv.url });
    const { outcome, reply } = await bot.run({ line: 'show 2401.99999', asker });
    expect({ outcome, title: reply.title }).toEqual({
      outcome: 'user-error',
      title: 'arXiv 2401.99999 is not among my papers.',
    });
  });

  it.each([
    ['2026-11-21T18:00:00Z', undefined, 'arXiv announces nothing on weekends.'],
    ['2026-11-20T18:00:00Z', undefined, 'arXiv’s announcement of today is late.'],
    [
      '2026-11-20T18:00:00Z',
      'its server is out of order',
      'I cannot read arXiv’s announcements: its server is out of order.',
    ],
  ])('says in `today` why there is nothing (%s, %s)', async (now, problem, sentence) => {
    const { bot, store } = await open(createFolders(LISTING, '003_e404fb9843e76559.txt'), now);
    await store.writeSync('arxiv-feed', { triedAt: now, ...(problem ? { problem } : { succeededAt: now }) });
    const { reply } = await bot.run({ line: 'today', asker });
    expect(toPlain(reply.text ?? '')).toContain(sentence);
    expect(toPlain(reply.text ?? '')).toContain('The last day with any is 26 Nov 2024');
  });

  it('says what to do where the database file is damaged, and leaves the file alone', async () => {
    const folders = createFolders(LISTING);
    mkdirSync(folders.DATA_DIR, { recursive: true });
    writeFileSync(
      join(folders.DATA_DIR, 'paperboy.db'),
      'not a database at all, but long enough to be looked at '.repeat(20),
    );
    await expect(open(folders)).rejects.toMatchObject({ name: 'UserError' });
  });

  it('follows the feeds of a subscription list, and says which list it cannot read', async () => {
    const folders = createFolders(LISTING);
    const list = join(folders.SEEDS_DIR, 'feeds.opml');
    writeFileSync(
      list,
      '<opml version="2.0"><body><outline type="rss" xmlUrl="https://a.example/rss"/></body></opml>',
    );
    const { sources } = await open({ ...folders, FEEDS: `https://b.example/atom ${list}` });
    expect(sources.map(({ name }) => name)).toEqual([
      'huggingface',
      expect.stringContaining('b.example'),
      expect.stringContaining('a.example'),
    ]);
    await expect(open({ ...folders, FEEDS: 'nowhere.opml' })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('nowhere.opml'),
    });
  });

  it('marks a withdrawn paper on every card', async () => {
    const { bot, keep } = await open(createFolders(LISTING));
    await keep([
      {
        id: '2401.00001',
        arxivId: '2401.00001',
        title: 'A claim taken back',
        abstract: 'This paper has been withdrawn by the author.',
        lang: 'en',
        foundIn: [{ document: 'arXiv', line: 1 }],
      },
    ]);
    const { reply } = await bot.run({ line: 'show 2401.00001', asker });
    expect(toPlain(reply.cards?.[0]?.byline ?? '')).toMatch(/^withdrawn · arXiv 2401\.00001/);
  });

  it('says which folder cannot be read', async () => {
    await expect(open({ ...createFolders(), SEEDS_DIR: join(folder, 'nowhere') })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('nowhere'),
    });
  });
});
