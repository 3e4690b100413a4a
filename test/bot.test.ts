import { beforeAll, describe, expect, it } from 'vitest';
import { type Bot, createBot, MAX_LINE } from '../src/bot.ts';
import { commands } from '../src/commands/commands.ts';
import { toPlain } from '../src/reply.ts';
import { showcase } from './support/showcase.ts';
import { asker, createLog, createWorld } from './support/world.ts';

let bot: Bot;
const log = createLog();

beforeAll(async () => {
  bot = createBot({ ...(await createWorld()), commands: [...commands, ...showcase], log });
});

const ask = (line: string) => bot.run({ line, asker });

describe('the bot', () => {
  it('helps with one line for each command', async () => {
    const { reply } = await bot.run({ line: 'help', asker });
    const [overview, ...more] = reply.cards ?? [];
    expect(more).toEqual([]);
    expect(overview?.fields?.map(({ label }) => label)).toEqual(bot.commands.map(({ name }) => name));
  });

  it('never rejects: a mistake becomes a private reply with an example that can be pressed', async () => {
    const { outcome, reply } = await ask('serach moe');
    expect(outcome).toBe('user-error');
    expect(reply).toMatchObject({
      title: 'There is no command “serach”. Did you mean search?',
      visibleTo: 'asker',
    });
    expect(reply.buttons).toEqual([
      { label: 'search moe', run: { command: 'search', options: { query: 'moe' } } },
    ]);
  });

  it('calls what is down unavailable, and only the log has the cause', async () => {
    const { outcome, reply } = await ask('fail down');
    expect(outcome).toBe('unavailable');
    expect(JSON.stringify(reply)).not.toContain('secret-host');
    expect(log.entries.at(-1)?.fields).toMatchObject({
      err: { cause: { message: 'ECONNREFUSED secret-host' } },
    });
  });

  it('gives a bug a reference that also stands in the log', async () => {
    const { outcome, reply } = await ask('fail bug');
    const { fields } = log.entries.at(-1) ?? {};
    expect(outcome).toBe('bug');
    expect(fields).toMatchObject({
      err: { message: 'planted-secret' },
      reference: expect.stringMatching(/^[0-9a-z]{6}$/),
    });
    expect(toPlain(reply.title ?? '')).toContain((fields as { reference: string }).reference);
  });

  it.each([
    ['search moe --page 0', 'page goes from 1 to 200.'],
    [
      'search',
      'What is missing: query (words, "a phrase", -word, author: cat: year: after: before: has:code lang: sort:).',
    ],
    ['fail maybe', 'how is one of user, down, bug.'],
    [`show ${'x'.repeat(301)}`, 'paper takes 1 to 300 characters.'],
    ['x'.repeat(MAX_LINE + 1), 'That is too long for me: at most 4,000 characters.'],
    ['help nonsense', 'There is no command “nonsense”.'],
  ])('says what is wrong with an option: %.30s', async (line, message) => {
    const { outcome, reply } = await ask(line);
    expect({ outcome, title: reply.title }).toEqual({ outcome: 'user-error', title: message });
  });

  it('refuses options that a command does not have', async () => {
    const { outcome } = await bot.run({ invocation: { command: 'help', options: { colour: 'red' } }, asker });
    expect(outcome).toBe('user-error');
  });

  it('speaks the asker’s language', async () => {
    const russian = await bot.run({ line: 'search moe', asker: { ...asker, lang: 'ru' } });
    expect(toPlain(russian.reply.title ?? '')).toMatch(/стат/);
    const chinese = await bot.run({ line: 'search moe', asker: { ...asker, lang: 'zh' } });
    expect(toPlain(chinese.reply.title ?? '')).toMatch(/论文/);
  });

  it.each([
    [
      's',
      [
        'search ',
        'show ',
        'summary ',
        'similar ',
        'subscribe ',
        'subscriptions ',
        'save ',
        'saved ',
        'status ',
        'slow ',
      ],
    ],
    ['search moe --', ['search moe --page ']],
    ['help si', ['help similar']],
    ['show onebit', ['show onebit-towards-extremely-low-bit-large-language-models']],
    ['nonsense x', []],
  ])('completes the line %j', async (typed, lines) => {
    expect((await bot.completeLine(typed, asker)).map((each) => each.value)).toEqual(lines);
  });

  it('answers a completion that fails with an empty list', async () => {
    expect(await bot.suggest('fail', 'how', 'x', asker)).toEqual([]);
    expect(await bot.suggest('no such', 'how', 'x', asker)).toEqual([]);
  });
});
