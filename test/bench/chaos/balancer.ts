import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** One address for several processes, as Slack's requests find it. */
export interface Balancer {
  url: string;
  close(): Promise<void>;
}

/** Something that Slack sent and that one of the processes acknowledged. */
export type OnAcknowledged = (body: string) => void;

/**
 * Gives each request to the next process in turn; one that does not take the connection is passed over, as balancers do.
 *
 * @param ports where the processes listen now
 */
export async function openBalancer(
  ports: () => readonly number[],
  onAcknowledged: OnAcknowledged,
): Promise<Balancer> {
  let turn = 0;
  const server = createServer((incoming, response) => void pass(incoming, response));

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    response.on('finish', () => {
      if (response.statusCode === 200) onAcknowledged(body.toString('utf8'));
    });
    const known = ports();
    turn += 1;
    for (let tries = 0; tries < known.length; tries += 1) {
      if (await offer(incoming, body, known[(turn + tries) % known.length] ?? 0, response)) return;
    }
    response.writeHead(502).end();
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** False where nobody took the request. Once it was sent, whatever becomes of it is the answer. */
function offer(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  port: number,
  response: ServerResponse,
): Promise<boolean> {
  return new Promise((resolve) => {
    const passed = request(
      { host: '127.0.0.1', port, method, path: url, headers, agent: false },
      (answer) => {
        answer.on('error', () => response.destroy());
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        resolve(true);
      },
    );
    passed.on('error', (error) => {
      const isRefused = 'code' in error && error.code === 'ECONNREFUSED';
      if (!isRefused) response.destroy();
      resolve(!isRefused);
    });
    response.on('close', () => passed.destroy());
    passed.end(body);
  });
}
