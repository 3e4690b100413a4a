import type { Holdings } from '../app.ts';
import type { Config } from '../config.ts';

/**
 * What an operator does at the machine itself, beside the chat commands: `npm start -- corpus`. An operation may read
 * files and take its time; people in a chat can never run one.
 */
export interface Operation {
  name: string;
  /** One sentence without a full stop. */
  summary: string;
  example: string;
  /**
   * @param args The words after the name, `--json` taken out.
   * @throws UserError where the operator can mend it.
   */
  run(args: readonly string[], world: OperationWorld): Promise<OperationResult>;
}

export interface OperationWorld {
  config: Config;
  /** Opens the store and the sources, without an index; whoever opens closes. */
  open(): Promise<Holdings>;
  stdout: NodeJS.WritableStream;
  /** For progress; a terminal or not. */
  stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  /** Aborts when the operator presses Ctrl-C. */
  signal: AbortSignal;
}

export interface OperationResult {
  /** For people; empty where standard output has had all it should. */
  text: string;
  /** The same and more, for `--json`: one object. */
  json: object;
  /** It did not do all that it was asked to; the text says what. */
  failed?: true;
}
