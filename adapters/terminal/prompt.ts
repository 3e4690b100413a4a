import { createInterface, type Interface } from 'node:readline';
import type { Bot } from '../../src/bot.ts';
import type { Asker } from '../../src/command.ts';
import type { Poster } from '../../src/daily/poster.ts';
import type { Text } from '../../src/reply.ts';
import { createCompleter } from './completer.ts';
import { createConversation } from './conversation.ts';
import { readHistory, saveHistory } from './history.ts';
import { type Io, toOutput } from './io.ts';
import { paint } from './paint.ts';
import { createPoster, type Running } from './poster.ts';
import { renderReply } from './render.ts';
import { lookOf } from './style.ts';

export interface PromptParts {
  bot: Pick<Bot, 'run' | 'completeLine' | 'commands'>;
  io: Io;
  asker: Asker;
  greeting: Text;
  historyFile?: string;
  deliver?: (poster: Poster) => Running;
}

const PROMPT = 'paper> ';
const LEAVE = new Set(['exit', 'quit']);

/**
 * Answers a person's lines until they leave: with `exit`, `quit` or Ctrl-D, which let an answer under way finish, or
 * with Ctrl-C twice, which does not.
 */
export async function runPrompt({ bot, io, asker, greeting, historyFile, deliver }: PromptParts): Promise<0> {
  const output = toOutput(io.stdout);
  const look = () => lookOf(io.stdout, io.env);
  const show = (text: Text) => output.write(`${paint(text, look()).join('\n')}\n`);
  const answer = createConversation({ bot, asker, look });
  let isOpen = true;
  let isBusy = false;
  let saved = Promise.resolve();
  const left = Promise.withResolvers<undefined>();

  await show(greeting);
  const readline = createInterface({
    input: io.stdin,
    output: io.stdout,
    terminal: true,
    prompt: PROMPT,
    history: await readHistory(historyFile),
    removeHistoryDuplicates: true,
    completer: createCompleter({
      complete: (line) => bot.completeLine(line, asker),
      list: (labels) => interject(`\n${labels.join('\n')}`),
    }),
  });

  /** Readline refuses to prompt once it is closed, which can be while we wait for something. */
  function prompt(): void {
    if (isOpen) readline.prompt(true);
  }

  async function interject(text: string): Promise<void> {
    await show(text);
    if (!isBusy) prompt();
  }

  readline.on('close', () => {
    isOpen = false;
  });
  onInterrupt(readline, {
    isIdle: () => readline.line === '' || isBusy,
    warn: () => interject('\nCtrl-C again leaves, and so does exit.'),
    leave: () => {
      left.resolve(undefined);
      readline.close();
    },
  });
  if (historyFile !== undefined)
    readline.on('history', (lines) => {
      saved = saved.then(() => saveHistory(historyFile, lines));
    });

  const delivering = deliver?.(createPoster((reply) => interject(`\n${renderReply(reply, look())}\n`)));
  prompt();
  for await (const typed of readline) {
    const line = typed.trim();
    if (LEAVE.has(line.toLowerCase())) break;
    if (line !== '') {
      isBusy = true;
      const text = await Promise.race([answer(line), left.promise]);
      isBusy = false;
      if (text === undefined || !(await output.write(`${text}\n`))) break;
    }
    prompt();
  }
  // After Ctrl-D or Ctrl-C the cursor still stands behind the prompt.
  if (!isOpen) await output.write('\n');
  readline.close();
  await delivering?.stop();
  await saved;
  return 0;
}

interface Interrupts {
  /** Nothing is being typed that Ctrl-C could clear. */
  isIdle(): boolean;
  warn(): void;
  leave(): void;
}

/** Ctrl-C clears the line that is being typed; with none it warns, and the next one leaves. */
function onInterrupt(readline: Interface, { isIdle, warn, leave }: Interrupts): void {
  let warned = false;
  readline.on('line', () => {
    warned = false;
  });
  readline.on('SIGINT', () => {
    if (isIdle()) {
      if (warned) leave();
      else warn();
      warned = true;
      return;
    }
    warned = false;
    // To the line's end, then all before it: readline's own keys.
    readline.write(null, { ctrl: true, name: 'e' });
    readline.write(null, { ctrl: true, name: 'u' });
  });
}
