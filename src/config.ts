import { z } from 'zod';
import { StartError } from './errors.ts';
import { address, flag, list, setting, text, whole } from './setting.ts';
import { ARXIV_API_URL } from './sources/arxiv-api.ts';
import { ARXIV_FEED_URL } from './sources/arxiv-feed.ts';
import { ARXIV_OAI_URL } from './sources/arxiv-oai.ts';
import { HF_API_URL } from './sources/huggingface.ts';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const zone = z
  .string()
  .refine((name) => isZone(name), { error: 'is not a time zone; write one such as Europe/Berlin' });

/** Slack's tokens say by their first letters what they are; the two are easily swapped. */
const slackToken = (prefix: string) =>
  setting(
    z
      .string()
      .startsWith(prefix, { error: `starts with ${prefix}` })
      .optional(),
  );

const shards = z.union([z.literal('auto'), z.coerce.number().int().min(1).max(1000)], {
  error: 'is auto or a whole number',
});

const port = z.union([z.literal('off'), z.coerce.number().int().min(0).max(65_535)], {
  error: 'is off or a port number',
});

/** Every setting, read from the environment. `.env.example` and README's table are printed from it. */
export const settings = z.object({
  DISCORD_TOKEN: text.describe('Bot token from the Developer Portal; Discord starts when it is set'),
  DISCORD_API_URL: address('https://discord.com/api').describe('Base of the REST API, for a proxy'),
  DISCORD_SHARDS: setting(shards.optional()).describe(
    'A process per shard: auto or a number, for more than 2,000 servers',
  ),
  DISCORD_MESSAGE_CONTENT: flag.describe(
    '1: cards for pasted arXiv links, where a channel switched them on (privileged intent)',
  ),
  SLACK_BOT_TOKEN: slackToken('xoxb-').describe(
    'Bot token (OAuth & Permissions); Slack starts when it is set',
  ),
  SLACK_APP_TOKEN: slackToken('xapp-').describe('App-level token with connections:write, for Socket Mode'),
  SLACK_SIGNING_SECRET: text.describe('Signing secret, for HTTP in place of Socket Mode'),
  SLACK_CLIENT_ID: text.describe(
    'With SLACK_CLIENT_SECRET in place of the bot token: several workspaces, by OAuth',
  ),
  SLACK_CLIENT_SECRET: text.describe('Client secret of the app'),
  SLACK_MESSAGE_CONTENT: flag.describe(
    '1: cards for bare arXiv IDs too, where a channel switched them on (two more scopes)',
  ),
  SLACK_API_URL: address('https://slack.com/api/').describe('Base of the Web API, for GovSlack or a proxy'),
  PORT: setting(port.default(3000)).describe(
    'Port for /healthz, /readyz, /metrics, and Slack over HTTP; 0 takes a free one, off none',
  ),
  HOST: text.describe(
    'Address to listen at; where not set, all of this machine’s for Slack over HTTP, else 127.0.0.1',
  ),
  DATA_DIR: setting(z.string().default('data')).describe('Folder for the database; relative to the project'),
  DATABASE_URL: setting(
    z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
  ).describe(
    'PostgreSQL in place of the file in DATA_DIR, for several processes or machines: postgres://USER:PASSWORD@HOST/DATABASE',
  ),
  SEEDS_DIR: setting(z.string().default('seeds')).describe(
    'Folder with the documents of the corpus, one page as text per file',
  ),
  SEARCH_ENGINE: setting(
    z.enum(['auto', 'minisearch', 'lancedb'], { error: 'is auto, minisearch or lancedb' }).default('auto'),
  ).describe('What answers a search: auto takes LanceDB where there are more papers than MiniSearch bears'),
  INDEX_URL: text.describe(
    'Where LanceDB keeps its index: a folder or an address such as s3://bucket/index; DATA_DIR/index where not set',
  ),
  EMBEDDINGS_BASE_URL: setting(
    z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).optional(),
  ).describe(
    'OpenAI-compatible endpoint that turns texts into vectors, by which LanceDB also finds what is near in meaning; off where not set',
  ),
  EMBEDDINGS_MODEL: text.describe('Model at that endpoint; both are needed'),
  EMBEDDINGS_API_KEY: text.describe('Key for that endpoint, where it wants one; never logged'),
  ARXIV_CATEGORIES: list.describe('arXiv categories to follow, with spaces between: cs.CL cs.LG'),
  FEEDS: list.describe('Further RSS or Atom feeds of papers: addresses, or OPML files, with spaces between'),
  CONTACT: text.describe('How those who run arXiv and other sources can reach you: an address or a link'),
  SYNC_EVERY: whole(5, 10_080, 60).describe('Minutes between looks at the sources while the bot runs'),
  ARXIV_API_URL: address(ARXIV_API_URL).describe('arXiv’s export API'),
  ARXIV_FEED_URL: address(ARXIV_FEED_URL).describe('arXiv’s announcement feeds'),
  ARXIV_OAI_URL: address(ARXIV_OAI_URL).describe('arXiv’s OAI-PMH service'),
  HF_API_URL: address(HF_API_URL).describe('Hugging Face’s API'),
  LLM_BASE_URL: setting(
    z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).optional(),
  ).describe(
    'OpenAI-compatible endpoint that writes answers and summaries; without it they are the authors’ own sentences',
  ),
  LLM_MODEL: text.describe('Model at that endpoint; both are needed'),
  LLM_API_KEY: text.describe('Key for that endpoint, where it wants one; never logged'),
  LOG_LEVEL: setting(z.enum(levels, { error: `is one of ${levels.join(', ')}` }).optional()).describe(
    'How much the log says, on standard error; info in the chats and error in the terminal where not set',
  ),
  ADMINS: list.describe(
    'Who runs this bot, as discord:USER or slack:WORKSPACE/USER, with spaces between; with it, in Slack only they subscribe channels',
  ),
  CATCH_UP: whole(0, 24, 6).describe('Hours after their time within which missed picks are still posted'),
  FORGET_AFTER: whole(0, 3650, 30).describe(
    'Days after the bot was removed from a server until that server’s data is deleted',
  ),
  TZ: setting(zone.optional()).describe('Time zone that decides what “today” is; the system’s where not set'),
});

export type Config = z.infer<typeof settings>;

/**
 * Reads the settings.
 *
 * @throws StartError with a line per wrong setting, so that all can be mended at once.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = settings.safeParse(env);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new StartError(
    `Some settings are wrong (see .env.example):\n${lines.map((line) => `  ${line}`).join('\n')}`,
  );
}

/** The text of `.env.example`: each setting with its description and default. */
export function toEnvExample(): string {
  const lines = Object.entries(settings.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(undefined);
    const value = parsed.success && parsed.data !== undefined ? String(parsed.data) : '';
    return [`# ${schema.description ?? ''}`, `${name}=${value}`, ''];
  });
  return `# Copy to .env and change what you need; what is empty counts as not set.\n\n${lines.join('\n')}`;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The time zone that decides what day it is to whoever the platform does not tell us of. */
export function zoneOf(config: Config): string {
  return config.TZ ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
