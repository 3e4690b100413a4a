import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Delivery, DeliveryOptions, Outcome, Transport } from './delivery.ts';
import { type Fields, fieldsOf, isFields, parseJson, textOf } from './json.ts';
import { LIMITS } from './limits.ts';
import type { Method } from './methods/method.ts';
import { Refusal } from './refusal.ts';
import { addressOf } from './requests.ts';
import { changed, newId, type State, violate } from './state.ts';

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

export interface SocketMode {
  /** apps.connections.open, which hands out addresses that open one socket each. */
  open: Method;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  deliver: Transport;
  /** How many sockets are open now. */
  count(): number;
  /** How many were opened in all. */
  opened(): number;
  /** Tells every socket to go, as Slack does about once an hour. */
  disconnect(reason: DisconnectReason): void;
  /** Cuts every connection without a word. */
  drop(): void;
}

interface Waiting {
  socket: WebSocket;
  kind: Delivery['kind'];
  isLate: boolean;
  settle(outcome: Outcome): void;
}

/** Slack's side of Socket Mode: hello, envelopes, acknowledgements, disconnects. https://docs.slack.dev/apis/events-api/using-socket-mode */
export function createSocketMode(state: State, ackWindow: number): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, Waiting>();
  let opened = 0;
  let turn = 0;

  const open: Method = {
    token: 'app',
    scopes: ['connections:write'],
    run({ base }) {
      if (sockets.length >= LIMITS.sockets) throw new Refusal('too_many_websockets');
      const ticket = newId(state, 'ticket');
      tickets.add(ticket);
      return { url: `${base.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${state.appId}` };
    },
  };

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const ticket = addressOf(request).searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) {
      stream.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      return;
    }
    server.handleUpgrade(request, stream, head, greet);
  }

  function greet(socket: WebSocket): void {
    sockets.push(socket);
    opened += 1;
    socket.on('message', (data) => receive(socket, String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => forget(socket));
    const debug = { host: 'applink-loopback', build_number: 1, approximate_connection_time: 18_060 };
    send(socket, {
      type: 'hello',
      num_connections: sockets.length,
      connection_info: { app_id: state.appId },
      debug_info: debug,
    });
    changed(state);
  }

  function forget(socket: WebSocket): void {
    if (sockets.includes(socket)) sockets.splice(sockets.indexOf(socket), 1);
    for (const [id, one] of waiting) {
      if (one.socket !== socket) continue;
      waiting.delete(id);
      one.settle({ ok: false, reason: 'connection_closed' });
    }
    changed(state);
  }

  function receive(socket: WebSocket, text: string): void {
    const message = parseJson(text);
    const id = isFields(message) ? textOf(message.envelope_id) : undefined;
    const acknowledged = waiting.get(id ?? '');
    if (!acknowledged || acknowledged.socket !== socket) {
      violate(state, `acknowledged an envelope that is not waiting: ${text.slice(0, 200)}`);
      return;
    }
    waiting.delete(id ?? '');
    const payload = fieldsOf(fieldsOf(message).payload);
    const isEmpty = Object.keys(payload).length === 0;
    if (acknowledged.isLate) violate(state, `${acknowledged.kind}: acknowledged after ${ackWindow} ms`);
    acknowledged.settle({ ok: true, payload: isEmpty ? undefined : payload });
  }

  /** One envelope over one socket. After the window it counts as not acknowledged; a late one is still noticed. */
  function deliverOver(socket: WebSocket, delivery: Delivery): Promise<Outcome> {
    const id = newId(state, 'envelope');
    const { kind, payload, acceptsPayload, retry } = delivery;
    const again = kind === 'events_api' && {
      retry_attempt: retry?.attempt ?? 0,
      retry_reason: retry?.reason ?? '',
    };
    return new Promise((resolve) => {
      const entry: Waiting = { socket, kind, isLate: false, settle: finish };
      const timer = setTimeout(() => {
        entry.isLate = true;
        resolve({ ok: false, reason: 'timeout' });
      }, ackWindow);
      function finish(outcome: Outcome): void {
        clearTimeout(timer);
        resolve(outcome);
      }
      waiting.set(id, entry);
      send(socket, {
        envelope_id: id,
        type: kind,
        payload,
        accepts_response_payload: acceptsPayload,
        ...again,
      });
    });
  }

  /** Each envelope goes to one socket, in turn, unless all are asked for. */
  async function deliver(delivery: Delivery, options: DeliveryOptions): Promise<Outcome[]> {
    turn += 1;
    const next = sockets[turn % Math.max(1, sockets.length)];
    const chosen = options.sockets === 'all' ? [...sockets] : next ? [next] : [];
    if (chosen.length === 0) return [{ ok: false, reason: 'connection_failed' }];
    return Promise.all(chosen.map((socket) => deliverOver(socket, delivery)));
  }

  return {
    open,
    upgrade,
    deliver,
    count: () => sockets.length,
    opened: () => opened,
    disconnect: (reason) => {
      for (const socket of sockets)
        send(socket, { type: 'disconnect', reason, debug_info: { host: 'applink-loopback' } });
    },
    drop: () => {
      for (const socket of [...sockets]) socket.terminate();
    },
  };
}

const send = (socket: WebSocket, message: Fields): void => socket.send(JSON.stringify(message));
