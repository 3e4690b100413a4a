import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '../../src/sources/circuit-breaker.ts';
import { createPace } from '../../src/sources/pace.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { createFakeTimer } from '../support/fake-timer.ts';

describe('a pace', () => {
  it('lets one thing happen at a time, in order, three seconds after the one before it ended', async () => {
    const timer = createFakeTimer();
    const pace = createPace(3000, timer);
    const begun: number[] = [];
    let running = 0;
    const work = (takes: number) => async () => {
      running += 1;
      expect(running).toBe(1);
      begun.push(timer.now());
      await Promise.resolve();
      timer.advance(takes);
      running -= 1;
    };
    await Promise.all([pace(work(500)), pace(work(10_000)), pace(work(0))]);
    expect(begun).toEqual([0, 3500, 16_500]);
  });

  it('does not wait when nothing was asked for a while', async () => {
    const timer = createFakeTimer();
    const pace = createPace(3000, timer);
    await pace(async () => {});
    timer.advance(5000);
    await pace(async () => {});
    expect(timer.slept).toEqual([]);
  });

  it('goes on after a failure, and still keeps its distance from it', async () => {
    const timer = createFakeTimer();
    const pace = createPace(3000, timer);
    const failed = pace(async () => {
      throw new Error('no');
    });
    const next = pace(async () => timer.now());
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe(3000);
  });
});

describe('a circuit breaker', () => {
  function create() {
    const timer = createFakeTimer();
    const breaker = createCircuitBreaker('arXiv', timer);
    const fail = (times: number) => {
      for (let n = 0; n < times; n += 1) breaker.failed();
    };
    /** How long it rests, in ms; 0 where it does not. */
    const rests = (): number => {
      try {
        breaker.check();
        return 0;
      } catch (error) {
        return error instanceof SourceError && error.failure === 'resting' ? (error.retryAfterMs ?? -1) : -1;
      }
    };
    return { timer, breaker, fail, rests };
  }

  it('rests a minute after five failures in a row', () => {
    const { fail, rests, timer } = create();
    fail(4);
    expect(rests()).toBe(0);
    fail(1);
    expect(rests()).toBe(60_000);
    timer.advance(60_000);
    expect(rests()).toBe(0);
  });

  it('rests twice as long after each try that fails again, up to an hour', () => {
    const { fail, rests, timer } = create();
    fail(4);
    const lengths = Array.from({ length: 8 }, () => {
      fail(1);
      const length = rests();
      timer.advance(length);
      return length / 60_000;
    });
    expect(lengths).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('forgets its failures at the first success', () => {
    const { breaker, fail, rests } = create();
    fail(4);
    breaker.succeeded();
    fail(4);
    expect(rests()).toBe(0);
  });

  it('rests as long as it is asked to, an hour at most', () => {
    const { breaker, rests } = create();
    breaker.rest(5000);
    expect(rests()).toBe(5000);
    breaker.rest(86_400_000);
    expect(rests()).toBe(3_600_000);
  });
});
