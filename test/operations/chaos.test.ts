import { expect, it } from 'vitest';
import { runChaos } from '../bench/chaos/run.ts';
import { hasPostgres, whyNoPostgres } from '../support/postgres.ts';

/** The short form of `npm run bench -- chaos`. */
it.skipIf(!hasPostgres)(
  `three processes that are killed, frozen and cut off lose no answer and no picks, and give none twice${whyNoPostgres}`,
  { timeout: 400_000 },
  async () => {
    const { answers, deliveries } = await runChaos({ seconds: 20, seed: '20261128', rate: 4, channels: 2 });
    const told = Object.entries(answers).map(([kind, { lost, doubled }]) => [kind, { lost, doubled }]);
    const none = Object.keys(answers).map((kind) => [kind, { lost: 0, doubled: 0 }]);
    expect(told).toEqual(none);
    // There was something to lose.
    expect(answers.interactions.acknowledged + answers.mentionsInSlack.acknowledged).toBeGreaterThan(0);
    expect(deliveries).toMatchObject({ missed: 0, doubled: 0, once: deliveries.due });
  },
);
