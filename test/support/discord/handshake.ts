import { randomUUID } from 'node:crypto';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';
import * as z from 'zod/mini';
import { guildEvent } from './events.ts';
import { deliver, openSession, push, replay, type Session, send } from './session.ts';
import { shardOf, type World } from './world.ts';

/** A connection and what it may do next. */
export interface Connection {
  readonly socket: WebSocket;
  session: Session | undefined;
  /** When it sent something, by the stand-in's clock. */
  sends: number[];
  watchdog: NodeJS.Timeout | undefined;
}

/** What a handshake needs to know of the gateway. */
export interface Lobby {
  world: World;
  sessions: Session[];
  /** The privileged intents that the application was granted. */
  privileged: number;
  resumeUrl(): string;
}

/** Why the gateway closes a connection. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
export interface CloseReason {
  code: GatewayCloseCodes;
  reason: string;
}

const PRIVILEGED =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

const ALL_INTENTS = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

const Identify = z.object({
  token: z.string(),
  intents: z.int().check(z.minimum(0)),
  properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }),
  shard: z._default(z.tuple([z.int().check(z.minimum(0)), z.int().check(z.minimum(1))]), [0, 1]),
});

const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int().check(z.minimum(0)) });

/** Op 2: opens a session, then sends READY and the guilds of its shard. */
export function identify(lobby: Lobby, connection: Connection, data: unknown): CloseReason | undefined {
  const { world, sessions } = lobby;
  if (connection.session)
    return { code: GatewayCloseCodes.AlreadyAuthenticated, reason: 'Already authenticated.' };
  const parsed = Identify.safeParse(data);
  if (!parsed.success) return { code: GatewayCloseCodes.DecodeError, reason: 'Malformed IDENTIFY.' };
  const { token, intents, shard } = parsed.data;
  const problem = findProblem(lobby, token, intents, shard);
  if (problem) return problem;
  const session = openSession(randomUUID(), shard, intents, connection.socket);
  connection.session = session;
  sessions.push(session);
  const guilds = [...world.guilds.keys()].filter(
    (id) => !world.absent.has(id) && shardOf(id, shard[1]) === shard[0],
  );
  push(session, 'READY', {
    v: 10,
    user: world.bot,
    guilds: guilds.map((id) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: lobby.resumeUrl(),
    shard,
    application: { id: world.applicationId, flags: 0 },
  });
  for (const id of guilds) deliver(session, guildEvent(world, id));
  return undefined;
}

/** Op 6: sends what was missed, or op 9 where nothing is known of the session. */
export function resume(lobby: Lobby, connection: Connection, data: unknown): CloseReason | undefined {
  const parsed = Resume.safeParse(data);
  if (!parsed.success) return { code: GatewayCloseCodes.DecodeError, reason: 'Malformed RESUME.' };
  const { token, session_id, seq } = parsed.data;
  if (token !== lobby.world.token) return WRONG_TOKEN;
  const session = lobby.sessions.find(({ id, ended }) => id === session_id && !ended);
  if (!session) {
    send(connection.socket, { op: GatewayOpcodes.InvalidSession, d: false });
    return undefined;
  }
  if (seq > session.seq) return { code: GatewayCloseCodes.InvalidSeq, reason: 'Invalid seq.' };
  connection.session = session;
  replay(session, seq, connection.socket);
  return undefined;
}

const WRONG_TOKEN: CloseReason = {
  code: GatewayCloseCodes.AuthenticationFailed,
  reason: 'Authentication failed.',
};

function findProblem(
  lobby: Lobby,
  token: string,
  intents: number,
  [shard, count]: readonly [number, number],
): CloseReason | undefined {
  if (token !== lobby.world.token) return WRONG_TOKEN;
  if (shard >= count) return { code: GatewayCloseCodes.InvalidShard, reason: 'Invalid shard.' };
  if (intents & ~ALL_INTENTS) return { code: GatewayCloseCodes.InvalidIntents, reason: 'Invalid intent(s).' };
  if (intents & PRIVILEGED & ~lobby.privileged)
    return { code: GatewayCloseCodes.DisallowedIntents, reason: 'Disallowed intent(s).' };
  return undefined;
}
