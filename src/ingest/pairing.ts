import type { Line } from './lines.ts';
import { abstractOdds } from './prose.ts';

/** A line of a page in its part: text is a title or an abstract, a note belongs to the record around it. */
export type Part =
  | { kind: 'text'; line: Line }
  /** With `ends`, the record ends with this note: the next text begins another one. */
  | { kind: 'note'; line: Line; ends?: true };

/** A title, an abstract, or both, with the notes that follow them. Never without either. */
export interface Pair {
  title?: Line;
  abstract?: Line;
  notes: Line[];
}

type Role = 'title' | 'abstract';

/** What it costs to read a record without title or without abstract, in the units of `abstractOdds`. */
const LONELY = 2;

/**
 * Pairs titles with abstracts. Each line is judged by its look and by its neighbours together: of all ways to read
 * the lines as titles and abstracts, the cheapest is taken, where a line costs as much as it looks like the other
 * kind, and each half of a pair that stands alone costs `LONELY` (the Viterbi algorithm over two states; Forney,
 * "The Viterbi algorithm", Proc. IEEE 61, 1973). So one missing line never shifts the rest. Linear time.
 */
export function pairLines(parts: readonly Part[]): Pair[] {
  const roles = rolesOf(parts);
  const pairs: Pair[] = [];
  let current: Pair | undefined;
  let ended = false;
  let waiting: Line[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'note') {
      (current?.notes ?? waiting).push(part.line);
      ended ||= part.ends === true && current !== undefined;
      continue;
    }
    const role = roles.get(index);
    const joins = role === 'abstract' && current?.abstract === undefined && !ended;
    if (current === undefined || !joins) {
      current = { notes: waiting };
      pairs.push(current);
      waiting = [];
      ended = false;
    }
    if (role === 'title') current.title = part.line;
    else current.abstract = part.line;
  }
  return pairs;
}

interface Path {
  cost: number;
  /** The role of the text before, for the way back; undefined at the first. */
  from: Role | undefined;
}

function rolesOf(parts: readonly Part[]): Map<number, Role> {
  const steps: { index: number; title: Path; abstract: Path }[] = [];
  let broken = false;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'note') {
      broken ||= part.ends === true;
      continue;
    }
    const odds = abstractOdds(part.line.text);
    const before = steps.at(-1);
    // A title before a break has lost its abstract, and the abstract after the break has no title.
    const joined = broken ? 2 * LONELY : 0;
    const title = cheaper(before, LONELY, 0, 0);
    const abstract = cheaper(before, joined, LONELY, LONELY);
    title.cost += Math.max(0, odds);
    abstract.cost += Math.max(0, -odds);
    steps.push({ index, title, abstract });
    broken = false;
  }
  return walkBack(steps);
}

/** The cheaper way to reach a role: after a title, after an abstract, or as the page's first text. */
function cheaper(
  before: { title: Path; abstract: Path } | undefined,
  afterTitle: number,
  afterAbstract: number,
  first: number,
): Path {
  if (before === undefined) return { cost: first, from: undefined };
  const title = before.title.cost + afterTitle;
  const abstract = before.abstract.cost + afterAbstract;
  return title < abstract ? { cost: title, from: 'title' } : { cost: abstract, from: 'abstract' };
}

function walkBack(steps: readonly { index: number; title: Path; abstract: Path }[]): Map<number, Role> {
  const roles = new Map<number, Role>();
  const last = steps.at(-1);
  if (last === undefined) return roles;
  let role: Role | undefined = last.title.cost + LONELY < last.abstract.cost ? 'title' : 'abstract';
  for (const step of steps.toReversed()) {
    if (role === undefined) break;
    roles.set(step.index, role);
    role = step[role].from;
  }
  return roles;
}
