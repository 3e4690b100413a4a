import type { Command } from '../command.ts';
import { ask } from './ask.ts';
import { cards } from './cards.ts';
import { cite } from './cite.ts';
import { help } from './help.ts';
import { papers } from './papers.ts';
import { random } from './random.ts';
import { search } from './search.ts';
import { show } from './show.ts';
import { similar } from './similar.ts';
import { summary } from './summary.ts';
import { today } from './today.ts';

/** Every command, in the order help shows them. To add one: write its file and name it here. */
export const commands: readonly Command[] = [
  search,
  ask,
  show,
  summary,
  today,
  random,
  similar,
  cite,
  papers,
  cards,
  help,
];
