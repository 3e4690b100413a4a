import type { Bot } from '../../src/bot.ts';
import type { Asker } from '../../src/command.ts';
import { formatLine } from '../../src/line.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { here } from './here.ts';
import { findKey, type Key, relabelled, toHints, toKeys } from './keys.ts';
import { paint } from './paint.ts';
import { renderReply } from './render.ts';
import type { Look } from './style.ts';

export interface ConversationParts {
  bot: Pick<Bot, 'run' | 'commands'>;
  asker: Asker;
  /** Asked anew for each answer: a window changes its width. */
  look(): Look;
}

/**
 * Answers what is typed at a prompt, as text for the terminal; never rejects. It remembers the keys of the last reply:
 * a line that is one of them presses its button, and the answer begins with the line that the button stands for.
 */
export function createConversation({
  bot,
  asker,
  look,
}: ConversationParts): (line: string) => Promise<string> {
  let keys: Key[] = [];
  return async (line) => {
    const button = findKey(line, keys);
    if (button && 'open' in button) return safeUrl(button.open) ?? '';
    const request = button ? { invocation: button.run } : { line };
    const { reply, invocation } = await bot.run({ ...request, asker, ...here, forEveryone: true });
    // What only changes labels leaves the answer before it to press on.
    keys = reply.relabel && button ? relabelled(keys, reply.relabel) : toKeys(reply, invocation);
    const shown = look();
    const echo = button
      ? paint(formatLine(button.run, bot.commands), shown, { tone: 'code', oneLine: true })
      : [];
    return [...echo, renderReply(reply, shown, toHints(keys)), ''].join('\n');
  };
}
