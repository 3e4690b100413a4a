import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { addressesIn, onlyTo } from '../src/allowed-hosts.ts';
import { type LoopbackServer, startLoopbackServer } from './support/loopback-server.ts';

const servers: LoopbackServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(...answer: Parameters<typeof startLoopbackServer>): Promise<LoopbackServer> {
  const server = await startLoopbackServer(...answer);
  servers.push(server);
  return server;
}

describe('outgoing requests', () => {
  it('reach configured hosts, ports included, and no others', async () => {
    const [ours, other] = [
      await serve((_, out) => void out.end('yes')),
      await serve((_, out) => void out.end('no')),
    ];
    const ask = onlyTo([`${ours.url}/api`, 'no address'], fetch);
    expect(await (await ask(`${ours.url}/any/path`)).text()).toBe('yes');
    await expect(ask(other.url)).rejects.toThrow('may not be asked');
    expect(other.requests).toEqual([]);
  });

  it('follow no redirect to elsewhere', async () => {
    const other = await serve((_, out) => void out.end('no'));
    const ours = await serve((_, out) => void out.writeHead(302, { location: other.url }).end());
    const ask = onlyTo([ours.url], fetch);
    await expect(ask(ours.url)).rejects.toThrow();
    expect((await ask(ours.url, { redirect: 'manual' })).status).toBe(302);
    expect(other.requests).toEqual([]);
  });

  it('go nowhere for an address that somebody wrote, whatever it looks like', async () => {
    const asked: string[] = [];
    const record: typeof fetch = async (input) => {
      asked.push(new URL(input instanceof Request ? input.url : input).host);
      return new Response();
    };
    const ask = onlyTo(['https://export.arxiv.org/api/query'], record);
    const host = fc.constantFrom(
      '169.254.169.254',
      'localhost',
      '[::1]',
      'export.arxiv.org.evil.org',
      'evil.org',
    );
    const url = fc.oneof(
      fc.webUrl(),
      fc
        .tuple(fc.constantFrom('http', 'https', 'file', 'data'), host)
        .map(([scheme, name]) => `${scheme}://${name}/`),
      host.map((name) => `https://export.arxiv.org@${name}/`),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(url, async (one) => {
        await ask(one).catch(() => undefined);
        expect(asked.filter((each) => each !== 'export.arxiv.org')).toEqual([]);
      }),
    );
  });

  it('may go to every address that a setting names, those in lists included', () => {
    const settings = {
      A: 'https://a.org/x',
      B: ['http://b.org:81', 'cs.CL'],
      C: 3,
      D: 'postgres://x',
      E: undefined,
    };
    expect(addressesIn(settings)).toEqual(['https://a.org/x', 'http://b.org:81']);
  });
});
