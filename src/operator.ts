import type { Holdings } from './app.ts';
import { known } from './known.ts';
import type { SyncState } from './sources/source.ts';
import { VERSION } from './version.ts';

/** How the bot does, for whoever runs it. */
export interface Status {
  version: string;
  /** Milliseconds since the process began. */
  uptime: number;
  papers: number;
  /** `YYYY-MM-DD`; absent without dated papers. */
  newest?: string;
  /** How each source did so far; a state is absent where it was never asked. */
  sources: readonly { name: string; state?: SyncState }[];
  /** Subscriptions that are not paused, in all places. */
  subscriptions: number;
}

/** Who runs the bot, and what only they are told. */
export interface Operator {
  /** Whether that asker runs this bot: named in ADMINS, or sitting at the machine itself. */
  isAdmin(askerId: string): boolean;
  status(): Promise<Status>;
}

/** @param admins as ADMINS names them */
export function createOperator(
  admins: readonly string[],
  { store, sources }: Pick<Holdings, 'store' | 'sources'>,
): Operator {
  const named = new Set(admins);
  return {
    isAdmin: (askerId) => askerId.startsWith('terminal:') || named.has(askerId),
    async status() {
      const [papers, [newest], active, states] = await Promise.all([
        store.count(),
        store.days(1),
        store.subscriptions.active(),
        Promise.all(sources.map(async ({ name }) => known({ name, state: await store.readSync(name) }))),
      ]);
      return known({
        version: VERSION,
        uptime: process.uptime() * 1000,
        papers,
        newest: newest?.day,
        sources: states,
        subscriptions: active.length,
      });
    },
  };
}
