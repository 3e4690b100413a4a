import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** What was asked so far, in order. */
  requests: Pick<IncomingMessage, 'url' | 'headers'>[];
  /** The most requests that were under way at once. */
  mostAtOnce(): number;
  close(): Promise<void>;
}

/** A real HTTP server on this machine that answers as a test says. */
export async function startLoopbackServer(answer: RequestListener): Promise<LoopbackServer> {
  const requests: LoopbackServer['requests'] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    requests.push({ url: request.url, headers: request.headers });
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => {
      open -= 1;
    });
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    mostAtOnce: () => most,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
