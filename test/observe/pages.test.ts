import { afterEach, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../../src/observe/door.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { type Need, toPages } from '../../src/observe/pages.ts';

const doors: Door[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

async function open(needs: Need[] = []) {
  const metrics = createMetrics();
  const door = await openDoor({ port: 0, host: '127.0.0.1', pages: toPages(() => needs, metrics) });
  doors.push(door);
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`http://127.0.0.1:${door.port}${path}`, init);
    return { status: response.status, text: await response.text() };
  };
  return { door, get, metrics };
}

describe('what the door shows', () => {
  it('says that the process lives, whatever else is missing', async () => {
    const { get } = await open([{ name: 'the database', isMet: () => false }]);
    expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
  });

  it('says whether it can answer people, and what is missing', async () => {
    const needs: Need[] = [{ name: 'the index', isMet: () => true }];
    const { get } = await open(needs);
    expect(await get('/readyz')).toEqual({ status: 200, text: '{"ready":true}\n' });
    needs.push({ name: 'the database', isMet: () => Promise.reject(new Error('password=planted')) });
    needs.push({ name: 'the platforms', isMet: () => false });
    const { status, text } = await get('/readyz?verbose');
    expect({ status, json: JSON.parse(text) }).toEqual({
      status: 503,
      json: { ready: false, missing: ['the database', 'the platforms'] },
    });
  });

  it('counts in the form of Prometheus, also where the store does not answer', async () => {
    const { get, metrics } = await open();
    metrics.answered({ command: 'search', platform: 'slack', outcome: 'ok' }, 12);
    metrics.measure({
      now: () => new Date('2026-11-22T12:00:00Z'),
      papers: async () => 265,
      databaseBytes: async () => undefined,
      sources: async () => [
        { name: 'huggingface', state: { triedAt: '', succeededAt: '2026-11-22T11:00:00Z', problem: 'down' } },
      ],
    });
    const { text } = await get('/metrics');
    expect(text).toContain('paperboy_commands_total{command="search",platform="slack",outcome="ok"} 1');
    expect(text).toContain('paperboy_source_age_seconds{source="huggingface"} 3600');
    expect(text).toContain('paperboy_source_failing{source="huggingface"} 1');
    expect(text).toContain('paperboy_papers 265');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    const down = () => Promise.reject(new Error('down'));
    metrics.measure({ now: () => new Date(), papers: down, databaseBytes: down, sources: down });
    const later = await get('/metrics');
    expect(later.status).toBe(200);
    expect(later.text).not.toContain('paperboy_papers 265');
  });

  it('only looks: other methods are refused, other paths are a platform’s or nothing', async () => {
    const { door, get } = await open();
    expect((await get('/metrics', { method: 'POST' })).status).toBe(405);
    expect((await get('/healthz', { method: 'HEAD' })).text).toBe('');
    expect((await get('/slack/events', { method: 'POST' })).status).toBe(503);
    door.mount((request, response) => {
      if (request.url !== '/slack/events') throw new Error('not mine');
      response.end('slack');
    });
    expect(await get('/slack/events', { method: 'POST' })).toEqual({ status: 200, text: 'slack' });
    expect((await get('/etc/passwd')).status).toBe(404);
    door.mount(undefined);
    expect((await get('/slack/events')).status).toBe(503);
  });
});
