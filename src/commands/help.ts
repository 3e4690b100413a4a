import { z } from 'zod';
import { type Command, type Context, defineCommand, type Suggestion } from '../command.ts';
import { UserError } from '../errors.ts';
import { findCommand, formatLine, parseLine } from '../line.ts';
import { optionsOf } from '../options.ts';
import type { Button, Card, Reply, Span } from '../reply.ts';
import { nearest } from '../text/nearest.ts';
import type { Words } from '../words/words.ts';

export const help = defineCommand({
  name: 'help',
  summary: 'What I can do, or one command with its options and examples',
  examples: ['help', 'help search'],
  options: z.object({
    command: z.string().trim().toLowerCase().max(40).describe('the command to explain').optional(),
  }),
  positional: 'command',
  visibleTo: 'asker',
  suggest: { command: suggestCommands },

  run({ command: name }, context) {
    if (name === undefined) return Promise.resolve(overview(context));
    const command = findCommand(name, context.commands);
    if (command) return Promise.resolve(explain(command, context));
    const meant = nearest(
      name,
      context.commands.map((each) => each.name),
    );
    throw new UserError(context.words.noSuchCommand(name), { example: meant ? `help ${meant}` : 'help' });
  },
});

function suggestCommands(typed: string, { commands, words }: Context): Promise<Suggestion[]> {
  const matching = commands.filter((each) => each.name.startsWith(typed.toLowerCase()));
  return Promise.resolve(
    matching.map((each) => ({ label: `${each.name} – ${summaryOf(each, words)}`, value: each.name })),
  );
}

function summaryOf(command: Command, words: Words): string {
  return words.commands[command.name]?.summary ?? command.summary;
}

/** One card with a line for each command: two dozen cards would be a wall, and a platform would cut them. */
function overview({ commands, words }: Context): Reply {
  const fields = commands.map((command) => ({ label: command.name, value: summaryOf(command, words) }));
  return { cards: [{ title: words.helpTitle, body: words.helpText, fields }] };
}

function explain(command: Command, { commands, words }: Context): Reply {
  const options = optionsOf(command).flatMap((option, index): Span[] => [
    ...(index > 0 ? ['\n'] : []),
    { text: option.name === command.positional ? option.name : `--${option.name}`, style: 'code' },
    ` ${words.commands[command.name]?.options[option.name] ?? option.description}${option.required ? '' : ` (${words.optional})`}`,
  ]);
  const examples = command.examples.flatMap((example, index): Span[] => [
    ...(index > 0 ? ['\n'] : []),
    { text: example, style: 'code' },
  ]);
  const card: Card = {
    title: [command.name, ...(command.aliases ?? [])].join(', '),
    byline: summaryOf(command, words),
    fields: [
      ...(options.length > 0 ? [{ label: words.label.options, value: options }] : []),
      { label: words.label.examples, value: examples },
    ],
  };
  const buttons = command.examples.slice(0, 3).map((example): Button => {
    const run = parseLine(example, commands);
    return { label: formatLine(run, commands), run };
  });
  return { title: words.usage(command.name), cards: [card], buttons };
}
