import { describe, expect, it } from 'vitest';
import { createBot } from '../src/bot.ts';
import { commands } from '../src/commands/commands.ts';
import type { Operator } from '../src/operator.ts';
import { toPlain } from '../src/reply.ts';
import { asker, createLog, createWorld } from './support/world.ts';

const operator: Operator = {
  isAdmin: (id) => id === 'test:boss',
  status: async () => ({
    version: '1.2.3',
    uptime: 7_200_000,
    papers: 265,
    newest: '2024-11-26',
    sources: [
      {
        name: 'huggingface',
        state: { triedAt: '', succeededAt: '2026-11-22T09:00:00Z', problem: 'is down' },
      },
      { name: 'arxiv-feed' },
    ],
    subscriptions: 3,
  }),
};

async function ask(id: string, parts: { operator?: Operator }) {
  const bot = createBot({ ...(await createWorld()), commands, log: createLog(), ...parts });
  return bot.run({ line: 'status', asker: { ...asker, id } });
}

describe('status', () => {
  it('tells those who run the bot how it does, and them alone', async () => {
    const { outcome, reply } = await ask('test:boss', { operator });
    expect(outcome).toBe('ok');
    expect(reply.visibleTo).toBe('asker');
    expect(reply.title).toContain('265 papers');
    const [card] = reply.cards ?? [];
    expect(toPlain(card?.body ?? '')).toBe('Paperboy 1.2.3, running for 2 h. Subscriptions: 3.');
    expect(card?.fields).toEqual([
      { label: 'huggingface', value: 'last succeeded 3 h ago; the last try failed: is down' },
      { label: 'arxiv-feed', value: 'never succeeded' },
    ]);
  });

  it.each([
    ['test:ana', { operator }],
    ['test:boss', {}],
  ])('is not for %s where %j runs it', async (id, parts) => {
    const { outcome, reply } = await ask(id, parts);
    expect({ outcome, visibleTo: reply.visibleTo }).toEqual({ outcome: 'user-error', visibleTo: 'asker' });
    expect(JSON.stringify(reply)).not.toMatch(/265|huggingface/);
  });
});
