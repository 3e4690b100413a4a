import type { Bot, Request } from '../bot.ts';
import type { Clock, Log } from '../ports.ts';
import type { Turns } from '../stores/turns.ts';
import { wordsFor } from '../words/words.ts';
import { createAllowance, createMemoryTurns } from './allowance.ts';
import { completions, limits } from './limits.ts';

export interface Fairness {
  /** Shared by all processes: the store. */
  turns: Turns;
  clock: Clock;
  log: Log;
  /** Told of each request that was turned away, by the limit that it met. */
  onLimited(limit: string): void;
}

/** The same bot, fair: who asks too much is told, in a friendly way and alone, when to go on. */
export function limitBot(bot: Bot, { turns, clock, log, onLimited }: Fairness): Bot {
  const world = { turns, clock, log };
  const command = createAllowance('command', limits.command, world);
  const button = createAllowance('button', limits.button, world);
  const server = createAllowance('server', limits.server, world);
  const completion = createAllowance('completion', completions, {
    ...world,
    turns: createMemoryTurns(clock),
  });

  /** The limit that a request meets, and how long it has to wait, in ms. The server's counts what its people may ask. */
  async function meet({ asker, pressed }: Request): Promise<{ limit: string; wait: number } | undefined> {
    const limit = pressed ? 'button' : 'command';
    const own = await (pressed ? button : command).take(asker.id);
    if (own > 0) return { limit, wait: own };
    const shared = await server.take(asker.server);
    return shared > 0 ? { limit: 'server', wait: shared } : undefined;
  }

  return {
    ...bot,
    async run(request) {
      const met = await meet(request);
      if (!met) return bot.run(request);
      onLimited(met.limit);
      const seconds = Math.ceil(met.wait / 1000);
      const title = wordsFor(request.asker.lang).slowDown(seconds);
      return { outcome: 'user-error', reply: { title, visibleTo: 'asker' } };
    },
    async suggest(name, option, typed, asker) {
      if ((await completion.take(asker.id)) === 0) return bot.suggest(name, option, typed, asker);
      onLimited('completion');
      return [];
    },
  };
}
