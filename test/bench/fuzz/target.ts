import type { Random } from '../../../src/ports.ts';

/** Something that takes input from outside. */
export interface Target {
  name: string;
  /** How many of all cases it gets, as a part of the sum of all shares. */
  share: number;
  /** Cases under way at once; one after the other where absent. */
  atOnce?: number;
  /** Milliseconds after which a case counts as a hang; a second where absent. */
  patience?: number;
  /** One case, drawn from `random`; throws what is wrong. */
  run(random: Random): void | Promise<void>;
}

/** A case that failed or took longer than a second; the same name and number give the same case again. */
export interface Failure {
  target: string;
  number: number;
  what: string;
}
