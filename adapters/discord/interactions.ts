import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Request } from '../../src/bot.ts';
import type { OptionValue } from '../../src/command.ts';
import { shorten } from '../../src/shorten.ts';
import { answer, logRefusal } from './answer.ts';
import { toAsker, toPlaceId } from './asker.ts';
import { fromCustomId, piecesOf } from './custom-id.ts';
import { limits } from './limits.ts';
import { textOf } from './message-text.ts';
import type { Parts } from './parts.ts';
import { componentsToSend } from './relabel.ts';

/** Answers an interaction once, however often the gateway replays it. */
export async function handleInteraction(interaction: Interaction, parts: Parts): Promise<void> {
  if (!(await parts.once.claim(`discord:interaction:${interaction.id}`))) return;
  if (interaction.isAutocomplete()) return complete(interaction, parts);
  if (interaction.isChatInputCommand()) return runSlash(interaction, parts);
  if (interaction.isMessageContextMenuCommand()) return findPapers(interaction, parts);
  if (interaction.isButton()) return press(interaction, parts);
}

/** Options stay typed: they never pass through a line. */
function runSlash(interaction: ChatInputCommandInteraction, parts: Parts): Promise<void> {
  const options: Record<string, OptionValue> = {};
  for (const { name, value } of interaction.options.data[0]?.options ?? []) {
    if (value !== undefined) options[name] = value;
  }
  const invocation = { command: interaction.options.getSubcommand(), options };
  return answer(interaction, { invocation, ...asked(interaction, parts) }, {}, parts);
}

function findPapers(interaction: MessageContextMenuCommandInteraction, parts: Parts): Promise<void> {
  const invocation = {
    command: 'papers',
    options: { text: textOf(interaction.targetMessage).slice(0, limits.optionLength) },
  };
  return answer(interaction, { invocation, asker: askerOf(interaction, parts) }, { privately: true }, parts);
}

/** A press answers the one who pressed, so that a channel is not filled by somebody's reading; sharing is one press more. */
async function press(interaction: ButtonInteraction, parts: Parts): Promise<void> {
  const meant = fromCustomId(interaction.customId, piecesOf(componentsToSend(interaction.message)));
  if (!meant) {
    // Not its custom_id: that may hold a line which somebody typed.
    parts.log.warn({ message: interaction.message.id }, 'a button that is not ours, or of a version before');
    return interaction.deferUpdate().then(
      () => undefined,
      (error: unknown) => logRefusal(error, parts),
    );
  }
  const request = { line: meant.line, pressed: true as const, ...asked(interaction, parts) };
  return answer(
    interaction,
    request,
    { inPlace: meant.action === 'replace', privately: meant.action === 'answer' },
    parts,
  );
}

async function complete(interaction: AutocompleteInteraction, parts: Parts): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const command = interaction.options.getSubcommand();
  const suggestions = await parts.bot.suggest(command, name, value, askerOf(interaction, parts));
  const choices = suggestions
    .filter((each) => each.value.length <= limits.choiceValue)
    .slice(0, limits.choices)
    .map((each) => ({ name: shorten(each.label, limits.choiceName), value: each.value }));
  await interaction.respond(choices).catch((error: unknown) => logRefusal(error, parts));
}

/** Where and by whom it was asked. A private conversation is no place: nobody else would see what is set there. */
function asked(interaction: Interaction, parts: Parts): Pick<Request, 'asker' | 'place'> {
  const asker = askerOf(interaction, parts);
  if (!interaction.inGuild() || interaction.channelId === null) return { asker };
  const mayManage = interaction.memberPermissions.has(PermissionFlagsBits.ManageChannels);
  return { asker, place: { id: toPlaceId(interaction.channelId), mayManage } };
}

const askerOf = (interaction: Interaction, { zone }: Parts) =>
  toAsker(interaction.user.id, interaction.guildId, interaction.locale, zone);
