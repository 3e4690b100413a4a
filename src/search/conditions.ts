import type { Forward } from './forward.ts';
import type { Unpacked } from './packed.ts';
import type { Plan } from './plan.ts';

/** Tells whether a paper has every phrase of a plan, and nothing that the plan leaves out. */
export function toConditions(
  { phrases, without }: Pick<Plan, 'phrases' | 'without'>,
  forward: Pick<Forward, 'read' | 'sequenceFinder' | 'counter'>,
): (at: number) => boolean {
  const wanted = phrases.map((phrase) => forward.sequenceFinder(phrase));
  const unwanted = without.map((each) =>
    each.startsWith(' ') ? forward.sequenceFinder(each) : toTermFinder(each, forward),
  );
  if (wanted.length + unwanted.length === 0) return () => true;
  return (at) => {
    const words = forward.read(at);
    return wanted.every((stands) => stands(words)) && !unwanted.some((stands) => stands(words));
  };
}

function toTermFinder(term: string, forward: Pick<Forward, 'counter'>): (words: Unpacked) => boolean {
  const count = forward.counter([term]);
  return (words) => (count(words).terms[0] ?? 0) > 0;
}
