import type { Command, Invocation } from './command.ts';
import { findCommand } from './line.ts';
import { findArxivIds, parseArxivId } from './papers/arxiv-id.ts';

/** The commands that take words said to the bot in passing, best first. */
const LISTENERS: readonly string[] = ['ask', 'search'];
/** As much of a message as those commands take. */
const MOST = 1000;

/**
 * What somebody wants who speaks to the bot in passing, by a mention or in a direct message: a line that starts with a
 * command's name is that line; arXiv IDs or links mean their papers; anything else is a question, or a search.
 *
 * @param listeners The commands that anything else is for: `search` alone where the words stood in a search box.
 */
export function inPassing(
  said: string,
  commands: readonly Command[],
  listeners = LISTENERS,
): { line: string } | { invocation: Invocation } {
  const text = said.trim();
  if (text === '') return { line: 'help' };
  const first = /^\/?(?:paper\s+)?(\S+)/i.exec(text)?.[1] ?? '';
  if (findCommand(first, commands) || parseArxivId(text)) return { line: text };
  if (findArxivIds(text).length > 0) return { line: `papers -- ${text}` };
  const listener = listeners.map((name) => findCommand(name, commands)).find((each) => each !== undefined);
  if (!listener?.positional) return { line: text };
  return { invocation: { command: listener.name, options: { [listener.positional]: text.slice(0, MOST) } } };
}
