import { InteractionContextType, type MessageComponentInteraction, MessageFlags } from 'discord.js';
import type { Outcome, Request } from '../../src/bot.ts';
import { findCommand, formatLine } from '../../src/line.ts';
import type { Reply } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import { logRefusal } from './log-refusal.ts';
import type { Answerable, Parts } from './parts.ts';
import { runPatiently, type Show } from './patience.ts';
import { type Payload, toAnswer, toPayload } from './payload.ts';
import { componentsToSend, relabelComponents } from './relabel.ts';
import { render } from './render.ts';
import { rememberShown } from './sightings.ts';

export interface Manner {
  /** The asker alone sees it, whatever the core says. */
  privately?: boolean;
  /** Replace the message whose button was pressed. */
  inPlace?: boolean;
}

/** How an interaction is answered, as far as it is known before the command ran. */
interface Way {
  /** The message to replace. */
  pressed: MessageComponentInteraction | undefined;
  /** It is acknowledged for the asker alone. */
  early: boolean;
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
  const way = wayOf(interaction, request, manner, parts);
  const forEveryone = isForEveryone(interaction, way);
  try {
    const acknowledge = () => acknowledged(interaction, request, way, parts);
    const asking = { id: interaction.id, userId: interaction.user.id, acknowledge };
    const { outcome, quick } = await runPatiently({ ...request, forEveryone }, asking, parts);
    const ephemeral = manner.privately === true || outcome.reply.visibleTo === 'asker';
    await deliver(interaction, request, { ...way, quick, ephemeral }, outcome, parts);
    if (forEveryone && !ephemeral && !way.pressed) await rememberShown(interaction, outcome, parts);
  } catch (error) {
    logRefusal(error, parts);
  }
}

function wayOf(interaction: Answerable, request: Request, manner: Manner, { bot }: Parts): Way {
  const command = 'invocation' in request ? findCommand(request.invocation.command, bot.commands) : undefined;
  return {
    pressed: manner.inPlace === true && interaction.isMessageComponent() ? interaction : undefined,
    early: manner.privately === true || command?.visibleTo === 'asker',
  };
}

/** In a server everybody sees what is not said to be private, and a replaced message is as private as it was. */
function isForEveryone(interaction: Answerable, { pressed, early }: Way): boolean {
  if (!interaction.inGuild()) return false;
  return pressed ? !pressed.message.flags.has(MessageFlags.Ephemeral) : !early;
}

/** A message that is to be replaced stays as it is until then. */
async function acknowledged(
  interaction: Answerable,
  { asker }: Request,
  { pressed, early }: Way,
  { bot }: Parts,
): Promise<Show | undefined> {
  if (pressed) {
    await pressed.deferUpdate();
    return undefined;
  }
  await interaction.deferReply(early ? { flags: MessageFlags.Ephemeral } : {});
  return async (reply, cancel) => {
    const options = { commands: bot.commands, words: wordsFor(asker.lang), cancel };
    await interaction.editReply(toPayload(render(reply, options)));
  };
}

async function deliver(
  interaction: Answerable,
  request: Request,
  { pressed, early, quick, ephemeral }: Way & { quick: boolean; ephemeral: boolean },
  outcome: Outcome,
  parts: Parts,
): Promise<void> {
  const payload = toMessage(outcome, ephemeral && !pressed, interaction, request, parts);
  if (pressed && outcome.outcome === 'ok') await change(pressed, outcome.reply, payload, quick, parts);
  else if (quick) await interaction.reply(toAnswer(payload, ephemeral));
  else if (pressed) await interaction.followUp(toAnswer(payload, ephemeral));
  else if (!ephemeral || early) await interaction.editReply(payload);
  else {
    // What was acknowledged in public cannot become private: it makes way for a private message.
    await interaction.deleteReply();
    await interaction.followUp(toAnswer(payload, true));
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
