import { describe, expect, it } from 'vitest';
import { createMemoryOnce, createSharedOnce } from '../src/once.ts';
import { testOnce } from './contracts/once.ts';
import { createLog } from './support/world.ts';

testOnce('shared memory', () => createSharedOnce(createMemoryOnce(), createLog()));

describe('saying yes once over several processes', () => {
  it('leaves each event to one of them', async () => {
    const shared = createMemoryOnce();
    const [one, other] = [createSharedOnce(shared, createLog()), createSharedOnce(shared, createLog())];
    expect([await one.claim('Ev1'), await other.claim('Ev1')]).toEqual([true, false]);
  });

  it('goes by this process alone where the shared memory fails: an answer too many is better than none', async () => {
    const errors: string[] = [];
    const log = { ...createLog(), error: (_: object, message: string) => errors.push(message) };
    const once = createSharedOnce({ claim: () => Promise.reject(new Error('away')) }, log);
    expect([await once.claim('Ev1'), await once.claim('Ev1')]).toEqual([true, false]);
    expect(errors).toHaveLength(1);
  });
});
