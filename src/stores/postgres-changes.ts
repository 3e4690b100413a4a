import pg from 'pg';

/** Listens for changes on a connection of its own, made anew where it broke. */
export interface Listener {
  wait(ms: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes what wakes whoever waits for changes. A word that was lost with a connection costs no more than the wait: the
 * record of changes has it all.
 *
 * @see https://www.postgresql.org/docs/current/sql-notify.html
 */
export function createListener(url: string): Listener {
  let listening: Promise<pg.Client | undefined> | undefined;
  const waiting = new Set<() => void>();

  async function listen(): Promise<pg.Client | undefined> {
    const client = new pg.Client({ connectionString: url, application_name: 'paperboy', keepAlive: true });
    client.on('error', () => {});
    client.on('notification', () => {
      for (const wake of waiting) wake();
    });
    try {
      await client.connect();
      await client.query('LISTEN paperboy_changes');
      client.once('end', () => {
        listening = undefined;
      });
      return client;
    } catch {
      await client.end().catch(() => {});
      listening = undefined;
      return undefined;
    }
  }

  return {
    async wait(ms, signal) {
      if (signal.aborted) return;
      listening ??= listen();
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timeout);
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timeout = setTimeout(wake, ms);
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    },

    async close() {
      const client = await listening;
      await client?.end();
    },
  };
}
