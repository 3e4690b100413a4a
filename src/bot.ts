import type { z } from 'zod';
import type { Asker, Command, Context, Invocation, Suggestion } from './command.ts';
import { UnavailableError, UserError } from './errors.ts';
import { known } from './known.ts';
import { findCommand, formatLine, parseLine } from './line.ts';
import { optionsOf } from './options.ts';
import type { Place } from './places.ts';
import type { Log } from './ports.ts';
import type { Button, Reply } from './reply.ts';
import { withFeedback } from './team/feedback.ts';
import { wordsFor } from './words/words.ts';

/** What is asked, and by whom: a line as typed, or options that a platform already typed. */
export type Request = ({ line: string } | { invocation: Invocation }) & {
  asker: Asker;
  place?: Place;
  /** A press on a button, which counts apart from what somebody typed. */
  pressed?: true;
  /** The answer is posted for everyone to see: its papers can be voted on. */
  forEveryone?: boolean;
  /** Whether the asker can read what is said in a place (see {@link Place}); where absent, in none but this one. */
  mayRead?: (placeId: string) => Promise<boolean>;
  /** Shows what there is so far of a slow answer, as often as there is more; the outcome's reply replaces it. */
  progress?: (reply: Reply) => void;
  /** Aborts when nobody waits for the answer any more. */
  signal?: AbortSignal;
};

export interface Outcome {
  /** `user-error`: the asker can mend it; `unavailable`: something we lean on is down; `bug`: ours. */
  outcome: 'ok' | 'user-error' | 'unavailable' | 'bug';
  reply: Reply;
  /** What ran; absent where the line could not be read. */
  invocation?: Invocation;
}

/** The bot: a function from a request to a reply. Adapters connect it to a platform. */
export interface Bot {
  commands: readonly Command[];
  /** Never rejects: every failure becomes a reply, and its cause goes to the log. */
  run(request: Request): Promise<Outcome>;
  /** Whole lines that continue what was typed so far, best first; for prompts. */
  completeLine(typed: string, asker: Asker): Promise<Suggestion[]>;
  /** Values for one option, best first, at most 25; for platforms whose options are typed. Never rejects. */
  suggest(command: string, option: string, typed: string, asker: Asker): Promise<Suggestion[]>;
}

/** What the bot needs of the world; a context without what differs from request to request. */
export type BotParts = Omit<
  Context,
  'asker' | 'place' | 'words' | 'progress' | 'signal' | 'forEveryone' | 'mayRead'
>;

/** Longer lines are refused before anything reads them. */
export const MAX_LINE = 4_000;

export function createBot(parts: BotParts): Bot {
  const { commands } = parts;
  const contextFor = (asker: Asker, request: Partial<Request> = {}): Context => {
    const { place, signal, forEveryone, mayRead } = request;
    const progress = request.progress && guarded(request.progress, parts.log);
    return {
      ...parts,
      asker,
      ...known({ place, signal, progress, forEveryone, mayRead }),
      words: wordsFor(asker.lang),
    };
  };

  async function answer(request: Request, context: Context): Promise<Outcome> {
    if ('line' in request && request.line.length > MAX_LINE)
      throw new UserError(context.words.lineTooLong(MAX_LINE));
    const invocation = 'line' in request ? parseLine(request.line, commands) : request.invocation;
    const command = findCommand(invocation.command, commands);
    if (!command) throw new UserError(context.words.noSuchCommand(invocation.command), { example: 'help' });
    const reply = await withFeedback(
      await command.run(readOptions(command, invocation, context), context),
      context,
    );
    return { outcome: 'ok', reply: { visibleTo: command.visibleTo ?? 'everyone', ...reply }, invocation };
  }

  async function suggest(name: string, option: string, typed: string, asker: Asker): Promise<Suggestion[]> {
    try {
      const found = await findCommand(name, commands)?.suggest?.[option]?.(
        typed.slice(0, 200),
        contextFor(asker),
      );
      return (found ?? []).slice(0, 25);
    } catch (error) {
      // A completion that fails is an empty list to the person typing; the log has the cause.
      parts.log.error({ err: error, command: name, option }, 'suggest failed');
      return [];
    }
  }

  return {
    commands,
    suggest,
    async run(request) {
      const context = contextFor(request.asker, request);
      try {
        return await answer(request, context);
      } catch (error) {
        return failure(error, request, context);
      }
    },
    async completeLine(typed, asker) {
      const start = typed.trimStart();
      const [, name, rest] = /^(\S*)(?:\s+([\s\S]*))?$/.exec(start) ?? [];
      if (rest === undefined) {
        return commands
          .filter((each) => each.name.startsWith((name ?? '').toLowerCase()))
          .map((each) => ({ label: `${each.name} – ${each.summary}`, value: `${each.name} ` }));
      }
      const command = findCommand(name ?? '', commands);
      if (!command) return [];
      const flag = /^(.*?)--([\p{L}-]*)$/su.exec(rest);
      if (flag) {
        return optionsOf(command)
          .filter((each) => each.name !== command.positional && each.name.startsWith(flag[2] ?? ''))
          .map((each) => ({
            label: `--${each.name} – ${each.description}`,
            value: `${name} ${flag[1]}--${each.name} `,
          }));
      }
      const value = /^(.*?--(\p{L}[\p{L}-]*) )(\S*)$/su.exec(rest);
      const option = value?.[2] ?? command.positional;
      if (option === undefined) return [];
      const prefix = value ? `${name} ${value[1]}` : `${name} `;
      const suggestions = await suggest(command.name, option, value?.[3] ?? rest, asker);
      return suggestions.map((each) => ({ label: each.label, value: prefix + each.value }));
    },
  };
}

