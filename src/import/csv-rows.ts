import { type CsvColumns, parseRows } from './csv-columns.ts';
import { type Line, LONGEST_LINE } from './lines.ts';

/** A row of a table, or why there is none. */
export type Row = { line: number } & ({ fields: string[] } | { reason: string });

/**
 * Puts the lines of a table together to rows: a quoted field may hold line ends. A row is whole when its quotes are
 * even in number, for quotes inside a field are doubled (RFC 4180). A quote that is never closed costs its own line
 * only: when what it opened becomes too long or has not as many fields as the header, the lines behind it are
 * read anew. (The streams of CSV libraries give up the rest of the file there.) Memory is bounded, time linear.
 */
export async function* readRows(
  lines: AsyncIterable<readonly Line[]>,
  columns: Pick<CsvColumns, 'delimiter' | 'width'>,
): AsyncGenerator<Row[]> {
  const reader = createRowReader(columns);
  for await (const some of lines) yield some.flatMap(reader.add);
  yield reader.end();
}

interface RowReader {
  /** The rows that are whole, or given up, with this line. */
  add(line: Line): Row[];
  /** The rows among the lines that nothing follows. */
  end(): Row[];
}

function createRowReader({ delimiter, width }: Pick<CsvColumns, 'delimiter' | 'width'>): RowReader {
  let open: Line[] = [];
  let length = 0;
  let quotes = 0;

  /** Takes one line; where a row of several lines is given up, those after the first are to be taken again. */
  function take(line: Line): { rows: Row[]; again: Line[] } {
    if (open.length === 0 && line.text?.trim() === '') return { rows: [], again: [] };
    open.push(line);
    length += line.text?.length ?? LONGEST_LINE;
    quotes += countQuotes(line.text ?? '');
    return quotes % 2 === 1 && length < LONGEST_LINE ? { rows: [], again: [] } : close();
  }

  function close(): { rows: Row[]; again: Line[] } {
    const [first, ...rest] = open;
    const text = length < LONGEST_LINE ? open.map((line) => line.text).join('\n') : undefined;
    open = [];
    length = 0;
    quotes = 0;
    if (first === undefined) return { rows: [], again: [] };
    const whole = rest.length > 0 ? toRow(first.number, text, 'strict') : undefined;
    return whole !== undefined && 'fields' in whole
      ? { rows: [whole], again: [] }
      : { rows: [toRow(first.number, first.text, 'relaxed')], again: rest };
  }

  function toRow(line: number, text: string | undefined, mode: 'strict' | 'relaxed'): Row {
    if (text === undefined) return { line, reason: 'is longer than any record' };
    const rows = parseRows(text, delimiter, mode);
    if (rows === undefined) return { line, reason: 'opens a quote that nothing closes' };
    const [fields = []] = rows;
    if (rows.length === 1 && fields.length === width) return { line, fields };
    return { line, reason: `has ${fields.length} fields where the header has ${width}` };
  }

  function takeAll(lines: Line[]): Row[] {
    const rows: Row[] = [];
    // The next line stands last, so that taking and putting back cost the same wherever they happen.
    const waiting = lines.toReversed();
    for (let line = waiting.pop(); line !== undefined; line = waiting.pop()) {
      const taken = take(line);
      for (const row of taken.rows) rows.push(row);
      for (const each of taken.again.reverse()) waiting.push(each);
    }
    return rows;
  }

  return {
    add: (line) => takeAll([line]),
    end() {
      const rows: Row[] = [];
      while (open.length > 0) {
        const closed = close();
        for (const row of [...closed.rows, ...takeAll(closed.again)]) rows.push(row);
      }
      return rows;
    },
  };
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}
