import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from '../errors.ts';

/** What is shown at an address. */
export interface Page {
  status: number;
  type: string;
  text: string;
}

/** Answers all requests that no page of ours is at, such as a platform's. May throw where the path is not its own. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The one place where this process listens. */
export interface Door {
  port: number;
  /** Lets a platform's requests in; undefined shuts it out again, and its requests are answered with 503. */
  mount(handler: Handler | undefined): void;
  close(): Promise<void>;
}

export interface DoorOptions {
  /** 0 takes a free one. */
  port: number;
  /** The address to listen at; all of this machine's where absent. */
  host?: string;
  /** By path: `/healthz`. */
  pages?: Readonly<Record<string, () => Promise<Page>>>;
}

/** A request, headers and body, must be here after so many ms: nothing that we wait for is large. */
const REQUEST_WITHIN = 10_000;
/** Longer than proxies keep a connection, so that none of them sends a request into one that we are closing. */
const KEEP_ALIVE = 65_000;
const CLOSE_WITHIN = 2_000;

/**
 * Opens the door: one small server for our own pages and for platforms that send us requests, so that there is one port to
 * publish, and the pages stand from before the first platform is connected until after the last has left.
 *
 * @throws StartError where the port cannot be listened on.
 */
export async function openDoor({ port, host, pages = {} }: DoorOptions): Promise<Door> {
  let mounted: Handler | undefined;
  const server = createServer(
    { requestTimeout: REQUEST_WITHIN, keepAliveTimeout: KEEP_ALIVE },
    (request, response) => {
      const page = pages[pathOf(request)];
      if (page) void showPage(page, request, response);
      else handOver(mounted, request, response);
    },
  );
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`I cannot listen on PORT ${port}: ${why}`, { cause: error });
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    mount(handler) {
      mounted = handler;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await Promise.race([closed, wait(CLOSE_WITHIN, undefined, { ref: false })]);
      server.closeAllConnections();
    },
  };
}

/** Without the query. The target of a request is whatever its sender liked. */
function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0] ?? '';
}

async function showPage(
  page: () => Promise<Page>,
  { method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const { status, type, text } = await page().catch(
    (): Page => ({ status: 500, type: 'text/plain', text: '' }),
  );
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(method === 'HEAD' ? undefined : text);
}

function handOver(handler: Handler | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (!handler) {
    response.writeHead(503).end();
    return;
  }
  try {
    handler(request, response);
  } catch {
    response.writeHead(404).end();
  }
}
