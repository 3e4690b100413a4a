import type { AsyncCompleter, CompleterResult } from 'node:readline';
import type { Suggestion } from '../../src/command.ts';
import { toVisibleLine } from '../../src/text/visible.ts';

export interface CompleterParts {
  /** Whole lines that continue this one, best first. */
  complete(line: string): Promise<Suggestion[]>;
  /** Shows several to choose from, where none of them can be typed on to. */
  list(labels: readonly string[]): Promise<void>;
}

const SHOWN = 10;

/**
 * Completion for `node:readline`. Readline types what all suggestions share, but knows only their values: where a
 * value is an arXiv ID and its label a title, a person must see the labels.
 */
export function createCompleter({ complete, list }: CompleterParts): AsyncCompleter {
  return (line, done) => {
    answer(line).then(
      (result) => done(null, result),
      () => done(null, [[], line]),
    );
  };

  async function answer(line: string): Promise<CompleterResult> {
    const suggestions = await complete(line);
    const values = suggestions.map(({ value }) => toVisibleLine(value));
    const [only] = values;
    if (only !== undefined && values.length === 1) return [[only], line];
    if (sharedStart(values).length > line.length && values.every((value) => value.startsWith(line)))
      return [values, line];
    if (values.length > 0) await list(suggestions.slice(0, SHOWN).map(({ label }) => label));
    return [[], line];
  }
}

/** The longest text that all of these start with. */
function sharedStart(values: readonly string[]): string {
  const [first = '', ...rest] = values;
  let length = first.length;
  for (const value of rest) while (!value.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
