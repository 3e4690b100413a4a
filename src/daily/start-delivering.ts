import type { App } from '../app.ts';
import type { Running } from '../chats.ts';
import { createInFlight } from '../concurrency/in-flight.ts';
import type { Config } from '../config.ts';
import { systemTimer } from '../sources/timer.ts';
import { wordsFor } from '../words/words.ts';
import { createDeliverer } from './deliver.ts';
import type { Poster } from './poster.ts';
import { prepareDelivery } from './prepare-delivery.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What is being posted may take so long when the program ends; what is cut off is found again after the next start. */
const FINISH_WITHIN = 8_000;

/** Looks every minute, on the minute, what is due, and posts it; and forgets, every hour, servers that removed the bot long ago. */
export function startDelivering(app: App, posters: readonly Poster[], config: Config): Running {
  const { store, library, writer, clock, log } = app;
  const { subscriptions, deliveries, team } = store;
  const deliverer = createDeliverer({
    subscriptions,
    deliveries,
    posters,
    prepare: (subscription, day, papers) =>
      prepareDelivery(subscription, day, papers, { library, deliveries, team, clock, writer }),
    toPausedReply: (subscription, why) => {
      const words = wordsFor(subscription.lang);
      return { title: words.pausedTold(words.subscription(subscription), why), visibleTo: 'asker' };
    },
    catchUp: config.CATCH_UP * HOUR,
    clock,
    timer: systemTimer,
    log,
  });
  const forgetOld = async () => {
    const before = new Date(clock.now().getTime() - config.FORGET_AFTER * DAY).toISOString();
    const servers = await team.forgetting.forgetServersRemovedBefore(before);
    if (servers.length > 0) log.info({ servers }, 'forgot servers that had removed the bot');
    await team.forgetting.forgetSpentTurns();
  };

  const end = new AbortController();
  const inFlight = createInFlight((err) => log.error({ err }, 'daily work failed'));
  const ended = (async () => {
    for (let minute = 0; !end.signal.aborted; minute += 1) {
      // A slow delivery does not hold up the next look: what is in progress is left alone then.
      inFlight.run(() => deliverer.tick());
      if (minute % 60 === 0) inFlight.run(forgetOld);
      const untilNext = MINUTE - (clock.now().getTime() % MINUTE);
      await systemTimer.sleep(untilNext, end.signal).catch(() => {});
    }
  })();
  return {
    async stop() {
      end.abort();
      await ended;
      await inFlight.drain(FINISH_WITHIN);
    },
  };
}
