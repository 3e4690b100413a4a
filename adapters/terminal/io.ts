import type { Readable, Writable } from 'node:stream';

/** The rim of the terminal; `process` is one. */
export interface Io {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean; columns?: number };
  env: Readonly<Record<string, string | undefined>>;
}

/** Writes to a stream whose reader may leave. */
export interface Output {
  /** Resolves once the text is handed over; false where nobody reads any more. Rejects on other failures. */
  write(text: string): Promise<boolean>;
}

/** Codes of a reader that left: `npm start -- search moe | head -1`. */
const GONE = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

export function toOutput(stream: Writable): Output {
  // A failed write also raises an event, which would end the process; the callback has told us already.
  stream.on('error', () => {});
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (!error) resolve(true);
          else if ('code' in error && GONE.has(String(error.code))) resolve(false);
          else reject(error);
        });
      }),
  };
}
