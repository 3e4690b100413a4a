import { createWriteStream } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../errors.ts';
import { toExportLine } from '../import/exported-paper.ts';
import { toCount } from '../import/progress.ts';
import { createStatusLine, type StatusLine, type StatusTerminal } from '../import/status-line.ts';
import type { Store } from '../ports.ts';
import type { Operation } from './operation.ts';

/** What exporting needs of the world. */
export interface ExportOperationWorld {
  /** The store alone will do. */
  open(): Promise<{ store: Pick<Store, 'all'>; close(): Promise<void> }>;
  stdout: NodeJS.WritableStream;
  stderr: StatusTerminal;
  signal: AbortSignal;
}

/** The papers that were written, and where; `file` is absent where it was standard output. */
export interface ExportReport {
  file?: string;
  papers: number;
}

export const exportPapers = {
  name: 'export',
  summary: 'Write all papers as JSON Lines, to a file or to standard output; import reads them back',
  example: 'export papers.jsonl',

  /** An empty text says that standard output has had all it should. */
  async run(args: readonly string[], { open, stdout, stderr, signal }: ExportOperationWorld) {
    const [file, ...more] = args;
    if (more.length > 0 || file?.startsWith('-')) {
      throw new UserError('export takes one file and no options.', { example: 'export papers.jsonl' });
    }
    const target = file === undefined ? undefined : await toTarget(file);
    const app = await open();
    const status = createStatusLine(stderr);
    const report: ExportReport = { ...(file !== undefined && { file }), papers: 0 };
    try {
      const lines = Readable.from(toLines(app.store, report, status));
      if (target === undefined) await writeOut(lines, stdout, signal);
      else await writeFile(lines, target, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      const text = file === undefined ? '' : `Interrupted. ${file} is as it was.`;
      return { text, json: report, failed: true as const };
    } finally {
      status.clear();
      await app.close();
    }
    const text = file === undefined ? '' : `${toCount(report.papers)} papers written to ${file}.`;
    return { text, json: report };
  },
} satisfies Operation;

async function* toLines(
  store: Pick<Store, 'all'>,
  report: ExportReport,
  status: StatusLine,
): AsyncGenerator<string> {
  for await (const paper of store.all()) {
    yield toExportLine(paper);
    report.papers += 1;
    status.show(`${toCount(report.papers)} papers`);
  }
}

/** Where a file really lies. What is there and is no file (a folder, a device) is never replaced. */
async function toTarget(file: string): Promise<string> {
  const target = await realpath(file).catch(() => file);
  const stats = await stat(target).catch(() => undefined);
  if (stats === undefined || stats.isFile()) return target;
  throw new UserError(`I cannot write ${file}: it is there and is not a file.`);
}

/** Writes beside the file, which is replaced once all is on the disk, so that nobody ever meets half an export. */
async function writeFile(lines: Readable, target: string, signal: AbortSignal): Promise<void> {
  const part = `${target}.${process.pid}.part`;
  try {
    await pipeline(lines, createWriteStream(part, { flush: true }), { signal });
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    const reason = REASONS[String(error.code)] ?? error.message;
    throw new UserError(`I cannot write ${target}: ${reason}.`, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'I lack the permission',
  ENOSPC: 'the disk is full',
};

/** Codes of a reader that has seen enough: `npm start -- export | head`. */
const GONE = new Set(['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

async function writeOut(lines: Readable, stdout: NodeJS.WritableStream, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(lines, stdout, { signal, end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && GONE.has(String(error.code)))) throw error;
  }
}
