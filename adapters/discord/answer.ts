import { InteractionContextType, type MessageComponentInteraction, MessageFlags } from 'discord.js';
import type { Outcome, Request } from '../../src/bot.ts';
import type { Owed } from '../../src/debts/owing.ts';
import { findCommand } from '../../src/line.ts';
import { wordsFor } from '../../src/words/words.ts';
import { deliverLate, type Reach, toChange, toMessage } from './late.ts';
import { promise } from './left.ts';
import { logRefusal } from './log-refusal.ts';
import type { Answerable, Parts } from './parts.ts';
import { runPatiently, type Show } from './patience.ts';
import { toAnswer, toPayload } from './payload.ts';
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
  let owed: Owed | undefined;
  try {
    const acknowledge = async () => {
      owed = await promise(interaction, { ...request, forEveryone }, way, parts);
      return acknowledged(interaction, request, way, parts);
    };
    const asking = { id: interaction.id, userId: interaction.user.id, acknowledge };
    const { outcome, quick } = await runPatiently({ ...request, forEveryone }, asking, parts);
    const ephemeral = manner.privately === true || outcome.reply.visibleTo === 'asker';
    if (owed && !(await owed.begin('seen'))) return;
    await deliver(interaction, request, { ...way, quick, ephemeral }, outcome, parts);
    if (forEveryone && !ephemeral && !way.pressed) await rememberShown(interaction, outcome, parts);
  } catch (error) {
    logRefusal(error, parts);
  } finally {
    await owed?.settle();
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
  const isPrivate = interaction.context === InteractionContextType.BotDM;
  const shown = { ephemeral, early, isReplacing: pressed !== undefined, isPrivate, lang: request.asker.lang };
  if (!quick) return deliverLate(reachOf(interaction), shown, outcome, parts);
  const payload = toMessage(outcome, shown, parts);
  if (pressed && outcome.outcome === 'ok')
    await pressed.update(toChange(pressed.message, outcome, payload, parts));
  else await interaction.reply(toAnswer(payload, ephemeral));
}

/** What was promised is reached by the interaction's token. */
function reachOf(interaction: Answerable): Reach {
  return {
    original: async () => (interaction.isMessageComponent() ? interaction.message : interaction.fetchReply()),
    edit: (payload) => interaction.editReply(payload),
    remove: () => interaction.deleteReply(),
    followUp: (answer) => interaction.followUp(answer),
  };
}
