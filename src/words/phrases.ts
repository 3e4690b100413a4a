import type { Span, Text } from '../reply.ts';

/** How phrases are put together, the same in every language. */

/** Several facts in one line, divided by middle dots. */
export function joined(facts: readonly (readonly Span[])[]): Text {
  return facts.flatMap((fact, index) => (index === 0 ? fact : [' · ', ...fact]));
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Weekdays (ISO, ascending) with these names, Monday's first: three or more in a row as a range.
 *
 * @param every what all seven are called
 */
export function sayDays(days: readonly number[], names: readonly string[], every: string): string {
  if (days.length === 7) return every;
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => names[(day ?? 1) - 1] ?? '';
  return runs
    .flatMap((run) => (run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map(name)))
    .join(', ');
}
