import type { z } from 'zod';
import type { Writer } from './answers/llm/writer.ts';
import type { Deliveries } from './daily/deliveries.ts';
import type { Subscriptions } from './daily/subscriptions.ts';
import type { Library } from './library.ts';
import type { Operator } from './operator.ts';
import type { Language } from './papers/paper.ts';
import type { Place, Places } from './places.ts';
import type { Clock, Log, Random } from './ports.ts';
import type { Reply } from './reply.ts';
import type { Team } from './team/team.ts';
import type { Words } from './words/words.ts';

/** A command and its options, typed: what a line, a Discord interaction or a button means. */
export interface Invocation {
  command: string;
  options: Readonly<Record<string, OptionValue>>;
}

export type OptionValue = string | number | boolean;

/** Who asked. A paper has authors; an asker is a person on a platform. */
export interface Asker {
  /** Unique over platforms: `discord:80351110224678912`, `terminal:me`. */
  id: string;
  /**
   * The server or workspace they ask in, unique over platforms: `discord:81384788765712384`, `slack:T024BE7LD`, `terminal`.
   * In a direct message on Discord, which belongs to no server, it is the person themselves.
   */
  server: string;
  lang: Language;
  /** IANA name, for what day it is to them. */
  zone: string;
}

/** The world as a command sees it. */
export interface Context {
  library: Library;
  clock: Clock;
  random: Random;
  log: Log;
  asker: Asker;
  /** Where it was asked; absent in private. */
  place?: Place;
  places: Places;
  /** The answer is posted for everyone to see. */
  forEveryone?: boolean;
  /** Whether the asker can read what is said in a place; where absent, in none but this one. */
  mayRead?: (placeId: string) => Promise<boolean>;
  subscriptions: Subscriptions;
  deliveries: Deliveries;
  team: Team;
  /** Who runs the bot; absent where nobody is known to. */
  operator?: Operator;
  /** Writes in its own words, held against what it cites; absent where no language model is set up. */
  writer?: Writer;
  /** Shows what there is of an answer that takes its time; what `run` resolves to replaces it. Never throws. */
  progress?: (reply: Reply) => void;
  /** Aborts when the asker no longer wants the answer; the command then ends soon with what it has. */
  signal?: AbortSignal;
  /** The bot's own words in the asker's language. */
  words: Words;
  /** All commands, in the order help shows them. */
  commands: readonly Command[];
}

/** One completion: what is shown, and what stands in the option once it is chosen. */
export interface Suggestion {
  label: string;
  value: string;
}

/** Completes what was typed so far; runs at every key press. */
export type Suggest = (typed: string, context: Context) => Promise<Suggestion[]>;

/**
 * A command, declared once. The line grammar, help, README's table, completion, Discord's registration and Slack's
 * manifest are derived from it.
 */
export interface Command<Options extends z.ZodObject = z.ZodObject> {
  name: string;
  aliases?: readonly string[];
  /** One sentence without a full stop, at most 100 characters: Discord shows it. */
  summary: string;
  /** Lines that a person would type; the first is shown where space is short. README and the tests run them. */
  examples: readonly [string, ...string[]];
  /** Option names are lower case. Each schema has a description of at most 100 characters. */
  options: Options;
  /** The option that takes the words after the command's name. */
  positional?: keyof z.infer<Options> & string;
  /** It may take longer than a second, so adapters acknowledge first. */
  slow?: true;
  /** Who sees its replies and errors aside; adapters that must decide before running use it. Default everyone. */
  visibleTo?: 'everyone' | 'asker';
  /** By option: completions for what was typed so far, best first, at most 25. */
  suggest?: { readonly [Option in keyof z.infer<Options>]?: Suggest };
  run(options: z.infer<Options>, context: Context): Promise<Reply>;
}

/** Declares a command with its option types inferred; gives it back in the form that lists of commands hold. */
export function defineCommand<Options extends z.ZodObject>(command: Command<Options>): Command {
  return command;
}
