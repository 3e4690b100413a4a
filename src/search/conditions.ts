import type { Forward } from './forward.ts';
import type { Plan } from './plan.ts';

/** Tells whether a paper has every phrase of a plan, and nothing that the plan leaves out. */
export function toConditions(
  { phrases, without }: Pick<Plan, 'phrases' | 'without'>,
  forward: Pick<Forward, 'read' | 'having' | 'counter'>,
): (at: number) => boolean {
  const wanted = phrases.map(forward.having);
  const unwanted = without.map((each) =>
    each.startsWith(' ') ? toTest(forward.having(each)) : toTermTest(each, forward),
  );
  return (at) => wanted.every((having) => having.has(at)) && !unwanted.some((stands) => stands(at));
}

function toTest(having: ReadonlySet<number>): (at: number) => boolean {
  return (at) => having.has(at);
}

function toTermTest(term: string, forward: Pick<Forward, 'read' | 'counter'>): (at: number) => boolean {
  const count = forward.counter([term]);
  return (at) => (count(forward.read(at)).terms[0] ?? 0) > 0;
}
