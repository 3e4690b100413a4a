import { setTimeout as wait } from 'node:timers/promises';
import type { DoorOptions, Page } from './door.ts';
import type { Metrics } from './metrics.ts';

/** Something without which the bot cannot answer. */
export interface Need {
  /** Two or three words, for whoever reads `/readyz`: `the database`. */
  name: string;
  /** Whether it is there; a rejection counts as no. */
  isMet(): Promise<boolean> | boolean;
}

/** A need that takes longer than this, in ms, is not met: whoever asks gives up soon after. */
const ANSWER_WITHIN = 2_000;

/**
 * What the door shows of us: `/healthz`, that the process lives; `/readyz`, whether it can answer people, and if not what is
 * missing; `/metrics`, for Prometheus. A process that lives but is not ready should be left to mend itself, not be restarted.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/
 */
export function toPages(
  needs: () => readonly Need[],
  metrics: Pick<Metrics, 'print'>,
): NonNullable<DoorOptions['pages']> {
  return {
    '/healthz': async () => ({ status: 200, type: 'text/plain; charset=utf-8', text: 'ok\n' }),
    '/readyz': async () => toReadiness(await missingOf(needs())),
    '/metrics': async () => ({ status: 200, ...(await metrics.print()) }),
  };
}

async function missingOf(needs: readonly Need[]): Promise<string[]> {
  const checked = await Promise.all(needs.map(async (need) => ((await isMet(need)) ? [] : [need.name])));
  return checked.flat();
}

async function isMet(need: Need): Promise<boolean> {
  const answer = Promise.resolve()
    .then(() => need.isMet())
    .catch(() => false);
  return Promise.race([answer, wait(ANSWER_WITHIN, false, { ref: false })]);
}

function toReadiness(missing: readonly string[]): Page {
  const type = 'application/json';
  if (missing.length === 0) return { status: 200, type, text: '{"ready":true}\n' };
  return { status: 503, type, text: `${JSON.stringify({ ready: false, missing })}\n` };
}
