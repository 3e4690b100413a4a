import { styleText } from 'node:util';
import type { Style, Text } from '../../src/reply.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { toVisible, toVisibleLine } from '../../src/text/visible.ts';
import type { Look } from './style.ts';
import { type Range, wrap } from './wrap.ts';

type Tone = Style | 'dim';
type Sgr = Parameters<typeof styleText>[0];

const SGR: Record<Tone, Extract<Sgr, readonly unknown[]>> = {
  bold: ['bold'],
  italic: ['italic'],
  code: ['cyan'],
  mark: ['bold', 'yellow'],
  dim: ['dim'],
};

/** A run of safe words and how it is set off. */
interface Run {
  text: string;
  tones: readonly Tone[];
  url?: string | undefined;
}

export interface PaintOptions {
  /** How all of it is set off. */
  tone?: Tone;
  /** Line breaks become spaces. */
  oneLine?: true;
  /** Where all of it leads. */
  url?: string | undefined;
  /** Columns kept free, less than `look.width`. */
  indent?: number;
  /** Where links cannot be clicked, write the address after the words. */
  spellLinks?: true;
}

/** The text as lines for a terminal, none wider than the look allows; colours and links end with each line. */
export function paint(text: Text, look: Look, options: PaintOptions = {}): string[] {
  const runs = toRuns(text, look, options);
  const plain = runs.map((run) => run.text).join('');
  const lines = wrap(plain, look.width - (options.indent ?? 0));
  return paintRanges(runs, lines, look);
}

/** Columns are for what is seen: a mark that cannot be coloured gets brackets before lines are measured. */
function toRuns(text: Text, look: Look, options: PaintOptions): Run[] {
  const safe = options.oneLine ? toVisibleLine : toVisible;
  const outer = options.tone ? [options.tone] : [];
  const outerUrl = options.url === undefined ? undefined : safeUrl(options.url);
  const spans = typeof text === 'string' ? [text] : text;
  return spans.map((span) => {
    if (typeof span === 'string') return { text: safe(span), tones: outer, url: outerUrl };
    const url = span.url === undefined ? outerUrl : safeUrl(span.url);
    const words = safe(span.text);
    const marked = span.style === 'mark' && !look.colour ? `[${words}]` : words;
    const spelt = options.spellLinks && !look.links && url && url !== words ? `${marked} (${url})` : marked;
    return { text: spelt, tones: span.style ? [...outer, span.style] : outer, url };
  });
}

function paintRanges(runs: readonly Run[], lines: readonly Range[], look: Look): string[] {
  let index = 0;
  let runStart = 0;
  return lines.map(({ start, end }) => {
    let painted = '';
    let at = start;
    while (index < runs.length) {
      const run = runs[index];
      if (!run) break;
      const runEnd = runStart + run.text.length;
      const stop = Math.min(end, runEnd);
      if (stop > at) {
        painted += paintPiece(run.text.slice(at - runStart, stop - runStart), run, look);
        at = stop;
      }
      if (runEnd > end) break;
      index++;
      runStart = runEnd;
      at = Math.max(at, runStart);
    }
    return painted;
  });
}

function paintPiece(piece: string, run: Run, look: Look): string {
  const tones = run.tones.flatMap((tone) => SGR[tone]);
  // `styleText` would judge the process's own output; the look has judged the one that is written to.
  const coloured =
    look.colour && tones.length > 0 ? styleText(tones, piece, { validateStream: false }) : piece;
  return look.links && run.url ? `\u001b]8;;${run.url}\u001b\\${coloured}\u001b]8;;\u001b\\` : coloured;
}
