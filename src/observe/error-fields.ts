import { z } from 'zod';

/** What the log says of an error: enough to mend it, nothing that a person wrote. */
export interface ErrorFields {
  type: string;
  message?: string;
  /** Where it was thrown, without the message that stacks begin with. */
  stack?: string[];
  cause?: ErrorFields;
  [detail: string]: unknown;
}

/** Errors of ours whose messages are written by us alone. `UserError` is none of them: it quotes the asker. */
const OURS = new Set(['UnavailableError', 'StartError', 'SourceError', 'LlmError']);

/** Frames below these are the runtime's or repeat themselves. */
const MOST_FRAMES = 12;
/** Causes of causes; deeper ones say nothing new. */
const DEEPEST = 4;

const word = z.union([z.string().regex(/^[\w.:/-]{1,80}$/), z.number(), z.boolean()]);

/**
 * Plain facts that errors carry: Node's and SQLite's codes, HTTP's, PostgreSQL's names of its own things. Left out are
 * `requestBody` (discord.js), `data` and `body` (Slack), `detail`, `where`, `parameters` and `query` (pg): they hold what people
 * wrote, or tokens.
 */
const FACTS = [
  'code',
  'errno',
  'errcode',
  'syscall',
  'status',
  'statusCode',
  'method',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'failure',
] as const;

/** Slack answers a refusal with its own code, and with the scope that it wanted. */
const slackData = z.object({
  data: z.object({ error: word, needed: z.string().max(200).optional() }),
});

const zodIssues = z.object({
  issues: z.array(z.object({ code: z.string(), path: z.array(z.union([z.string(), z.number()])) })),
});

/** An error as the log shows it; anything else that was thrown by its type alone. */
export function toErrorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error };
  const facts = FACTS.flatMap((name) => {
    const fact = word.safeParse(Reflect.get(error, name)).data;
    return fact === undefined ? [] : [[name, fact] as const];
  });
  const slack = slackData.safeParse(error).data?.data;
  const issues = zodIssues.safeParse(error).data?.issues.slice(0, 5);
  const path = pathOf(Reflect.get(error, 'url'));
  const message = messageOf(error);
  return {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    ...(message === undefined ? {} : { message }),
    ...Object.fromEntries(facts),
    ...(slack ? { refusal: slack.error } : {}),
    ...(slack?.needed === undefined ? {} : { needed: slack.needed }),
    ...(path === undefined ? {} : { path }),
    ...(issues ? { issues: issues.map(({ code, path: at }) => `${code} ${at.join('.')}`) } : {}),
    stack: framesOf(error),
    ...(error.cause === undefined || depth >= DEEPEST
      ? {}
      : { cause: toErrorFields(error.cause, depth + 1) }),
  };
}

/** A message without what it quotes; undefined where all of it may be somebody's words. */
function messageOf(error: Error): string | undefined {
  if (OURS.has(error.name)) return error.message;
  if (error.name === 'UserError' || error instanceof z.ZodError) return undefined;
  // What the engine itself says names the code's own parts: Cannot read properties of undefined (reading 'title').
  if ((error instanceof TypeError || error instanceof ReferenceError) && !('code' in error))
    return error.message.slice(0, LONGEST);
  // Node appends what it got; range errors end in it: Invalid time zone specified: …
  const said = error.message.split(/\bReceived\b/)[0] ?? '';
  return withoutQuotes(error instanceof RangeError ? said.replace(/:.*/s, ': …') : said);
}

const LONGEST = 500;

/**
 * Text of a library without anything that stands in quotation marks there, from the first one to the last: where a message
 * quotes, it quotes what it was given.
 */
export function withoutQuotes(text: string): string {
  return text
    .slice(0, 10_000)
    .split('\n')
    .map((line) => line.replace(/["'`“«‘].*["'`”»’]/, '“…”'))
    .join('\n')
    .slice(0, LONGEST);
}

function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim());
}

/** Without host and query. Tokens in it are taken out like everywhere in the log. */
function pathOf(url: unknown): string | undefined {
  return typeof url === 'string' ? URL.parse(url)?.pathname : undefined;
}
