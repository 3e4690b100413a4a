import { createConversation } from '../../adapters/terminal/conversation.ts';
import { createBot } from '../../src/bot.ts';
import type { Command } from '../../src/command.ts';
import { type Driver, type Shown, testAdapter } from '../contracts/adapter.ts';
import { asker, createLog, createWorld } from '../support/world.ts';

/** Whoever sits at the machine, typing lines and keys. */
async function startTerminalDriver(commands: readonly Command[]): Promise<Driver> {
  const bot = createBot({ ...(await createWorld()), commands, log: createLog() });
  const type = createConversation({ bot, asker, look: () => ({ colour: false, links: false, width: 100 }) });
  let screen = '';
  let keys = new Map<string, string>();

  async function enter(line: string): Promise<Shown> {
    const text = await type(line);
    screen += text;
    keys = new Map(
      [...text.matchAll(/\[([^\]\s]+)\] (\S+)/g)].map(([, key = '', hint = '']) => [labelOf(hint), key]),
    );
    return { text, private: undefined, buttons: [...keys.keys()] };
  }

  return {
    keepsMessages: false,
    ask: enter,
    press(label) {
      const key = keys.get(label);
      if (key === undefined) throw new Error(`no key for ${label} among ${[...keys.keys()].join(', ')}`);
      return enter(key);
    },
    expectClean() {
      // Nothing that steers a terminal may reach it.
      const steering = [...screen].filter(
        (character) => character !== '\n' && /\p{Cc}|\p{Bidi_Control}/u.test(character),
      );
      if (steering.length > 0) throw new Error(`the terminal got ${JSON.stringify(steering)}`);
    },
    stop: () => Promise.resolve(),
  };
}

/** The label that a hint stands for. */
function labelOf(hint: string): string {
  return hint === 'more' ? 'More ▶' : hint.charAt(0).toUpperCase() + hint.slice(1);
}

testAdapter('the terminal', startTerminalDriver);
