import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** How much is read, and unpacked, at a time, in bytes. A gzip bomb makes at most a thousand times as much of it. */
const CHUNK = 64 * 2 ** 10;
/** Pieces that unpacking hands over, in bytes: larger ones than Node's, for each costs a trip to another thread. */
const UNPACKED = 256 * 2 ** 10;

/** A file that cannot be read to its end. The message is one plain sentence without a full stop, for people. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';
}

/** A file's place, and whether its content is packed. */
export interface Packed {
  path: string;
  gzip: boolean;
}

/** Whether these are the first bytes of a gzip file: https://www.rfc-editor.org/rfc/rfc1952#page-6 */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/**
 * The content of a file, unpacked, in pieces, read as they are asked for.
 *
 * @param onRead told how many bytes of the file itself were read so far
 * @throws DamagedFileError after everything that could be read was given.
 */
export async function* readBytes(
  { path, gzip }: Packed,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const file = readFile(path, onRead);
  try {
    yield* gzip ? unpack(file) : file;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DamagedFileError(`The file breaks off or is damaged here (${reason})`, { cause });
  }
}

async function* readFile(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK });
  for await (const chunk of file) {
    onRead(file.bytesRead);
    yield chunk;
  }
}

/**
 * Unpacks gzip, one piece ahead of whoever reads. Iterating over Node's stream would do, but for files that break off:
 * when a stream fails, it throws away what it has unpacked and nobody has read yet.
 */
async function* unpack(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: UNPACKED });
  const over = finished(gunzip).then(
    () => undefined,
    (error: unknown) => error,
  );
  const pieces: Buffer[] = [];
  gunzip.on('data', (piece: Buffer) => pieces.push(piece));
  try {
    let written: Promise<unknown> = Promise.resolve();
    for await (const chunk of packed) {
      await written;
      if (gunzip.destroyed || gunzip.readableEnded) break;
      const ready = pieces.splice(0);
      // Behind its end, gzip takes no more and does not say so.
      written = Promise.race([over, new Promise((resolve) => gunzip.write(chunk, resolve))]);
      yield* ready;
    }
    await written;
    gunzip.end();
    const error = await over;
    yield* pieces.splice(0);
    if (error !== undefined) throw error;
  } finally {
    gunzip.destroy();
  }
}

/**
 * The first bytes of a file's content, at most `most` of them.
 *
 * @throws DamagedFileError where not even they can be read.
 */
export async function readHead(file: Packed, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of readBytes(file)) {
      pieces.push(piece);
      size += piece.length;
      if (size >= most) break;
    }
  } catch (error) {
    if (size === 0) throw error;
  }
  return Buffer.concat(pieces).subarray(0, most);
}
