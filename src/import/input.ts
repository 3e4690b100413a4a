import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../errors.ts';
import { toFileReason } from '../file-reason.ts';
import { readDocument } from '../ingest/document.ts';
import type { Document, Shape } from '../ingest/format.ts';
import { recogniseFormat } from '../ingest/formats.ts';
import { DamagedFileError, isGzip, type Packed, readBytes, readHead } from './bytes.ts';
import { type CsvColumns, readHeader } from './csv-columns.ts';

/** How a file of records is written. */
export type RecordShape = { kind: 'json-lines' } | { kind: 'csv'; columns: CsvColumns };

/** A file of any length that holds a record a line, or a row. */
export interface RecordFile extends Packed {
  kind: 'records';
  shape: RecordShape;
  /** Its name without folders and `.gz`, for people and for where papers were found. */
  document: string;
  /** In bytes, as it lies on the disk. */
  size: number;
  /** The same for the same content, wherever it lies; made of its size, its beginning and its end. */
  fingerprint: string;
}

/** A page as a browser or a scraper saves it. */
export interface PageFile {
  kind: 'page';
  page: Document;
  shape: Shape;
}

/** A file that can be imported. */
export type Input = RecordFile | PageFile;

/** How much of a file is looked at to see what it is, in bytes. */
const HEAD = 64 * 2 ** 10;
/** Pages are read as a whole; none is longer than that, in bytes. */
const LONGEST_PAGE = 32 * 2 ** 20;

/**
 * Looks at a file and sees what it is, by its content and never by its name.
 *
 * @throws UserError where it cannot be read, or holds nothing that can be imported; it says why.
 */
export async function openInput(path: string): Promise<Input> {
  const { start, ...file } = await inspect(path);
  const packed = { path, gzip: isGzip(start) };
  const document = basename(path).replace(/\.gz$/i, '');
  try {
    const head = await readHead(packed, HEAD);
    const shape = recogniseRecords(head);
    if (shape !== undefined) return { kind: 'records', shape, document, ...packed, ...file };
    const page = await readPage(packed, document);
    const shapeOfPage = page && recogniseFormat(page)?.shape;
    if (page && shapeOfPage) return { kind: 'page', page, shape: shapeOfPage };
    throw new UserError(`I cannot import ${path}. ${toAdvice(head)}`);
  } catch (error) {
    if (!(error instanceof DamagedFileError)) throw error;
    throw new UserError(`I cannot read ${path}. ${error.message}.`, { cause: error });
  }
}

async function inspect(path: string): Promise<{ size: number; start: Buffer; fingerprint: string }> {
  try {
    await using file = await open(path);
    const stats = await file.stat();
    if (!stats.isFile()) throw new UserError(`I cannot read ${path}: it is not a file.`);
    const start = await readAt(file, 0);
    const end = await readAt(file, Math.max(0, stats.size - HEAD));
    const hash = createHash('sha256').update(`${stats.size}\n`).update(start).update(end);
    return { size: stats.size, start, fingerprint: hash.digest('hex') };
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`I cannot read ${path}: ${toFileReason(cause)}.`, { cause });
  }
}

async function readAt(file: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, position);
  return buffer.subarray(0, bytesRead);
}

function recogniseRecords(head: Buffer): RecordShape | undefined {
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (isJsonLines(lines)) return { kind: 'json-lines' };
  const columns = readHeader(lines[0] ?? '');
  return columns && { kind: 'csv', columns };
}

/** At least half of the first lines begin as an object does; one bad line among them is no reason to give up. */
function isJsonLines(lines: readonly string[]): boolean {
  const first = lines.slice(0, 20);
  const objects = first.filter((line) => /^\s{0,100}\{\s{0,100}"/.test(line));
  return objects.length > 0 && objects.length * 2 >= first.length;
}

/** The whole of a file as a page of text; undefined where it is longer than any page. */
async function readPage(packed: Packed, document: string): Promise<Document | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of readBytes(packed)) {
    size += piece.length;
    if (size > LONGEST_PAGE) return undefined;
    pieces.push(piece);
  }
  return readDocument(document, Buffer.concat(pieces));
}

/** What some files are that people try, and what would help. */
const ADVICE: readonly (readonly [start: RegExp, advice: string])[] = [
  [/^\s*$/, 'It is empty.'],
  [/^PK[^\w\s]{2}/, 'It is a zip archive: unpack it first.'],
  [/^\s*\[/, 'It begins like one JSON list: write one object a line (jq -c ".[]" does it).'],
];
const UNKNOWN =
  'It is neither JSON Lines, nor CSV with a title and an abstract column, nor a page that I know.';

function toAdvice(head: Buffer): string {
  const text = head.toString('latin1');
  return ADVICE.find(([start]) => start.test(text))?.[1] ?? UNKNOWN;
}
