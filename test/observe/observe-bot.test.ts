import { describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot.ts';
import { commands } from '../../src/commands/commands.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { observeBot } from '../../src/observe/observe-bot.ts';
import { observeDeliveries } from '../../src/observe/observe-deliveries.ts';
import { observeLlm } from '../../src/observe/observe-llm.ts';
import { asRequest, requestId } from '../../src/observe/request-id.ts';
import { createFakeTimer } from '../support/fake-timer.ts';
import { asker, createLog, createWorld } from '../support/world.ts';

async function watch() {
  const log = createLog();
  const metrics = createMetrics();
  const bot = createBot({ ...(await createWorld()), commands, log });
  return { log, metrics, bot: observeBot(bot, { log, timer: createFakeTimer(), metrics }) };
}

const printed = async (metrics: ReturnType<typeof createMetrics>) => (await metrics.print()).text;

describe('a watched bot', () => {
  it('counts each command by its own name and outcome, and leaves a line in the log without what was asked', async () => {
    const { bot, log, metrics } = await watch();
    await bot.run({ line: 'search zanzibarquokka', asker: { ...asker, id: 'slack:T1/U1' } });
    await bot.run({ line: 'new', asker });
    await bot.run({ line: 'search --page', asker });
    const text = await printed(metrics);
    expect(text).toContain('{command="search",platform="slack",outcome="ok"} 1');
    expect(text).toContain('{command="today",platform="other",outcome="ok"} 1');
    expect(text).toContain('{command="search",platform="other",outcome="user-error"} 1');
    const answered = log.entries.filter(({ message }) => message === 'answered');
    expect(answered.map(({ fields }) => fields)).toEqual([
      expect.objectContaining({ command: 'search', outcome: 'ok' }),
      expect.objectContaining({ command: 'today', outcome: 'ok' }),
      expect.objectContaining({ command: 'search', outcome: 'user-error' }),
    ]);
    expect(JSON.stringify(answered) + text).not.toMatch(/zanzibar|U1/);
  });

  it('has one label for all that is no command, so that nobody can fill the memory with names', async () => {
    const { bot, metrics } = await watch();
    for (let count = 0; count < 50; count += 1) await bot.run({ line: `nonsense${count} planted`, asker });
    const lines = (await printed(metrics))
      .split('\n')
      .filter((line) => line.startsWith('paperboy_commands_total'));
    expect(lines).toEqual([
      'paperboy_commands_total{command="unknown",platform="other",outcome="user-error"} 50',
    ]);
  });

  it('keeps one id through all that a request does, and another for the next', async () => {
    const seen = await Promise.all(
      [1, 2].map(() =>
        asRequest(async () => {
          const ids = [requestId()];
          await new Promise((resolve) => setImmediate(resolve));
          return [...ids, requestId(), asRequest(() => requestId())];
        }),
      ),
    );
    const ids = seen.map((each) => new Set(each));
    expect(ids.map(({ size }) => size)).toEqual([1, 1]);
    expect(seen[0]?.[0]).not.toBe(seen[1]?.[0]);
    expect(requestId()).toBeUndefined();
  });
});

describe('a watched language model', () => {
  it.each([
    [[{ text: 'abc' }, { tokens: 7 }], 'counted="endpoint"} 7'],
    [[{ text: 'abc' }], 'counted="estimate"} 3'],
  ])('counts %j as %s', async (pieces, expected) => {
    const metrics = createMetrics();
    const llm = observeLlm(
      {
        model: 'small',
        complete: async function* () {
          yield* pieces;
        },
      },
      metrics,
    );
    const read = await Array.fromAsync(
      llm.complete({ system: 'one', user: 'two', signal: AbortSignal.abort() }),
    );
    expect(read).toEqual(pieces);
    expect(await printed(metrics)).toContain(expected);
  });
});

describe('watched deliveries', () => {
  it('are counted by what became of them, once it is written down', async () => {
    const metrics = createMetrics();
    const nothing = () => Promise.reject(new Error('not asked for'));
    const finished: string[] = [];
    const deliveries = observeDeliveries(
      {
        claim: nothing,
        begin: nothing,
        release: nothing,
        find: nothing,
        newest: nothing,
        delivered: nothing,
        finish: async (_claim, { state }) => void finished.push(state),
      },
      metrics,
    );
    const delivery = {
      subscription: 's',
      day: '2026-11-22',
      state: 'claimed',
      claimedAt: '',
      papers: [],
    } as const;
    await deliveries.finish({ token: 't', delivery }, { state: 'posted' });
    expect(finished).toEqual(['posted']);
    expect(await printed(metrics)).toContain('paperboy_deliveries_total{outcome="posted"} 1');
  });
});
