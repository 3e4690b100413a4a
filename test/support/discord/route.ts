import type { ZodMiniType } from 'zod/mini';
import { invalidForm, refusal } from './errors.ts';
import type { SentFile } from './messages.ts';
import { checkBody } from './schema.ts';
import type { World } from './world.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request as it came in. */
export interface Incoming {
  method: Method;
  /** After `/api/v10`. */
  path: string;
  query: URLSearchParams;
  body: unknown;
  files: SentFile[];
}

/** A request as a handler sees it: parameters taken from the path, the body checked. */
export interface Call<Body> {
  world: World;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: Body;
  files: readonly SentFile[];
}

/** What is sent back; 204 without a body. */
export type Answer = { status: 200 | 201; body: object } | { status: 204 };

export const NO_CONTENT: Answer = { status: 204 };

export interface Route {
  method: Method;
  /** `/channels/:channel/messages` */
  path: string;
  /** Whether the bot's token must come with it; interactions carry their own in the path. */
  auth: 'bot' | 'interaction';
  answer(world: World, params: Record<string, string>, incoming: Incoming): Answer;
}

/** Declares a route. Its body is checked against Discord's published description before `handle` sees it. */
export function route<Body>(declared: {
  method: Method;
  path: string;
  auth?: 'interaction';
  /** The query parameters that Discord documents. */
  query?: readonly string[];
  body: ZodMiniType<Body> | 'none';
  handle(call: Call<Body>): Answer;
}): Route {
  const { method, path, auth = 'bot', query = [], body: schema, handle } = declared;
  return {
    method,
    path,
    auth,
    answer: (world, params, incoming) => {
      const unknown = [...incoming.query.keys()].filter((name) => !query.includes(name));
      if (unknown.length > 0)
        throw invalidForm(
          unknown.map((name) => ({
            path: [name],
            code: 'UNKNOWN_FIELD',
            message: 'Discord does not describe this parameter.',
          })),
        );
      // A route without a body has a handler that reads none.
      const body = schema === 'none' ? (undefined as Body) : checkBody(schema, incoming.body);
      return handle({ world, params, query: incoming.query, body, files: incoming.files });
    },
  };
}

/**
 * The route of a request, and its parameters.
 *
 * @throws {Refusal} 404 for a path that nothing serves, 405 for a path that takes other methods.
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { found: Route; params: Record<string, string> } {
  const candidates = routes.flatMap((candidate) => {
    const params = matchPath(candidate.path, path);
    return params ? [{ found: candidate, params }] : [];
  });
  const match = candidates.find(({ found }) => found.method === method);
  if (match) return match;
  throw refusal(candidates.length > 0 ? 'wrongMethod' : 'notFound');
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const names = pattern.split('/');
  const values = path.split('/');
  if (names.length !== values.length) return undefined;
  const pairs = names.map((name, index): [string, string] => [name, decode(values[index] ?? '')]);
  const fits = pairs.every(([name, value]) => (name.startsWith(':') ? value !== '' : name === value));
  return fits
    ? Object.fromEntries(
        pairs.filter(([name]) => name.startsWith(':')).map(([name, value]) => [name.slice(1), value]),
      )
    : undefined;
}

/** discord.js writes `@` as `%40`. A stray `%` stays as it is. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
