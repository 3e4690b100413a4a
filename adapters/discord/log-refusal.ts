import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { Parts } from './parts.ts';

/** The interaction ended before our answer came: nobody is waiting any more. */
const over: readonly (string | number)[] = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownMessage,
];

export function logRefusal(error: unknown, { log }: Pick<Parts, 'log'>): void {
  if (error instanceof DiscordAPIError && over.includes(error.code))
    log.info({ err: error }, 'Discord no longer waits for this answer');
  else log.error({ err: error }, 'Discord refused an answer');
}
