import type { Server } from 'node:http';
import { GatewayCloseCodes, GatewayOpcodes } from 'discord.js';
import { WebSocketServer } from 'ws';
import { type CloseReason, type Connection, identify, type Lobby, resume } from './handshake.ts';
import { type Handlers, receive } from './receiving.ts';
import { deliver, type Frame, record, type Session, send } from './session.ts';
import type { World } from './world.ts';

/** The gateway as a test bends it. Everything is done to every connection. */
export interface Gateway {
  /** Every session that was ever opened, oldest first. */
  readonly sessions: readonly Session[];
  /** How often a client sent a heartbeat. */
  readonly heartbeats: number;
  /** The codes that connections were closed with, oldest first; 1006 for one that broke. */
  readonly closes: readonly number[];
  /** Closes with a code; 4000 is Discord's own "unknown error, reconnect". */
  drop(code?: number): void;
  /** Breaks the connection without a word. */
  cut(): void;
  /** Op 7: asks to reconnect and resume. */
  reconnect(): void;
  /** Op 9: the session is invalid; where not resumable, it is gone. */
  invalidate(resumable: boolean): void;
  /** Op 1: asks for a heartbeat at once. */
  requestHeartbeat(): void;
  /** Leaves heartbeats without an answer, or answers them again. */
  answerHeartbeats(answer: boolean): void;
  /** Delivers the newest event of this name once more, under a new number. */
  sendAgain(t: string): void;
  /** Leaves nobody connected. */
  close(): void;
}

export interface GatewayOptions {
  /** Milliseconds between heartbeats that clients are told to keep. */
  heartbeatInterval: number;
  /** The privileged intents that the application was granted. */
  privileged: number;
}

/** A client may be late by half an interval. */
const PATIENCE = 1.5;

/** Serves the gateway on the port of `server`. */
export function createGateway(world: World, server: Server, options: GatewayOptions): Gateway {
  const sessions: Session[] = [];
  const connections = new Set<Connection>();
  const closes: number[] = [];
  const beats = { count: 0, answered: true };
  const lobby: Lobby = {
    world,
    sessions,
    privileged: options.privileged,
    resumeUrl: () => gatewayUrl(server),
  };

  const refuse = ({ socket }: Connection, { code, reason }: CloseReason) => {
    world.violations.push({ code, where: 'gateway', message: reason });
    socket.close(code, reason);
  };

  const watch = (connection: Connection) => {
    clearTimeout(connection.watchdog);
    const timeOut = () =>
      refuse(connection, { code: GatewayCloseCodes.SessionTimedOut, reason: 'No heartbeat.' });
    connection.watchdog = setTimeout(timeOut, options.heartbeatInterval * PATIENCE).unref();
  };

  const heartbeat = (connection: Connection) => {
    beats.count += 1;
    watch(connection);
    if (beats.answered) send(connection.socket, { op: GatewayOpcodes.HeartbeatAck, d: null });
    return undefined;
  };

  const handlers: Handlers = {
    [GatewayOpcodes.Heartbeat]: { run: heartbeat },
    [GatewayOpcodes.Identify]: { run: (connection, data) => identify(lobby, connection, data) },
    [GatewayOpcodes.Resume]: { run: (connection, data) => resume(lobby, connection, data) },
    [GatewayOpcodes.PresenceUpdate]: { afterIdentify: true, run: () => undefined },
  };

  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, { url = '' }) => {
    const connection: Connection = { socket, session: undefined, sends: [], watchdog: undefined };
    connections.add(connection);
    socket.on('message', (raw) => {
      const problem = receive(handlers, connection, raw.toString(), world.now());
      if (problem) refuse(connection, problem);
      world.activity.notify();
    });
    // A broken connection also closes, which is where it is dealt with.
    socket.on('error', () => {});
    socket.on('close', (code) => {
      connections.delete(connection);
      forget(connection, code);
      closes.push(code);
      world.activity.notify();
    });
    const query = new URL(url, 'ws://loopback').searchParams;
    if (query.get('v') !== '10' || query.get('encoding') !== 'json' || query.has('compress')) {
      refuse(connection, {
        code: GatewayCloseCodes.InvalidAPIVersion,
        reason: 'Only ?v=10&encoding=json is served here.',
      });
      return;
    }
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: options.heartbeatInterval } });
    watch(connection);
  });

  world.onDispatch((event) => {
    for (const session of sessions) deliver(session, event);
    world.activity.notify();
  });

  const tellAll = (frame: Frame) => {
    for (const { socket } of connections) send(socket, frame);
  };
  return {
    sessions,
    closes,
    get heartbeats() {
      return beats.count;
    },
    drop: (code = GatewayCloseCodes.UnknownError) => {
      for (const { socket } of connections) socket.close(code);
    },
    cut: () => {
      for (const { socket } of connections) socket.terminate();
    },
    reconnect: () => tellAll({ op: GatewayOpcodes.Reconnect, d: null }),
    invalidate: (resumable) => {
      for (const session of sessions) session.ended ||= !resumable;
      tellAll({ op: GatewayOpcodes.InvalidSession, d: resumable });
    },
    requestHeartbeat: () => tellAll({ op: GatewayOpcodes.Heartbeat, d: null }),
    answerHeartbeats: (answer) => {
      beats.answered = answer;
    },
    sendAgain: (t) => {
      for (const session of sessions) sendLastAgain(session, t);
    },
    close: () => {
      for (const { socket } of connections) socket.terminate();
      sockets.close();
    },
  };
}

/** `ws://127.0.0.1:PORT` of a listening server. */
export function gatewayUrl(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The stand-in is not listening.');
  return `ws://127.0.0.1:${address.port}`;
}

/** A client that closes with 1000 or 1001 says goodbye: its session cannot be resumed. */
function forget({ socket, session, watchdog }: Connection, code: number): void {
  clearTimeout(watchdog);
  if (session?.socket !== socket) return;
  session.socket = undefined;
  session.ended ||= code === 1000 || code === 1001;
}

function sendLastAgain(session: Session, t: string): void {
  const last = session.log.findLast((frame) => frame.t === t);
  if (!last) return;
  send(session.socket, record(session, last));
}
