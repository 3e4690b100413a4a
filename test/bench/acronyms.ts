import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toTable } from '../../src/operations/table.ts';
import { findDefinitions, findShortForms } from '../../src/search/define.ts';
import { type Half, inHalf, readHalf } from './half.ts';

/** How well acronyms and what they stand for are found, 0 to 100. */
export interface AcronymFigures {
  half: string;
  sentences: number;
  shortPrecision: number;
  shortRecall: number;
  longPrecision: number;
  longRecall: number;
  precision: number;
  recall: number;
  f1: number;
}

interface Sentence {
  id: string;
  tokens: string[];
  labels: string[];
}

/**
 * Measures on a folder with `dev.jsonl` as the shared task on acronyms has it (SDU@AAAI 2021, Veyseh and others, "What
 * does this acronym mean?", COLING 2020), and by its own score: spans of tokens must be the same; precision and recall
 * are taken for short and for long forms apart and averaged, and F1 is that of the averages.
 *
 * @throws UserError for a half that is none
 */
export async function benchAcronyms(
  folder: string,
  options: { json: boolean; half?: string | undefined },
): Promise<void> {
  const text = await readFile(join(folder, 'dev.jsonl'), 'utf8');
  const sentences = text.split('\n').flatMap((line) => (line === '' ? [] : toSentence(JSON.parse(line))));
  const chosen = readHalf(options.half);
  const halves: readonly (Half | undefined)[] = chosen ? [chosen] : [undefined, 'choose', 'report'];
  const rows = halves.map((half) => measure(half, sentences));
  if (options.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else process.stdout.write(`${describe(rows)}\n`);
}

function toSentence(record: Record<'id' | 'tokens' | 'labels', unknown>): Sentence[] {
  const { id, tokens, labels } = record;
  if (!Array.isArray(tokens) || !Array.isArray(labels)) return [];
  return [{ id: String(id), tokens: tokens.map(String), labels: labels.map(String) }];
}

function measure(half: Half | undefined, sentences: readonly Sentence[]): AcronymFigures {
  const counted = sentences.filter(({ id }) => inHalf(id, half));
  const short = compare(counted, 'short');
  const long = compare(counted, 'long');
  const precision = (short.precision + long.precision) / 2;
  const recall = (short.recall + long.recall) / 2;
  const f1 = (2 * precision * recall) / (precision + recall);
  return {
    half: half ?? 'all',
    sentences: counted.length,
    shortPrecision: round(short.precision),
    shortRecall: round(short.recall),
    longPrecision: round(long.precision),
    longRecall: round(long.recall),
    precision: round(precision),
    recall: round(recall),
    f1: round(f1),
  };
}

type Kind = 'short' | 'long';

function compare(sentences: readonly Sentence[], kind: Kind): { precision: number; recall: number } {
  let found = 0;
  let wanted = 0;
  let right = 0;
  for (const sentence of sentences) {
    const spans = findSpans(sentence, kind);
    const marked = readSpans(sentence.labels, kind);
    found += spans.size;
    wanted += marked.size;
    right += spans.intersection(marked).size;
  }
  return { precision: right / found, recall: right / wanted };
}

/** The spans in the labels `B-short`, `I-short`, …: `first-last`, in tokens. */
function readSpans(labels: readonly string[], kind: Kind): Set<string> {
  const spans = new Set<string>();
  labels.forEach((label, first) => {
    if (label !== `B-${kind}`) return;
    let last = first;
    while (labels[last + 1] === `I-${kind}`) last += 1;
    spans.add(`${first}-${last}`);
  });
  return spans;
}

/** What is found in the tokens set between spaces, as spans of tokens. */
function findSpans({ tokens }: Sentence, kind: Kind): Set<string> {
  const text = tokens.join(' ');
  const ranges =
    kind === 'short'
      ? findShortForms(text)
      : findDefinitions(text).map(({ long, longStart }) => ({
          start: longStart,
          end: longStart + long.length,
        }));
  const spans = new Set<string>();
  for (const { start, end } of ranges) {
    const first = tokenAt(tokens, start);
    spans.add(`${first}-${tokenAt(tokens, end - 1)}`);
  }
  return spans;
}

function tokenAt(tokens: readonly string[], at: number): number {
  let end = 0;
  return tokens.findIndex((token) => {
    end += token.length + 1;
    return at < end;
  });
}

function round(share: number): number {
  return Number((100 * share).toFixed(1));
}

function describe(rows: readonly AcronymFigures[]): string {
  return toTable(
    ['half', 'sentences', 'short P', 'R', 'long P', 'R', 'P', 'R', 'F1'],
    rows.map((row) => Object.values(row).map(String)),
  );
}
