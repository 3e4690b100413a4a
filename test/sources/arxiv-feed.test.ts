import { describe, expect, it } from 'vitest';
import { judgeAnnouncement } from '../../src/sources/announcements.ts';
import { createArxivFeed } from '../../src/sources/arxiv-feed.ts';
import type { SyncState } from '../../src/sources/source.ts';
import { collect } from '../contracts/source.ts';
import { createScriptedFetch } from '../support/scripted-fetch.ts';
import { announcementAtom, announcementRss } from '../support/source-pages.ts';

const url = 'http://localhost/atom';
const records = [{ id: '2508.13426v1' }];

describe("arXiv's announcements", () => {
  it('asks for all categories at once', async () => {
    const { fetch, asked } = createScriptedFetch(() => announcementAtom(records));
    await collect(createArxivFeed(url, ['cs.CL', 'cs.LG'], fetch).fetchSince(undefined));
    expect(asked.map((ask) => ask.url.href)).toEqual([`${url}/cs.CL+cs.LG`]);
  });

  it.each([
    { form: 'Atom, new', body: announcementAtom(records), announced: { announced: '2025-08-20' } },
    { form: 'RSS, replaced', body: announcementRss(records), announced: {} },
  ])(
    'does not take the day of announcement for the day of submission ($form)',
    async ({ body, announced }) => {
      const { fetch } = createScriptedFetch(() => body);
      const [batch] = await collect(createArxivFeed(url, ['cs.CL'], fetch).fetchSince(undefined));
      expect(batch?.papers).toEqual([
        {
          id: '2508.13426',
          arxivId: '2508.13426',
          version: 1,
          title: 'On 2508.13426v1',
          abstract: 'We study 2508.13426v1 & find that x < y.',
          authors: ['Ana García', 'Bo Wu'],
          ...announced,
          categories: ['cs.CL', 'cs.LG'],
          lang: 'en',
          foundIn: [{ document: 'arXiv', line: 1 }],
        },
      ]);
      expect(batch?.wanted).toEqual(['2508.13426']);
      expect(JSON.parse(batch?.cursor ?? '')).toMatchObject({ day: '2025-08-20', papers: 1 });
    },
  );

  it('asks whether the feed changed, and has nothing to give where it did not', async () => {
    const { fetch, asked } = createScriptedFetch((_, count) =>
      count === 1 ? announcementAtom(records) : undefined,
    );
    const source = createArxivFeed(url, ['cs.CL'], fetch);
    const [batch] = await collect(source.fetchSince(undefined));
    expect(await collect(source.fetchSince(batch?.cursor))).toEqual([]);
    expect(asked[1]?.validators).toEqual({ etag: '"1"' });
  });

  it('asks for the whole feed where other categories are chosen', async () => {
    const { fetch, asked } = createScriptedFetch(() => announcementAtom(records));
    const [batch] = await collect(createArxivFeed(url, ['cs.CL'], fetch).fetchSince(undefined));
    await collect(createArxivFeed(url, ['cs.LG'], fetch).fetchSince(batch?.cursor));
    expect(asked[1]?.validators).toBeUndefined();
  });
});

describe('what is said of the announcement of today', () => {
  // Wednesday noon in New York.
  const now = new Date('2025-08-20T16:00:00Z');

  async function stateAfter(body: string, more: Partial<SyncState> = {}): Promise<SyncState> {
    const { fetch } = createScriptedFetch(() => body);
    const [batch] = await collect(createArxivFeed(url, ['cs.CL'], fetch).fetchSince(undefined));
    return {
      triedAt: now.toISOString(),
      succeededAt: now.toISOString(),
      cursor: batch?.cursor ?? '',
      ...more,
    };
  }
  const tuesday = announcementAtom(records, '2025-08-19T04:00:19+00:00');
  const wednesday = announcementAtom(records);

  it('there was one', async () => {
    const state = await stateAfter(wednesday);
    expect(judgeAnnouncement(state, now)).toEqual({ kind: 'announced', day: '2025-08-20', papers: 1 });
  });

  it('there was one, though the feed broke afterwards', async () => {
    const state = await stateAfter(wednesday, { problem: 'arXiv is out of order' });
    expect(judgeAnnouncement(state, now)).toMatchObject({ kind: 'announced' });
  });

  it.each([
    { form: 'Atom', body: announcementAtom([]) },
    { form: 'RSS', body: announcementRss([]) },
  ])('arXiv has a holiday when the feed of the day is empty ($form)', async ({ body }) => {
    expect(judgeAnnouncement(await stateAfter(body), now)).toEqual({
      kind: 'none',
      day: '2025-08-20',
      why: 'holiday',
    });
  });

  it('there is none on a weekend, whatever the feed says', async () => {
    const sunday = new Date('2025-08-24T16:00:00Z');
    const none = { kind: 'none', day: '2025-08-24', why: 'weekend' };
    expect(judgeAnnouncement(await stateAfter(wednesday), sunday)).toEqual(none);
    expect(judgeAnnouncement(undefined, sunday)).toEqual(none);
  });

  it('it is late when the feed still shows an earlier day', async () => {
    expect(judgeAnnouncement(await stateAfter(tuesday), now)).toEqual({
      kind: 'late',
      day: '2025-08-20',
      last: '2025-08-19',
    });
  });

  it('the feed is broken when it cannot be read', async () => {
    const state = await stateAfter(tuesday, {
      succeededAt: '2025-08-19T05:00:00.000Z',
      problem: 'arXiv is out of order',
    });
    expect(judgeAnnouncement(state, now)).toEqual({
      kind: 'broken',
      day: '2025-08-20',
      problem: 'arXiv is out of order',
      since: '2025-08-19T05:00:00.000Z',
    });
  });

  it('nobody asked yet', async () => {
    const state = await stateAfter(tuesday, { succeededAt: '2025-08-19T05:00:00.000Z' });
    expect(judgeAnnouncement(state, now)).toEqual({ kind: 'not-asked', day: '2025-08-20' });
    expect(judgeAnnouncement(undefined, now)).toEqual({ kind: 'not-asked', day: '2025-08-20' });
  });

  it("goes by arXiv's midnight", async () => {
    const state = await stateAfter(wednesday);
    expect(judgeAnnouncement(state, new Date('2025-08-21T03:59:00Z'))).toMatchObject({ kind: 'announced' });
    expect(judgeAnnouncement(state, new Date('2025-08-21T04:01:00Z'))).toMatchObject({ day: '2025-08-21' });
  });
});
