import { GatewayOpcodes } from 'discord.js';
import { WebSocket } from 'ws';
import { type Dispatch, shardOf } from './world.ts';

/** An event as it goes over the wire. */
export interface Frame {
  op: GatewayOpcodes;
  t?: string;
  s?: number;
  d: unknown;
}

/** What the gateway remembers of a client between its connections. */
export interface Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  /** The latest events, so that RESUME can send again what was missed. */
  readonly log: Frame[];
  /** The number of the last event. */
  seq: number;
  /** The connection that it has now. */
  socket: WebSocket | undefined;
  /** How often it was resumed. */
  resumes: number;
  /** Nothing can be resumed any more. */
  ended: boolean;
}

export function openSession(
  id: string,
  shard: readonly [number, number],
  intents: number,
  socket: WebSocket,
): Session {
  return { id, shard, intents, log: [], seq: 0, socket, resumes: 0, ended: false };
}

/** Delivers an event to a session that it is meant for: its shard, its intents. */
export function deliver(session: Session, { t, d, guildId }: Dispatch): void {
  const [shard, count] = session.shard;
  const data = d(session.intents);
  if (data !== undefined && shardOf(guildId, count) === shard) push(session, t, data);
}

/** Numbers an event, keeps it, and sends it where the session is connected. */
export function push(session: Session, t: string, d: object): void {
  if (session.ended) return;
  send(session.socket, record(session, { op: GatewayOpcodes.Dispatch, t, d }));
}

/** A resumed session gets at most so many events again. */
const MOST_KEPT = 1_000;

/** Numbers an event and keeps it. */
export function record(session: Session, event: Omit<Frame, 's'>): Frame {
  session.seq += 1;
  const frame = { ...event, s: session.seq };
  session.log.push(frame);
  if (session.log.length > MOST_KEPT) session.log.shift();
  return frame;
}

/** Sends everything after `seq` again, then RESUMED. */
export function replay(session: Session, seq: number, socket: WebSocket): void {
  session.socket = socket;
  session.resumes += 1;
  for (const frame of session.log) if ((frame.s ?? 0) > seq) send(socket, frame);
  push(session, 'RESUMED', { _trace: ['stand-in'] });
}

export function send(socket: WebSocket | undefined, frame: Frame): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}
