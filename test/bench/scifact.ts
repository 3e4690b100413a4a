import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Paper } from '../../src/papers/paper.ts';

/** Where a sentence stands in an abstract: `abstract.slice(start, end)`. */
export interface Place {
  start: number;
  end: number;
}

/** A claim, and by paper the sentences that support or refute it; no paper where the corpus does not say. */
export interface Claim {
  text: string;
  split: string;
  evidence: ReadonlyMap<string, { supports: boolean; places: readonly Place[] }>;
}

const Abstract = z.object({ _id: z.string(), title: z.string(), sentences: z.array(z.string()) });
const Row = z.object({
  split: z.string(),
  question: z.string(),
  evidence: z.array(
    z.object({ doc_id: z.string(), label: z.string(), rationale_sets: z.array(z.array(z.int())) }),
  ),
});

/**
 * Reads SciFact (https://github.com/allenai/scifact): `sentences.jsonl`, the abstracts by sentence, and `qa.jsonl`, the
 * claims with the sentences that bear on them. The data set's sentences are joined again, so that what is measured
 * includes our splitting. Throws where a line has another shape.
 */
export async function readSciFact(folder: string): Promise<{ papers: Paper[]; claims: Claim[] }> {
  const abstracts = (await readLines(join(folder, 'sentences.jsonl'))).map((line) => Abstract.parse(line));
  const places = new Map(abstracts.map((each) => [each._id, toPlaces(each.sentences)]));
  const claims = (await readLines(join(folder, 'qa.jsonl'))).map((line): Claim => {
    const { question, split, evidence } = Row.parse(line);
    const entries = evidence.map(({ doc_id, label, rationale_sets }) => {
      const gold = rationale_sets.flat().flatMap((at) => places.get(doc_id)?.[at] ?? []);
      return [doc_id, { supports: label === 'SUPPORT', places: gold }] as const;
    });
    return { text: question, split, evidence: new Map(entries) };
  });
  return { papers: abstracts.map(toPaper), claims };
}

/** Whether a sentence of ours is one of these: they share at least half of the shorter one. */
export function isAt(sentence: Place, places: readonly Place[]): boolean {
  return places.some(({ start, end }) => {
    const shared = Math.min(end, sentence.end) - Math.max(start, sentence.start);
    return shared * 2 >= Math.min(end - start, sentence.end - sentence.start) && shared > 0;
  });
}

function toPlaces(sentences: readonly string[]): Place[] {
  let start = 0;
  return sentences.map((sentence) => {
    const place = { start, end: start + sentence.length };
    start = place.end + 1;
    return place;
  });
}

function toPaper({ _id, title, sentences }: z.infer<typeof Abstract>): Paper {
  return {
    id: _id,
    title,
    abstract: sentences.join(' '),
    lang: 'en',
    foundIn: [{ document: 'scifact', line: 1 }],
  };
}

async function readLines(path: string): Promise<unknown[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
}
