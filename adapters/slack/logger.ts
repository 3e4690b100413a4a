import { type Logger, LogLevel } from '@slack/bolt';
import { toErrorFields, withoutQuotes } from '../../src/observe/error-fields.ts';
import type { Log } from '../../src/ports.ts';

/** Bolt's own log lines, in ours. Its debug lines hold whole messages of people, so they are dropped, as is what a line quotes. */
export function toBoltLogger(log: Log): Logger {
  const write = (level: 'debug' | 'warn' | 'error', parts: readonly unknown[]) => {
    const err = parts.find((part) => part instanceof Error);
    const said = parts
      .flatMap((part) => (part instanceof Error ? (toErrorFields(part).message ?? []) : String(part)))
      .join(' ');
    log[level]({ by: 'bolt', ...(err ? { err } : {}) }, withoutQuotes(said));
  };
  return {
    debug: () => undefined,
    info: (...parts) => write('debug', parts),
    warn: (...parts) => write('warn', parts),
    error: (...parts) => write('error', parts),
    getLevel: () => LogLevel.INFO,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}
