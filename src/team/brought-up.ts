import type { Outcome } from '../bot.ts';

/** The commands by which a person names papers; others find papers, which is not to bring them up. */
const NAMING: ReadonlySet<string | undefined> = new Set(['show', 'summary', 'papers']);

/** The ids of the papers that somebody brought up by what was answered. */
export function broughtUp({ outcome, invocation, reply }: Outcome): string[] {
  if (outcome !== 'ok' || !NAMING.has(invocation?.command)) return [];
  const ids = (reply.cards ?? []).flatMap(({ paper }) => (paper === undefined ? [] : [paper]));
  return [...new Set(ids)];
}
