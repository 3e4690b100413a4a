import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { render as renderForDiscord } from '../../../adapters/discord/render.ts';
import { render as renderForSlack } from '../../../adapters/slack/render.ts';
import { createBot } from '../../../src/bot.ts';
import { commands } from '../../../src/commands/commands.ts';
import { prepareDelivery } from '../../../src/daily/prepare-delivery.ts';
import type { Reply } from '../../../src/reply.ts';
import { wordsFor } from '../../../src/words/words.ts';
import { asker, createLog, createWorld } from '../world.ts';
import { discordPage } from './discord.ts';
import { slackPage } from './slack.ts';

// Writes each reply as a page for either platform, to be looked at in a browser: `node test/support/preview/preview.ts FOLDER`.

const LINES = [
  'search moe',
  'show 2402.17764',
  'summary 2402.17764',
  'ask how small can weights get before accuracy drops?',
  'similar 2402.17764',
  'today',
  'top',
  'saved',
  'subscribe moe --at 9am --zone Europe/Berlin',
  'subscriptions',
  'serach moe',
  'help',
];

const [folder = 'preview'] = parseArgs({ allowPositionals: true }).positionals;
const words = wordsFor('en');
const world = await createWorld();
const bot = createBot({ ...world, commands, log: createLog() });
const place = { id: 'test:papers', mayManage: true };

async function write(name: string, reply: Reply): Promise<void> {
  const options = { commands, words };
  await writeFile(
    join(folder, `discord-${name}.html`),
    discordPage(renderForDiscord(reply, options).components),
  );
  await writeFile(join(folder, `slack-${name}.html`), slackPage(renderForSlack(reply, options).blocks));
}

await mkdir(folder, { recursive: true });
for (const line of LINES) {
  const { reply } = await bot.run({ line, asker, place });
  await write(line.split(' ')[0] ?? '', reply);
}

const now = new Date('2024-11-27T08:00:00Z');
const [subscription] = await world.subscriptions.of(place.id);
if (!subscription) throw new Error('No subscription was made.');
const { topic: _about, ...unbound } = subscription;
const since = { ...unbound, madeAt: '2024-11-25T08:00:00Z' };
const parts = { ...world, clock: { now: () => now } };
const picks = await prepareDelivery(since, now.toISOString().slice(0, 10), undefined, parts);
if (picks) await write('picks', picks.reply);
