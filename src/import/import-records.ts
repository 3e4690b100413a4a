import { z } from 'zod';
import type { Warning } from '../ingest/format.ts';
import type { Paper } from '../papers/paper.ts';
import { parseCursor } from '../sources/source.ts';
import { DamagedFileError } from './bytes.ts';
import { readEntries } from './entries.ts';
import type { Entry, Verdict } from './entry.ts';
import type { RecordFile } from './input.ts';
import { addToReport, type FileReport, type ImportWorld, newReport } from './report.ts';
import { settle } from './settle.ts';

/** Papers kept at once: few enough that other work gets its turn, many enough to share the cost of a transaction. */
const BATCH = 500;

/** How many records, from the beginning of the file, need not be read again. */
const position = z.object({ records: z.int().nonnegative() });

/**
 * Takes in a file of records, some hundred at a time, and remembers after each batch how far it got, so that an import
 * which was interrupted, by a signal or a power cut, goes on where it was. A bad record costs only itself; memory does
 * not grow with the file.
 *
 * @param onProgress called after each batch with what the file brought so far, and the share of it (0 to 1) that is read
 * @throws UnavailableError where the store fails.
 */
export async function importRecords(
  file: RecordFile,
  world: ImportWorld,
  onProgress: (report: FileReport, share: number) => void = () => {},
): Promise<FileReport> {
  const { store, clock, signal } = world;
  const name = `import ${file.fingerprint}`;
  const passedOver = parseCursor((await store.readSync(name))?.cursor, position)?.records ?? 0;
  let report = newReport(file.document, file.shape.kind, passedOver);
  let batch: Entry[] = [];
  let records = 0;
  let bytes = 0;
  const note = (sum: number) => {
    bytes = sum;
  };

  async function takeIn(): Promise<void> {
    if (batch.length === 0) return;
    report = await keepEntries(batch, report, world);
    batch = [];
    // Only now: a crash before this line brings the batch again, which changes nothing.
    const cursor = JSON.stringify({ records });
    await store.writeSync(name, { triedAt: clock.now().toISOString(), cursor });
    onProgress(report, bytes / file.size);
  }

  try {
    for await (const entries of readEntries(file, note)) {
      for (const entry of entries) {
        records += 1;
        if (records > passedOver) batch.push(entry);
        if (batch.length >= BATCH) await takeIn();
      }
      if (signal.aborted) {
        await takeIn();
        return { ...report, interrupted: true };
      }
    }
    await takeIn();
  } catch (error) {
    if (!(error instanceof DamagedFileError)) throw error;
    await takeIn();
    return { ...report, problem: error.message };
  }
  const now = clock.now().toISOString();
  await store.writeSync(name, { triedAt: now, succeededAt: now });
  return report;
}

async function keepEntries(
  entries: readonly Entry[],
  report: FileReport,
  { store, keep }: ImportWorld,
): Promise<FileReport> {
  const { document } = report;
  const verdicts = entries.map((entry) => entry.read());
  const warnings = entries.flatMap(({ line }, at): Warning[] => {
    const verdict = verdicts[at];
    return verdict?.kind === 'unfit' ? [{ document, line, reason: verdict.reason }] : [];
  });
  const copies = papersOf('copy', verdicts);
  const papers = await settle(papersOf('paper', verdicts), document, store);
  return addToReport(report, await keep([...copies, ...papers]), warnings);
}

function papersOf(kind: 'copy' | 'paper', verdicts: readonly Verdict[]): Paper[] {
  return verdicts.flatMap((verdict) => ('paper' in verdict && verdict.kind === kind ? [verdict.paper] : []));
}
