import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { startLoopbackServer } from './loopback-server.ts';

/** What a model was asked, as the endpoint saw it. */
export interface Seen {
  model: string;
  system: string;
  /** The user message: JSON. */
  user: string;
  authorization: string;
}

/** How the stand-in answers: the pieces of a stream, or a refusal. */
export type Answering =
  | {
      pieces: readonly string[];
      usage?: number;
      /** How the stream ends where not as it should: never, or with the connection. */
      ends?: 'never' | 'broken';
    }
  | { status: number; body: string };

export interface LoopbackLlm {
  /** With the version, as `LLM_BASE_URL` has it. */
  baseUrl: string;
  seen: Seen[];
  stop(): Promise<void>;
}

const Request = z.object({
  model: z.string(),
  stream: z.literal(true),
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
});

/**
 * An OpenAI-compatible endpoint on loopback that streams what `answer` gives for each request
 * (https://platform.openai.com/docs/api-reference/chat-streaming). It refuses what strict endpoints refuse: any field
 * beside model, messages and stream.
 *
 * @param thinksFor milliseconds before it begins to answer
 */
export async function startLoopbackLlm(
  answer: (seen: Seen, count: number) => Answering,
  thinksFor = 0,
): Promise<LoopbackLlm> {
  const seen: Seen[] = [];
  const server = await startLoopbackServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const asked = Request.strict().safeParse(JSON.parse(body));
    if (!asked.success || request.url !== '/v1/chat/completions') {
      response.writeHead(400).end('{"error":{"message":"unknown field"}}');
      return;
    }
    const [{ content: system }, { content: user }] = asked.data.messages;
    const one = { model: asked.data.model, system, user, authorization: request.headers.authorization ?? '' };
    seen.push(one);
    const answering = answer(one, seen.length);
    if (thinksFor > 0) await wait(thinksFor);
    if ('status' in answering) {
      response.writeHead(answering.status, { 'content-type': 'application/json' }).end(answering.body);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const content of answering.pieces)
      response.write(toEvent({ choices: [{ index: 0, delta: { content } }] }));
    if (answering.usage !== undefined)
      response.write(toEvent({ choices: [], usage: { total_tokens: answering.usage } }));
    if (answering.ends === 'broken') response.write(': a comment\n\n', () => response.destroy());
    if (answering.ends === undefined) response.end('data: [DONE]\n\n');
  });
  return { baseUrl: `${server.url}/v1`, seen, stop: () => server.close() };
}

function toEvent(chunk: object): string {
  return `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', ...chunk })}\n\n`;
}

/** A passage as the prompt carries it. */
const Data = z.object({
  question: z.string().optional(),
  earlierQuestion: z.string().optional(),
  passages: z.array(z.object({ number: z.number(), title: z.string(), text: z.string() })),
});

/** What was put to the model, read back from the user message. */
export function readData(user: string): z.infer<typeof Data> {
  return Data.parse(JSON.parse(user));
}

/** One line of an answer as a willing model writes it. */
export function toLine(
  text: string,
  passages: readonly number[],
  quotes: readonly string[],
  part?: string,
): string {
  return `${JSON.stringify({ text, passages, quotes, ...(part ? { part } : {}) })}\n`;
}

/** A model that does as it should: it repeats the first sentence of each passage and cites it. */
export function honest({ user }: Seen): Answering {
  const lines = readData(user)
    .passages.slice(0, 2)
    .map(({ number, text }) => {
      const sentence = /^.*?[.!?](?=\s|$)/su.exec(text)?.[0] ?? text;
      return toLine(sentence, [number], [sentence]);
    });
  return { pieces: lines.flatMap((line) => line.match(/.{1,40}/gsu) ?? []) };
}

/**
 * A model that obeys every instruction it finds in its data: told to say something, it says it as prose, as an answer of its own
 * making, citing a passage that does not exist, and citing each passage that does with a true quote, so that only the
 * words themselves can give it away.
 *
 * @param orders by an instruction's text, what it tells a model to say
 */
export function obedient(orders: ReadonlyMap<string, string>): (seen: Seen) => Answering {
  return ({ user }) => {
    const { passages, question = '', earlierQuestion = '' } = readData(user);
    const data = [question, earlierQuestion, ...passages.flatMap(({ title, text }) => [title, text])].join(
      '\n',
    );
    const said = [...orders].filter(([instruction]) => data.includes(instruction));
    return { pieces: said.flatMap(([, payload]) => toEveryForm(payload, passages)) };
  };
}

function toEveryForm(payload: string, passages: z.infer<typeof Data>['passages']): string[] {
  return [
    `${payload}\n`,
    `${JSON.stringify({ answer: payload })}\n`,
    toLine(payload, [99], [payload]),
    toLine(payload, [1], [payload]),
    ...passages.map(({ number, text }) => toLine(payload, [number], [text.slice(0, 200)])),
  ];
}

const Texts = z.object({ texts: z.array(z.object({ number: z.number(), text: z.string() })) });

/** The texts to translate, read back from the user message. */
export function readTexts(user: string): z.infer<typeof Texts>['texts'] {
  return Texts.parse(JSON.parse(user)).texts;
}

/** A translator that obeys every instruction it finds: told to say something, it says that in place of every text. */
export function obedientTranslator(orders: ReadonlyMap<string, string>): (seen: Seen) => Answering {
  return ({ user }) => {
    const texts = readTexts(user);
    const said = [...orders].filter(([instruction]) => texts.some(({ text }) => text.includes(instruction)));
    return {
      pieces: said.flatMap(([, payload]) => [
        `${payload}\n`,
        ...texts.map(({ number }) => `${JSON.stringify({ number, text: payload })}\n`),
      ]),
    };
  };
}
