import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startDiscord, textOf } from './support/discord/discord.ts';
import { createDatabase, hasPostgres, whyNoPostgres } from './support/postgres.ts';
import { startProgram } from './support/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-two-'));
afterAll(() => rmSync(folder, { recursive: true }));

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A bot in Discord that is up already, and a second process on its database that imports a paper. */
async function findWhatAnotherImports(database: Readonly<Record<string, string>>): Promise<string> {
  const discord = await startDiscord({ patience: 60_000 });
  stops.push(discord.stop);
  const settings = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, ...database };
  const registering = await startProgram(['register'], settings);
  stops.push(registering.stop);
  expect(await registering.exited).toBe(0);
  const bot = await startProgram([], { ...settings, LOG_LEVEL: 'info' });
  stops.push(bot.stop);
  await discord.until(() => bot.log().includes('connected to Discord'), 'the bot');
  const search = async () => (await discord.slash('paper search', { query: 'zebrafish' })).reply;
  expect(textOf(await required(search()))).not.toContain('Zebrafish');

  const file = join(folder, 'papers.jsonl');
  const paper = { id: '2611.00077', title: 'Attention in Zebrafish', abstract: 'We look at zebrafish.' };
  writeFileSync(file, `${JSON.stringify({ ...paper, authors: 'A. Nemo', categories: 'cs.CL' })}\n`);
  const importing = await startProgram(['import', file], database);
  stops.push(importing.stop);
  expect(await importing.exited).toBe(0);

  for (;;) {
    const found = textOf(await required(search()));
    if (found.includes('Zebrafish')) return found;
  }
}

async function required<Value>(value: Promise<Value | undefined>): Promise<Value> {
  const given = await value;
  if (given === undefined) throw new Error('nothing was answered');
  return given;
}

describe('a paper that another process brings', () => {
  it('is found by a bot that is up already (SQLite: it looks)', { timeout: 120_000 }, async () => {
    expect(await findWhatAnotherImports({ DATA_DIR: join(folder, 'data') })).toContain('Zebrafish');
  });

  it.skipIf(!hasPostgres)(
    `is found by a bot that is up already (PostgreSQL: it is told)${whyNoPostgres}`,
    { timeout: 120_000 },
    async () => {
      const place = await createDatabase();
      stops.push(place.drop);
      expect(await findWhatAnotherImports({ DATABASE_URL: place.url })).toContain('Zebrafish');
    },
  );
});
