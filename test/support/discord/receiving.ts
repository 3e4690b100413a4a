import { GatewayCloseCodes } from 'discord.js';
import * as z from 'zod/mini';
import type { CloseReason, Connection } from './handshake.ts';
import { LIMITS } from './limits.ts';

const Payload = z.object({ op: z.number(), d: z.optional(z.unknown()) });

/** What a client may send, and whether only after it identified. */
export type Handlers = Readonly<
  Record<
    number,
    { afterIdentify?: true; run(connection: Connection, data: unknown): CloseReason | undefined }
  >
>;

/** Handles one message of a client, which may be the last. https://docs.discord.com/developers/events/gateway#sending-events */
export function receive(
  handlers: Handlers,
  connection: Connection,
  raw: string,
  now: number,
): CloseReason | undefined {
  const { gatewayPayloadBytes, gatewaySends } = LIMITS;
  connection.sends = [...connection.sends.filter((at) => now - at < gatewaySends.perMs), now];
  if (connection.sends.length > gatewaySends.max)
    return { code: GatewayCloseCodes.RateLimited, reason: 'You are being rate limited.' };
  const payload = Buffer.byteLength(raw) > gatewayPayloadBytes.max ? undefined : parsePayload(raw);
  if (!payload) return { code: GatewayCloseCodes.DecodeError, reason: 'Error while decoding payload.' };
  const handler = handlers[payload.op];
  if (!handler) return { code: GatewayCloseCodes.UnknownOpcode, reason: 'Unknown opcode.' };
  if (handler.afterIdentify && !connection.session)
    return { code: GatewayCloseCodes.NotAuthenticated, reason: 'Not authenticated.' };
  return handler.run(connection, payload.d);
}

function parsePayload(raw: string): z.infer<typeof Payload> | undefined {
  try {
    return Payload.safeParse(JSON.parse(raw)).data;
  } catch {
    return undefined;
  }
}
