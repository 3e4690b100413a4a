import type { Card, Field, Reply } from '../../src/reply.ts';
import { toPlain } from '../../src/reply.ts';
import { toVisible, toVisibleLine } from '../../src/text/visible.ts';
import { paint } from './paint.ts';
import type { Look } from './style.ts';
import { widthOf } from './width.ts';

/** Labels longer than this stand on a line of their own. */
const MAX_LABEL = 14;
const GAP = '   ';

/**
 * A reply as text for a terminal, without a line end after the last line. No line is wider than the look allows,
 * besides addresses, the code block and files; no control character comes through from what people wrote.
 *
 * @param hints What can be typed next, shown in the last lines.
 */
export function renderReply(reply: Reply, look: Look, hints: readonly string[] = []): string {
  const cards = reply.cards ?? [];
  const heading = [
    ...(reply.title === undefined ? [] : paint(reply.title, look, { tone: 'bold', oneLine: true })),
    ...(reply.text === undefined ? [] : paint(reply.text, look, { spellLinks: true })),
  ];
  const code = reply.code === undefined ? [] : linesOf(reply.code.text);
  const files = (reply.files ?? []).flatMap(({ name, text }) => [
    paint(name, look, { tone: 'bold', oneLine: true }),
    linesOf(text),
  ]);
  const note = reply.note === undefined ? [] : paint(reply.note, look, { tone: 'dim', spellLinks: true });
  const next = renderHints(hints, look);
  const closing = files.length === 0 ? [[...note, ...next]] : [note, ...files, next];
  return [
    heading,
    cards.flatMap((card, index) => renderCard(card, index + 1, cards.length, look)),
    code,
    ...closing,
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** A text as it is, to be copied. */
const linesOf = (text: string) => toVisible(text).replace(/\n$/, '').split('\n');

/** A card alone stands at the margin; several are numbered, with the text hanging beside the numbers. */
function renderCard(card: Card, number: number, count: number, look: Look): string[] {
  const gutter = count === 1 ? '' : `${String(number).padStart(2)}  `;
  const indent = gutter.length;
  const lines = [
    ...paint(card.title, look, { tone: 'bold', oneLine: true, url: card.url, indent }),
    ...(card.byline === undefined ? [] : paint(card.byline, look, { tone: 'dim', oneLine: true, indent })),
    ...(card.body === undefined ? [] : paint(card.body, look, { spellLinks: true, indent })),
    ...renderFields(card.fields ?? [], look, indent),
  ];
  return lines.map((line, index) => (index === 0 ? gutter : ' '.repeat(indent)) + line);
}

/** `Label  text`, the texts in one column. */
function renderFields(fields: readonly Field[], look: Look, indent: number): string[] {
  const labelled = fields.map(({ label, value }) => ({ label: toVisibleLine(label), value }));
  const widths = labelled.map(({ label }) => widthOf(label)).filter((width) => width <= MAX_LABEL);
  const column = widths.length === 0 ? 2 : Math.max(...widths) + 2;
  return labelled.flatMap(({ label, value }) => {
    const texts = paint(value, look, { spellLinks: true, indent: indent + column });
    const head = paint(label, look, { tone: 'bold', oneLine: true, indent });
    const width = widthOf(label);
    if (width > MAX_LABEL) return [...head, ...texts.map((line) => ' '.repeat(column) + line)];
    const [first = '', ...rest] = texts;
    return [
      `${head.join('')}${' '.repeat(column - width)}${first}`,
      ...rest.map((line) => ' '.repeat(column) + line),
    ];
  });
}

/** Hints side by side, and on the next line where one would pass the edge. */
function renderHints(hints: readonly string[], look: Look): string[] {
  const rows: string[] = [];
  for (const hint of hints) {
    const row = rows.at(-1);
    if (row !== undefined && widthOf(row) + GAP.length + widthOf(hint) <= look.width)
      rows[rows.length - 1] = row + GAP + hint;
    else rows.push(hint);
  }
  return rows.flatMap((row) => paint(row, look, { tone: 'dim', oneLine: true }));
}

/** What a reply says in plain words, for a message: its title, else its text. */
export function messageOf(reply: Reply): string {
  return toPlain(reply.title ?? reply.text ?? '');
}
