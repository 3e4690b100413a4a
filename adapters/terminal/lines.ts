import type { Bot, Outcome } from '../../src/bot.ts';
import type { Asker } from '../../src/command.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { here } from './here.ts';
import { type Io, type Output, toOutput } from './io.ts';
import { papersShown, toJsonLine } from './json.ts';
import { toNextLines } from './keys.ts';
import { renderReply } from './render.ts';
import { lookOf } from './style.ts';

/** 0: answered; 1: a line needs mending by its writer; 2: our fault. The worst of all lines counts. */
export type ExitCode = 0 | 1 | 2;

const EXIT: Record<Outcome['outcome'], ExitCode> = { ok: 0, 'user-error': 1, unavailable: 2, bug: 2 };

export interface LineParts {
  bot: Pick<Bot, 'run' | 'commands'>;
  asker: Asker;
  io: Io;
  json: boolean;
  getPapers(ids: readonly string[]): Promise<Paper[]>;
}

/** Answers lines one by one, each as it comes, and says how it went. Ends early where nobody reads any more. */
export async function answerLines(
  lines: Iterable<string> | AsyncIterable<string>,
  parts: LineParts,
): Promise<ExitCode> {
  const print = toPrinter(parts);
  let worst: ExitCode = 0;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const outcome = await parts.bot.run({ line: line.trim(), asker: parts.asker, ...here });
    const code = EXIT[outcome.outcome];
    if (code > worst) worst = code;
    if (!(await print(outcome))) break;
  }
  return worst;
}

/**
 * The lines of a stream, without line ends, each as soon as it is whole. Not `node:readline`: it hides a failed read,
 * and takes U+2028 in a query for a line's end.
 */
export async function* linesOf(stdin: Io['stdin']): AsyncGenerator<string> {
  // Pieces are joined once per line, so that a line of many chunks takes linear time.
  let pieces: string[] = [];
  for await (const chunk of stdin.setEncoding('utf8')) {
    const [first = '', ...others] = String(chunk).split('\n');
    pieces.push(first);
    for (const other of others) {
      yield pieces.join('');
      pieces = [other];
    }
  }
  yield pieces.join('');
}

/** Answers go to standard output and errors to standard error, so that pipes stay clean; JSON has one stream for both. */
function toPrinter({ bot, io, json, getPapers }: LineParts): (outcome: Outcome) => Promise<boolean> {
  const [out, err] = [toOutput(io.stdout), toOutput(io.stderr)];
  if (json)
    return async (outcome) => out.write(`${toJsonLine(outcome, await papersShown(outcome, getPapers))}\n`);
  const used = new Set<Output>();
  return async (outcome) => {
    const [output, stream] = outcome.outcome === 'ok' ? [out, io.stdout] : [err, io.stderr];
    const gap = used.has(output) ? '\n' : '';
    used.add(output);
    // A file or a pipe gets the answer alone: `cite OneBit > refs.bib`.
    const next = stream.isTTY ? toNextLines(outcome.reply, bot.commands) : [];
    return output.write(`${gap}${renderReply(outcome.reply, lookOf(stream, io.env), next)}\n`);
  };
}
