import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
} from 'discord.js';
import type { OptionValue } from '../../src/command.ts';
import { shorten } from '../../src/text/shorten.ts';
import { wordsFor } from '../../src/words/words.ts';
import { answer } from './answer.ts';
import { fromCustomId, piecesOf } from './custom-id.ts';
import { limits } from './limits.ts';
import { logRefusal } from './log-refusal.ts';
import { textOf } from './message-text.ts';
import type { Parts } from './parts.ts';
import { toAnswer, toPayload } from './payload.ts';
import { componentsToSend } from './relabel.ts';
import { render } from './render.ts';
import { askerOf, standingOf } from './standing.ts';

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
  return answer(interaction, { invocation, ...standingOf(interaction, parts) }, {}, parts);
}

function findPapers(interaction: MessageContextMenuCommandInteraction, parts: Parts): Promise<void> {
  const invocation = {
    command: 'papers',
    options: { text: textOf(interaction.targetMessage).slice(0, limits.optionLength) },
  };
  const request = { invocation, ...standingOf(interaction, parts) };
  return answer(interaction, request, { privately: true }, parts);
}

/** A press answers the one who pressed, so that a channel is not filled by somebody's reading; sharing is one press more. */
async function press(interaction: ButtonInteraction, parts: Parts): Promise<void> {
  const pressed = parts.cancels.press(interaction.customId, interaction.user.id);
  if (pressed) return tellOfCancel(interaction, pressed, parts);
  const meant = fromCustomId(interaction.customId, piecesOf(componentsToSend(interaction.message)));
  if (!meant) {
    // Not its custom_id: that may hold a line which somebody typed.
    parts.log.warn({ message: interaction.message.id }, 'a button that is not ours, or of a version before');
    return interaction.deferUpdate().then(
      () => undefined,
      (error: unknown) => logRefusal(error, parts),
    );
  }
  const request = { line: meant.line, pressed: true as const, ...standingOf(interaction, parts) };
  return answer(
    interaction,
    request,
    { inPlace: meant.action === 'replace', privately: meant.action === 'answer' },
    parts,
  );
}

/** The message itself shows that an answer was cancelled; whoever cannot cancel is told why. */
async function tellOfCancel(
  interaction: ButtonInteraction,
  pressed: 'cancelled' | 'not-yours' | 'over',
  parts: Parts,
): Promise<void> {
  const words = wordsFor(askerOf(interaction, parts).lang);
  const title = pressed === 'over' ? words.nothingToCancel : words.notYoursToCancel;
  const told =
    pressed === 'cancelled'
      ? interaction.deferUpdate()
      : interaction.reply(toAnswer(toPayload(render({ title }, { commands: [], words })), true));
  await told.catch((error: unknown) => logRefusal(error, parts));
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
