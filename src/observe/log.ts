import pino, { type DestinationStream } from 'pino';
import type { Log } from '../ports.ts';
import { toErrorFields } from './error-fields.ts';
import { requestId } from './request-id.ts';

export interface LogOptions {
  level: string;
  /** Where whole lines go. */
  stream: DestinationStream;
  /** Takes secrets out of a line. */
  redact(line: string): string;
}

/**
 * The log: a JSON object per line with time, level, message, and the id of the request at hand. Three things keep it fit to be
 * read by others: errors are written by {@link toErrorFields}, secrets are taken out of every line as it is written, and
 * nothing in the program logs what people wrote.
 */
export function createLog({ level, stream, redact }: LogOptions): Log {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: toErrorFields },
      mixin() {
        const request = requestId();
        return request === undefined ? {} : { request };
      },
      hooks: { streamWrite: redact },
    },
    stream,
  );
}

/** Standard error: readable lines on a terminal where pino-pretty is installed, JSON everywhere else. */
export async function openLogStream(isTerminal: boolean): Promise<DestinationStream> {
  const json = () => pino.destination({ dest: 2, sync: true });
  if (!isTerminal) return json();
  try {
    // A devDependency: a bot that was installed without those writes JSON.
    const { default: pretty } = await import('pino-pretty');
    return pretty({ destination: 2, sync: true, ignore: 'pid,hostname', singleLine: true });
  } catch {
    return json();
  }
}
