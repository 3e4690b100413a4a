import type { Bot } from '../../src/bot.ts';
import type { Asker } from '../../src/command.ts';
import type { Poster } from '../../src/daily/poster.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { Text } from '../../src/reply.ts';
import type { Io } from './io.ts';
import { answerLines, type ExitCode, linesOf } from './lines.ts';
import type { Running } from './poster.ts';
import { runPrompt } from './prompt.ts';

export interface TerminalParts {
  bot: Pick<Bot, 'run' | 'completeLine' | 'commands'>;
  /** Pass `process`. */
  io: Io;
  /** A line to answer once; without it, lines are read. */
  args: { line?: string; json: boolean };
  asker: Asker;
  /** For `--json`: the papers of these ids, in their order. */
  getPapers(ids: readonly string[]): Promise<Paper[]>;
  /** Shown once, above the prompt. */
  greeting: Text;
  /** Where the prompt keeps its history; in memory only where absent. */
  historyFile?: string;
  /** Begins to deliver picks into the prompt, by the poster it is given; without it none come. */
  deliver?: (poster: Poster) => Running;
}

/**
 * Connects the bot to a terminal: one line, or lines from a pipe, or a prompt where a person sits at both ends.
 * Resolves to the exit code: 0, 1 for the asker's mistake, 2 for ours; the prompt, which showed its errors, gives 0.
 * Rejects only where input cannot be read or output cannot be written.
 */
export function startTerminal(parts: TerminalParts): Promise<ExitCode> {
  const { io, args } = parts;
  if (args.line !== undefined) return answerLines([args.line], { ...parts, json: args.json });
  if (args.json || !io.stdin.isTTY || !io.stdout.isTTY)
    return answerLines(linesOf(io.stdin), { ...parts, json: args.json });
  return runPrompt(parts);
}
