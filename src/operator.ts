import type { SyncState } from './sources/source.ts';

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
