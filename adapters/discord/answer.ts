import { setTimeout as wait } from 'node:timers/promises';
import {
  type ChatInputCommandInteraction,
  DiscordAPIError,
  InteractionContextType,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  RESTJSONErrorCodes,
} from 'discord.js';
import type { Outcome, Request } from '../../src/bot.ts';
import { findCommand, formatLine } from '../../src/line.ts';
import type { Reply } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import type { Parts } from './parts.ts';
import { type Payload, toAnswer, toPayload } from './payload.ts';
import { componentsToSend, relabelComponents } from './relabel.ts';
import { render } from './render.ts';

type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction;

/** Discord waits 3 s for the first answer; a command that is not done by then is acknowledged first. */
const ACKNOWLEDGE_AFTER = 1_500;

export interface Manner {
  /** The asker alone sees it, whatever the core says. */
  privately?: boolean;
  /** Replace the message whose button was pressed. */
  inPlace?: boolean;
}

/**
 * Runs a request and answers its interaction: at once where it can, else acknowledged first. Whether the answer is
 * private is right from the first moment. Never rejects: what Discord refuses goes to the log.
 */
export async function answer(
  interaction: Answerable,
  request: Request,
  manner: Manner,
  parts: Parts,
): Promise<void> {
  try {
    const running = parts.bot.run(request);
    const command =
      'invocation' in request ? findCommand(request.invocation.command, parts.bot.commands) : undefined;
    const quick = command?.slow
      ? false
      : await Promise.race([running.then(() => true), wait(ACKNOWLEDGE_AFTER, false, { ref: false })]);
    const inPlace = manner.inPlace === true && interaction.isMessageComponent() ? interaction : undefined;
    const early = manner.privately === true || command?.visibleTo === 'asker';
    if (!quick && inPlace) await inPlace.deferUpdate();
    else if (!quick) await interaction.deferReply(early ? { flags: MessageFlags.Ephemeral } : {});

    const outcome = await running;
    const ephemeral = manner.privately === true || outcome.reply.visibleTo === 'asker';
    const payload = toMessage(outcome, ephemeral && !inPlace, interaction, request, parts);
    if (inPlace && outcome.outcome === 'ok') await change(inPlace, outcome.reply, payload, quick, parts);
    else if (quick) await interaction.reply(toAnswer(payload, ephemeral));
    else if (inPlace) await interaction.followUp(toAnswer(payload, ephemeral));
    else await finishDeferred(interaction, payload, early, ephemeral);
  } catch (error) {
    logRefusal(error, parts);
  }
}

/** The pressed message becomes the answer, or gets new labels only: then its files are not spoken of, so they stay. */
async function change(
  pressed: MessageComponentInteraction,
  { relabel }: Reply,
  payload: Payload,
  quick: boolean,
  { bot }: Parts,
): Promise<void> {
  const { files, ...rest } = payload;
  const next = relabel
    ? { ...rest, components: relabelComponents(componentsToSend(pressed.message), relabel, bot.commands) }
    : { ...rest, files };
  await (quick ? pressed.update(next) : pressed.editReply(next));
}

/** What was deferred in public cannot become private: it makes way for a private message. */
async function finishDeferred(
  interaction: Answerable,
  payload: Payload,
  early: boolean,
  ephemeral: boolean,
): Promise<void> {
  if (!ephemeral || early) {
    await interaction.editReply(payload);
    return;
  }
  await interaction.deleteReply();
  await interaction.followUp(toAnswer(payload, true));
}

function toMessage(
  outcome: Outcome,
  ephemeral: boolean,
  interaction: Answerable,
  request: Request,
  { bot }: Parts,
): Payload {
  const words = wordsFor(request.asker.lang);
  const shareable =
    ephemeral &&
    outcome.outcome === 'ok' &&
    outcome.reply.cards !== undefined &&
    interaction.context !== InteractionContextType.BotDM;
  const share = shareable && outcome.invocation ? formatLine(outcome.invocation, bot.commands) : undefined;
  return toPayload(render(outcome.reply, { commands: bot.commands, words, share }));
}

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
