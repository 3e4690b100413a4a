import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { toUserAgent } from '../../src/sources/polite-fetch.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { closeServers, failureOf, serve } from '../support/polite.ts';

afterEach(closeServers);

/** Answers the nth request with the nth status, and what follows with 200. */
function statuses(...codes: [status: number, headers?: Record<string, string>][]): RequestListener {
  let asked = 0;
  return (_, response) => {
    const [status, headers] = codes[asked] ?? [200];
    asked += 1;
    response.writeHead(status, headers).end('fine');
  };
}

describe('a polite request', () => {
  it('says who asks and what is wanted', async () => {
    const { get, server } = await serve((_, response) => response.end('fine'));
    expect(await get()).toMatchObject({ kind: 'document', value: 'fine' });
    expect(server.requests[0]?.headers).toMatchObject({ 'user-agent': 'Paperboy/test', accept: 'text/xml' });
  });

  it('asks whether a document that it holds has changed', async () => {
    const { get, server } = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"7"') response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag: '"7"', 'last-modified': 'Wed, 20 Aug 2025 04:00:00 GMT' })
          .end('fine');
    });
    const first = await get();
    const validators = { etag: '"7"', lastModified: 'Wed, 20 Aug 2025 04:00:00 GMT' };
    expect(first).toEqual({ kind: 'document', value: 'fine', validators });
    expect(await get({ validators })).toEqual({ kind: 'unchanged' });
    expect(server.requests[1]?.headers['if-modified-since']).toBe(validators.lastModified);
  });

  it.each([
    { name: 'Ana <ana@example.org>', says: 'Paperboy/1.0 (+Ana <ana@example.org>)' },
    { name: 'ana@example.org\r\nX-Evil: 1', says: 'Paperboy/1.0 (+ana@example.orgX-Evil: 1)' },
    { name: undefined, says: 'Paperboy/1.0' },
    { name: ' ()', says: 'Paperboy/1.0' },
  ])('names the contact $name as $says', ({ name, says }) => {
    expect(toUserAgent('1.0', name)).toBe(says);
  });
});

describe('retries', () => {
  it('waits longer each time, by chance, and comes through', async () => {
    const { get, timer, server } = await serve(statuses([500], [502], [503]));
    expect(await get()).toMatchObject({ value: 'fine' });
    expect(timer.slept).toEqual([1000, 2000, 4000]);
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    { header: { 'retry-after': '30' }, waits: 31_000 },
    {
      header: { 'retry-after': 'Sun, 22 Nov 2026 22:01:00 GMT', date: 'Sun, 22 Nov 2026 22:00:00 GMT' },
      waits: 61_000,
    },
    {
      header: { 'retry-after': 'Sun, 22 Nov 2026 21:00:00 GMT', date: 'Sun, 22 Nov 2026 22:00:00 GMT' },
      waits: 1000,
    },
    { header: { 'retry-after': 'soon' }, waits: 1000 },
    { header: { 'retry-after': '-5' }, waits: 1000 },
  ])('waits $waits ms after 429 with $header', async ({ header, waits }) => {
    const { get, timer } = await serve(statuses([429, header]));
    await get();
    expect(timer.slept).toEqual([waits]);
  });

  it('does not wait for a source that asks us to stay away for long, and leaves it alone until then', async () => {
    const { get, timer, server } = await serve(statuses([429, { 'retry-after': '600' }]));
    expect(await failureOf(get())).toMatchObject({ failure: 'throttled', retryAfterMs: 600_000 });
    expect(await failureOf(get())).toMatchObject({ failure: 'resting' });
    expect(server.requests).toHaveLength(1);
    timer.advance(600_000);
    expect(await get()).toMatchObject({ value: 'fine' });
  });

  it.each([400, 401, 403, 404, 410])('does not ask again after %i', async (status) => {
    const { get, server } = await serve(statuses([status]));
    expect(await failureOf(get())).toMatchObject({ failure: 'refused', status });
    expect(server.requests).toHaveLength(1);
  });

  it('gives up after four tries, with the name of the source in what it says', async () => {
    const { get, server } = await serve((_, response) => response.writeHead(500).end());
    expect((await failureOf(get())).message).toBe('The test is out of order (HTTP 500)');
    expect(server.requests).toHaveLength(4);
  });

  it('tries again what cannot be read', async () => {
    const { get, server } = await serve((_, response) => response.end('half'));
    const read = (): string => {
      if (server.requests.length < 3) throw new SourceError('unreadable', 'sent half a document');
      return 'whole';
    };
    expect(await get({ read })).toMatchObject({ value: 'whole' });
  });
});
