import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PermissionsBitField } from 'discord.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { INVITED } from '../adapters/discord/permissions.ts';
import { type Bot, createBot } from '../src/bot.ts';
import { commands } from '../src/commands/commands.ts';
import { findCommand } from '../src/line.ts';
import { ROOT } from '../src/root.ts';
import { asker, createLog, createWorld } from './support/world.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const prose = readme.replaceAll(/^```[\s\S]*?^```/gm, '');
const lines = [...prose.matchAll(/`(?:\/paper |npm start -- )?([a-z]+ [^`]+)`/g)].flatMap(([, line = '']) =>
  findCommand(line.split(' ')[0] ?? '', commands) ? [line] : [],
);
const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
).scripts;

describe('README', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = createBot({ ...(await createWorld()), commands, log: createLog() });
  });

  it.each([...new Set(lines)])('shows a line that runs: %s', async (line) => {
    const { outcome, reply } = await bot.run({ line, asker, place: { id: 'test:papers', mayManage: true } });
    expect({ line, outcome, title: reply.title }).toMatchObject({ outcome: 'ok' });
  });

  it('invites the bot to Discord with the permissions that it needs', () => {
    const asked = [...readme.matchAll(/permissions=(\d+)/g)].map(([, number]) => number);
    expect(asked).toEqual([String(INVITED)]);
    const names = new PermissionsBitField(INVITED)
      .toArray()
      .map((name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase());
    expect(names.filter((name) => !readme.toLowerCase().includes(name))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const named = [...readme.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name]) => name);
    expect(named.filter((name) => name === undefined || scripts[name] === undefined)).toEqual([]);
  });

  it('shows search examples of every filter', () => {
    for (const filter of ['author:', 'cat:', 'year:', 'after:', 'before:', 'has:', 'lang:', 'sort:']) {
      expect(lines.some((line) => line.includes(filter))).toBe(true);
    }
  });
});