/** What shows progress may fail; the answer goes on. */
function guarded(progress: (reply: Reply) => void, log: Log): (reply: Reply) => void {
  return (reply) => {
    try {
      progress(reply);
    } catch (error) {
      log.error({ err: error }, 'progress could not be shown');
    }
  };
}

function readOptions(
  command: Command,
  invocation: Invocation,
  context: Context,
): z.infer<Command['options']> {
  const result = command.options.strict().safeParse(invocation.options);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const option = issue?.path[0];
  const info = optionsOf(command).find((each) => each.name === option);
  const example = command.examples[0];
  if (!info) throw new UserError(context.words.noSuchOption(command.name), { example, cause: result.error });
  if (invocation.options[info.name] === undefined)
    throw new UserError(context.words.missing(info), { example, cause: result.error });
  throw new UserError(context.words.outOfBounds(info), { example, cause: result.error });
}

/** The one boundary: three kinds of failure, three readers. */
function failure(error: unknown, request: Request, context: Context): Outcome {
  const { words, log, commands } = context;
  const asked = 'line' in request ? { words: request.line.length } : { command: request.invocation.command };
  if (error instanceof UserError) {
    log.debug({ err: error, ...asked }, 'the asker can mend this');
    const { example } = error;
    const title = error.message;
    if (example === undefined) return { outcome: 'user-error', reply: { title, visibleTo: 'asker' } };
    const buttons = runButton(example, commands);
    const text = [`${words.forExample} `, { text: example, style: 'code' as const }];
    return { outcome: 'user-error', reply: { title, text, buttons, visibleTo: 'asker' } };
  }
  if (error instanceof UnavailableError) {
    log.warn({ err: error, ...asked }, 'unavailable');
    return { outcome: 'unavailable', reply: unavailable(error, request, context) };
  }
  const reference = Math.floor(context.random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0');
  log.error({ err: error, reference, ...asked }, 'a bug');
  return { outcome: 'bug', reply: { title: words.bug(reference), visibleTo: 'asker' } };
}

/** The same again by a button, and the thing itself elsewhere where there is an elsewhere. */
function unavailable(
  { message, link }: UnavailableError,
  request: Request,
  { words, commands }: Context,
): Reply {
  const again =
    'line' in request ? runButton(request.line, commands) : [{ label: '', run: request.invocation }];
  const buttons = [
    ...again.map((button) => ({ ...button, label: words.again })),
    ...(link === undefined ? [] : [{ label: new URL(link).hostname, open: link }]),
  ];
  const where = link === undefined ? {} : { text: [{ text: link, url: link }] };
  return { title: message, ...where, buttons, visibleTo: 'asker' };
}

function runButton(example: string, commands: readonly Command[]): Button[] {
  try {
    const run = parseLine(example, commands);
    return [{ label: formatLine(run, commands).slice(0, 70), run }];
  } catch {
    // An example that shows the wrong part only, such as half a query: readable, not runnable.
    return [];
  }
}
