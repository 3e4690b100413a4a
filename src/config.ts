import { z } from 'zod';
import { StartError } from './errors.ts';
import { ARXIV_API_URL } from './sources/arxiv-api.ts';
import { ARXIV_FEED_URL } from './sources/arxiv-feed.ts';
import { ARXIV_OAI_URL } from './sources/arxiv-oai.ts';
import { HF_API_URL } from './sources/huggingface.ts';

/** A setting left empty counts as not set, so that `.env` files may name all of them. */
const unset = (value: unknown) => (value === '' ? undefined : value);

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const zone = z
  .string()
  .refine((name) => isZone(name), { error: 'is not a time zone; write one such as Europe/Berlin' });

const text = z.preprocess(unset, z.string().optional());
const url = (byDefault: string) =>
  z.preprocess(unset, z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).default(byDefault));
const list = z.preprocess(
  unset,
  z
    .string()
    .default('')
    .transform((words) => words.split(/[\s,]+/).filter((word) => word !== '')),
);
const flag = z.preprocess(unset, z.enum(['0', '1'], { error: 'is 0 or 1' }).default('0'));

const shards = z.preprocess(
  unset,
  z
    .union([z.literal('auto'), z.coerce.number().int().min(1).max(1000)], {
      error: 'is auto or a whole number',
    })
    .optional(),
);

/** Every setting, read from the environment. `.env.example` and README's table are printed from it. */
export const settings = z.object({
  DISCORD_TOKEN: text.describe('Bot token from the Developer Portal; Discord starts when it is set'),
  DISCORD_API_URL: url('https://discord.com/api').describe('Base of the REST API, for a proxy'),
  DISCORD_SHARDS: shards.describe('A process per shard: auto or a number, for more than 2,000 servers'),
  DISCORD_MESSAGE_CONTENT: flag.describe(
    '1: cards for pasted arXiv links, where a channel switched them on (privileged intent)',
  ),
  DATA_DIR: z
    .preprocess(unset, z.string().default('data'))
    .describe('Folder for the database; relative to the project'),
  SEEDS_DIR: z
    .preprocess(unset, z.string().default('seeds'))
    .describe('Folder with the documents of the corpus, one page as text per file'),
  ARXIV_CATEGORIES: list.describe('arXiv categories to follow, with spaces between: cs.CL cs.LG'),
  FEEDS: list.describe('Addresses of further RSS or Atom feeds of papers, with spaces between'),
  CONTACT: text.describe('How those who run arXiv and other sources can reach you: an address or a link'),
  SYNC_EVERY: z
    .preprocess(unset, z.coerce.number().min(5).max(10_080).default(60))
    .describe('Minutes between looks at the sources while the bot runs'),
  ARXIV_API_URL: url(ARXIV_API_URL).describe('arXiv’s export API'),
  ARXIV_FEED_URL: url(ARXIV_FEED_URL).describe('arXiv’s announcement feeds'),
  ARXIV_OAI_URL: url(ARXIV_OAI_URL).describe('arXiv’s OAI-PMH service'),
  HF_API_URL: url(HF_API_URL).describe('Hugging Face’s API'),
  LOG_LEVEL: z
    .preprocess(unset, z.enum(levels, { error: `is one of ${levels.join(', ')}` }).optional())
    .describe(
      'How much the log says, on standard error; info in the chats and error in the terminal where not set',
    ),
  TZ: z
    .preprocess(unset, zone.optional())
    .describe('Time zone that decides what “today” is; the system’s where not set'),
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
