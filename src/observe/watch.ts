import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { StartError } from '../errors.ts';
import { known } from '../known.ts';
import { type Door, openDoor } from './door.ts';
import type { Metrics } from './metrics.ts';
import { type Need, toPages } from './pages.ts';

/**
 * Lets others see how the program does, on `PORT`; undefined where that is off. A port that is taken is only said where no
 * platform needs it: a second bot on the same machine answers all the same.
 *
 * @param needs asked anew for each look
 * @throws StartError where Slack is to be served on that port, and it is taken.
 */
export async function startWatch(
  { store, library, sources, clock, log }: App,
  config: Config,
  metrics: Metrics,
  needs: () => readonly Need[],
): Promise<Door | undefined> {
  metrics.measure({
    now: () => clock.now(),
    papers: () => store.count(),
    databaseBytes: () => store.size(),
    sources: () =>
      Promise.all(
        sources.map(async ({ name }, index) => ({
          name: labelOf(name, index),
          state: await store.readSync(name),
        })),
      ),
  });
  if (config.PORT === 'off') return undefined;
  const own: Need[] = [
    { name: 'the database', isMet: async () => (await store.count()) >= 0 },
    { name: 'the index', isMet: async () => (await library.complete('a', 1)).length >= 0 },
  ];
  const pages = toPages(() => [...own, ...needs()], metrics);
  const isServing = config.SLACK_SIGNING_SECRET !== undefined;
  const host = config.HOST ?? (isServing ? undefined : '127.0.0.1');
  try {
    const door = await openDoor({ port: config.PORT, pages, ...known({ host }) });
    log.info({ port: door.port }, 'listening');
    return door;
  } catch (error) {
    if (isServing || !(error instanceof StartError)) throw error;
    log.warn({ err: error }, 'nobody can see how I do: another program listens there; set PORT');
    return undefined;
  }
}

/** A feed is named by its address, which may hold a key. */
function labelOf(name: string, index: number): string {
  return /:\/\//.test(name) ? `feed ${URL.parse(name)?.hostname ?? index}` : name;
}
