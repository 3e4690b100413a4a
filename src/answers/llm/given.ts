import type { Paper } from '../../papers/paper.ts';
import { CUES } from '../cues.ts';
import type { Evidence } from '../evidence.ts';
import { looksLikeInstruction } from '../instructions.ts';
import { type Passage, toPassages } from '../passages.ts';
import { splitSentences } from '../sentences.ts';

/** A passage as a model is given it: a sentence with its neighbours. */
export interface Given {
  /** By which the model cites it, from 1. */
  number: number;
  paper: Paper;
  /** The paper's title; empty where it talks to the model, or leads elsewhere. */
  title: string;
  text: string;
}

/** So many passages are given; more make small models lose the thread. */
const MOST = 10;

/** A longer one is no title. */
const LONGEST_TITLE = 500;

/** The best passages with their neighbours, no sentence twice. */
export function toGiven(evidence: readonly Evidence[]): Given[] {
  const given: Given[] = [];
  const seen = new Set<string>();
  for (const { passage } of evidence) {
    if (given.length === MOST) break;
    if (seen.has(keyOf(passage, 0))) continue;
    const window = [passage.before, passage.sentence.text, passage.after];
    const text = window.filter((each, at) => each !== '' && !seen.has(keyOf(passage, at - 1))).join(' ');
    for (const offset of [-1, 0, 1]) seen.add(keyOf(passage, offset));
    given.push(toOne(given.length + 1, passage.paper, text));
  }
  return given;
}

/** The whole abstract of one paper, sentence by sentence. */
export function toGivenAbstract(paper: Paper): Given[] {
  return toPassages(paper).map(({ sentence }, at) => toOne(at + 1, paper, sentence.text));
}

function toOne(number: number, paper: Paper, text: string): Given {
  const parts = splitSentences(paper.title, paper.lang);
  const hostile =
    paper.title.length > LONGEST_TITLE ||
    parts.some((part) => looksLikeInstruction(part.text) || CUES[paper.lang].link.test(part.text));
  return { number, paper, title: hostile ? '' : paper.title, text };
}

function keyOf({ paper, at }: Passage, offset: number): string {
  return `${paper.id} ${at + offset}`;
}
