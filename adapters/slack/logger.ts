import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../src/ports.ts';

/** Bolt's own log lines, in ours. Its debug lines hold whole messages of people, so they are dropped. */
export function toBoltLogger(log: Log): Logger {
  const line = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => undefined,
    info: (...parts) => log.debug({ by: 'bolt' }, line(parts)),
    warn: (...parts) => log.warn({ by: 'bolt' }, line(parts)),
    error: (...parts) => log.error({ by: 'bolt' }, line(parts)),
    getLevel: () => LogLevel.INFO,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}
