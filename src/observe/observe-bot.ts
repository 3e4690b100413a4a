import type { Bot, Request } from '../bot.ts';
import { findCommand } from '../line.ts';
import type { Log } from '../ports.ts';
import type { Timer } from '../sources/timer.ts';
import type { Metrics } from './metrics.ts';
import { asRequest } from './request-id.ts';

/** What observing needs of the world. */
export interface Observer {
  log: Log;
  timer: Pick<Timer, 'now'>;
  metrics: Metrics;
}

/**
 * The same bot, watched: each request has an id, leaves a line in the log, and is counted with how long it took. Neither holds
 * what was asked. Wrapped around the bot at the rim, so that the core need not know.
 */
export function observeBot(bot: Bot, { log, timer, metrics }: Observer): Bot {
  return {
    ...bot,
    run: (request) =>
      asRequest(async () => {
        const began = timer.now();
        const answered = await bot.run(request);
        const { outcome, invocation } = answered;
        const ms = timer.now() - began;
        const command = nameOf(invocation?.command ?? commandIn(request), bot);
        const platform = platformOf(request);
        metrics.answered({ command, platform, outcome }, ms);
        log.info({ command, platform, outcome, ms: Math.round(ms * 10) / 10 }, 'answered');
        return answered;
      }),
    async suggest(command, ...rest) {
      const began = timer.now();
      const suggestions = await bot.suggest(command, ...rest);
      metrics.completed(timer.now() - began);
      return suggestions;
    },
  };
}

/** The first word, where a line could not be read; it counts only where it is a command's name. */
function commandIn(request: Request): string {
  return 'line' in request ? (/^\s*\/?(\S{1,40})/.exec(request.line)?.[1] ?? '') : request.invocation.command;
}

/** A command's own name: people type aliases, and anything else, of which there is no end. */
function nameOf(typed: string, { commands }: Bot): string {
  return findCommand(typed, commands)?.name ?? 'unknown';
}

const PLATFORMS = ['discord', 'slack', 'terminal'] as const;

function platformOf({ asker }: Request): string {
  return PLATFORMS.find((name) => asker.id.startsWith(`${name}:`)) ?? 'other';
}
