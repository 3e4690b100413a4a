import type { Forward } from './forward.ts';
import type { Plan } from './plan.ts';

/** What a plan's phrases and exclusions ask of papers. */
export interface Conditions {
  /** Whether a paper has every phrase, and nothing that is left out. */
  meets(at: number): boolean;
  /** The papers with each phrase. */
  having: readonly ReadonlySet<number>[];
}

export function toConditions(
  { phrases, without }: Pick<Plan, 'phrases' | 'without'>,
  forward: Pick<Forward, 'read' | 'having' | 'counter'>,
): Conditions {
  const having = phrases.map(forward.having);
  const unwanted = without.map((each) =>
    each.startsWith(' ') ? toTest(forward.having(each)) : toTermTest(each, forward),
  );
  const meets = (at: number) =>
    having.every((papers) => papers.has(at)) && !unwanted.some((stands) => stands(at));
  return { meets, having };
}

function toTest(having: ReadonlySet<number>): (at: number) => boolean {
  return (at) => having.has(at);
}

function toTermTest(term: string, forward: Pick<Forward, 'read' | 'counter'>): (at: number) => boolean {
  const count = forward.counter([term]);
  return (at) => (count(forward.read(at)).terms[0] ?? 0) > 0;
}
