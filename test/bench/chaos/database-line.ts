import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** The way of one process to the database, which can be cut. */
export interface DatabaseLine {
  /** The address that leads through it. */
  url: string;
  /** Breaks every connection; new ones may be made at once. */
  cut(): void;
  /** Lets nothing through, without a word, or again. What came meanwhile is delivered then. */
  hold(isHeld: boolean): void;
  close(): Promise<void>;
}

/** Opens a way to the database of this address, over TCP or a socket in a folder. */
export async function openDatabaseLine(address: string): Promise<DatabaseLine> {
  const url = new URL(address);
  const folder = url.searchParams.get('host');
  const port = Number(url.port || 5432);
  const target = folder?.startsWith('/')
    ? { path: `${folder}/.s.PGSQL.${port}` }
    : { host: url.hostname, port };
  const sockets = new Set<Socket>();
  let isHeld = false;
  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    // A connection that breaks on one side is broken on the other.
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.on('data', (chunk) => void other.write(chunk));
    if (isHeld) socket.pause();
  };
  const server = createServer((client) => {
    const database = connect(target);
    keep(client, database);
    keep(database, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const listening = server.address();
  url.hostname = '127.0.0.1';
  url.port = typeof listening === 'object' && listening ? String(listening.port) : '';
  url.searchParams.delete('host');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    hold(held) {
      isHeld = held;
      for (const socket of sockets) {
        if (held) socket.pause();
        else socket.resume();
      }
    },
    async close() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
