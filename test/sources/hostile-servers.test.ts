import type { RequestListener, ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { closeServers, failureOf, serve } from '../support/polite.ts';

afterEach(closeServers);

describe('a hostile or broken server', () => {
  const kilobyte = 'x'.repeat(1024);
  const flood = (response: ServerResponse) => {
    const more = () => {
      if (!response.destroyed) response.write(kilobyte.repeat(64), more);
    };
    more();
  };

  const cases: { does: string; answer: RequestListener; failure: string; says: RegExp; requests: number }[] =
    [
      {
        does: 'sends a web page with status 200',
        answer: (_, response) =>
          response.setHeader('content-type', 'text/html').end('<html>Rate exceeded</html>'),
        failure: 'unreadable',
        says: /web page instead of data/,
        requests: 4,
      },
      {
        does: 'sends a web page and calls it XML',
        answer: (_, response) =>
          response.setHeader('content-type', 'text/xml').end('\n<!DOCTYPE html>\n<title>Oops'),
        failure: 'unreadable',
        says: /web page instead of data/,
        requests: 4,
      },
      {
        does: 'breaks off in the middle',
        answer: (_, response) => {
          response.writeHead(200, { 'content-length': '1000' });
          response.write('<feed>', () => response.destroy());
        },
        failure: 'down',
        says: /broke off/,
        requests: 4,
      },
      {
        does: 'closes without an answer',
        answer: (request) => request.socket.destroy(),
        failure: 'down',
        says: /could not be reached/,
        requests: 4,
      },
      {
        does: 'sends without end',
        answer: (_, response) => flood(response),
        failure: 'refused',
        says: /more than 32 MB/,
        requests: 1,
      },
      {
        does: 'sends a small answer that unpacks to gigabytes',
        answer: (_, response) => {
          response.setHeader('content-encoding', 'gzip');
          const gzip = createGzip();
          gzip.pipe(response);
          const zeros = Buffer.alloc(2 ** 20);
          const more = () => {
            if (!response.destroyed) gzip.write(zeros, more);
          };
          more();
        },
        failure: 'refused',
        says: /more than 32 MB/,
        requests: 1,
      },
      {
        does: 'redirects in a circle',
        answer: (request, response) => response.writeHead(302, { location: `${request.url}x` }).end(),
        failure: 'refused',
        says: /redirected more than 5 times/,
        requests: 6,
      },
      {
        does: 'redirects to another host',
        answer: (_, response) => response.writeHead(301, { location: 'https://example.org/feed' }).end(),
        failure: 'refused',
        says: /redirected to https:\/\/example\.org, which is another place/,
        requests: 1,
      },
      {
        does: 'redirects to another port of the same host',
        answer: (_, response) => response.writeHead(301, { location: 'http://127.0.0.1:1/feed' }).end(),
        failure: 'refused',
        says: /another place/,
        requests: 1,
      },
      {
        does: 'redirects to nowhere',
        answer: (_, response) => response.writeHead(301).end(),
        failure: 'refused',
        says: /redirected/,
        requests: 1,
      },
      {
        does: 'says that nothing changed, though nobody asked that',
        answer: (_, response) => response.writeHead(304).end(),
        failure: 'unreadable',
        says: /makes no sense \(HTTP 304\)/,
        requests: 4,
      },
    ];

  it.each(cases)('is found out when it $does', async ({ answer, failure, says, requests: expected }) => {
    const { get, server } = await serve(answer);
    const error = await failureOf(get());
    expect(error.failure).toBe(failure);
    expect(error.message).toMatch(says);
    expect(server.requests).toHaveLength(expected);
  });

  it('is left when its answer does not end in time', async () => {
    const { get, timer } = await serve((_, response) => {
      response.write('<feed>');
      timer.expire();
    });
    expect((await failureOf(get())).message).toMatch(/did not finish its answer within 60 s/);
  });

  it('may move a document on its own host', async () => {
    const { get } = await serve((request, response) => {
      if (request.url === '/feed') response.writeHead(308, { location: '/new' }).end();
      else response.end('moved');
    });
    expect(await get()).toMatchObject({ value: 'moved' });
  });
});
