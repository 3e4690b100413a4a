import { describe, expect, it } from 'vitest';
import { fuzz } from './bench/fuzz/fuzz.ts';

describe('generated input', () => {
  it('crashes nothing, holds nothing up, and makes no payload that a platform refuses or that pings', {
    timeout: 120_000,
  }, async () => {
    const { failures, targets } = await fuzz(2_000, process.env.FC_SEED ?? '20261122');
    // How long a case takes is for `npm run bench -- fuzz`: this machine may be busy.
    expect(failures.filter(({ what }) => !what.startsWith('took '))).toEqual([]);
    expect(targets.map(({ name }) => name)).toContain('HTTP endpoints');
  });
});
