import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Prover, startProver } from '../support/once/prove.ts';
import { STEPS } from '../support/once/steps.ts';

/** The short form of `npm run bench -- once`: the real bot, killed and started again, against both stand-ins. */
describe('a bot that is killed', () => {
  let prover: Prover;
  beforeAll(async () => {
    prover = await startProver();
  });
  afterAll(() => prover.stop());

  it.concurrent.each(STEPS)(
    '%s has posted once in each channel after its next start',
    { timeout: 240_000 },
    async (step) => {
      const { discord, slack } = await prover.run(step);
      expect({ discord, slack }).toEqual({ discord: 1, slack: 1 });
    },
  );
});
