import { readBytes } from './bytes.ts';
import { type CsvColumns, readRow } from './csv-columns.ts';
import { readRows } from './csv-rows.ts';
import { type Entry, toUnfit } from './entry.ts';
import type { RecordFile } from './input.ts';
import { readJsonLine } from './json-line.ts';
import { type Line, splitLines } from './lines.ts';

/**
 * The records of a file, some at a time, in the order of the file: the same ones each time it is read.
 *
 * @param onRead told how many bytes of the file were read so far
 * @throws DamagedFileError after the last record that could be read.
 */
export function readEntries(file: RecordFile, onRead: (bytes: number) => void): AsyncIterable<Entry[]> {
  const { shape, document } = file;
  const lines = splitLines(readBytes(file, onRead));
  return shape.kind === 'csv'
    ? readCsvEntries(lines, shape.columns, document)
    : readJsonEntries(lines, document);
}

async function* readJsonEntries(lines: AsyncIterable<Line[]>, document: string): AsyncGenerator<Entry[]> {
  for await (const some of lines) {
    yield some
      .filter(({ text }) => text?.trim() !== '')
      .map(({ number: line, text }) => ({
        line,
        read: () =>
          text === undefined ? toUnfit('is longer than any record') : readJsonLine(text, { document, line }),
      }));
  }
}

async function* readCsvEntries(
  lines: AsyncIterable<Line[]>,
  columns: CsvColumns,
  document: string,
): AsyncGenerator<Entry[]> {
  let isHeader = true;
  for await (const rows of readRows(lines, columns)) {
    yield rows.slice(isHeader ? 1 : 0).map((row) => ({
      line: row.line,
      read: () =>
        'fields' in row ? readRow(row.fields, columns, { document, line: row.line }) : toUnfit(row.reason),
    }));
    if (rows.length > 0) isHeader = false;
  }
}
