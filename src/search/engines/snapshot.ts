import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { ROOT } from '../../root.ts';

/** What an engine was when it was last told to keep itself. */
export interface Snapshot<Dump> {
  dump: Dump;
  /** Up to where in the store's record of changes it goes, and when that was (ms). */
  mark: number;
  at: number;
}

/** Where an engine's memory is kept between two starts. */
export interface SnapshotFile<Dump> {
  /** Undefined where there is none, or none that this program can use: damaged, or of another analysis. */
  read(): Promise<Snapshot<Dump> | undefined>;
  /** Puts it in the place of the one before, whole or not at all. */
  write(snapshot: Snapshot<Dump>): Promise<void>;
}

/**
 * A file in V8's own format, behind a line that names the version of the analysis and the checksum of the rest. Whoever can
 * write into its folder can write the database, too.
 *
 * @param version another one means that everything has to be analysed anew
 */
export function createSnapshotFile<Dump>(path: string, version: string): SnapshotFile<Dump> {
  const head = (body: Uint8Array): string => `paperboy ${version} ${crc32(body).toString(16)}\n`;
  return {
    async read() {
      const file = await readFile(path).catch(() => undefined);
      const end = file?.indexOf('\n') ?? -1;
      const body = file?.subarray(end + 1);
      if (!file || !body || file.toString('latin1', 0, end + 1) !== head(body)) return undefined;
      return withOwnBytes(deserialize(body));
    },
    async write(snapshot) {
      const body = serialize(snapshot);
      const fresh = `${path}.${randomUUID()}`;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(fresh, [Buffer.from(head(body), 'latin1'), body]);
      await rename(fresh, path);
    },
  };
}

/**
 * The same with typed arrays of their own, in place: those that V8 gives are views of the whole file, which would stay in
 * memory as long as one of them does.
 */
function withOwnBytes<Value>(value: Value): Value {
  if (!isRecord(value)) return value;
  for (const [key, part] of Object.entries(value))
    Reflect.set(value, key, isBytes(part) ? part.slice() : withOwnBytes(part));
  return value;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isBytes(value: unknown): value is Uint8Array | Uint32Array {
  return value instanceof Uint8Array || value instanceof Uint32Array;
}

/**
 * Names the analysis by what could change it: our own code for search, the versions of the packages, and of the Unicode data
 * that words are cut by. So nobody has to remember to count up a number.
 */
export async function readAnalysisVersion(): Promise<string> {
  const hash = createHash('sha1').update(`${process.versions.icu} ${process.versions.v8}`);
  const folder = join(ROOT, 'src', 'search');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  for (const path of [...names.map((name) => join(folder, name)), join(ROOT, 'package.json')])
    hash.update(await readFile(path));
  return hash.digest('base64url').slice(0, 16);
}
