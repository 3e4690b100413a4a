import type { Command } from '../command.ts';
import { ask } from './ask.ts';
import { cards } from './cards.ts';
import { cite } from './cite.ts';
import { forget } from './forget.ts';
import { help } from './help.ts';
import { papers } from './papers.ts';
import { picks } from './picks.ts';
import { random } from './random.ts';
import { save, unsave } from './save.ts';
import { saved } from './saved.ts';
import { search } from './search.ts';
import { show } from './show.ts';
import { similar } from './similar.ts';
import { status } from './status.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { summary } from './summary.ts';
import { today } from './today.ts';
import { top } from './top.ts';
import { unsubscribe } from './unsubscribe.ts';
import { vote } from './vote.ts';

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
  subscribe,
  subscriptions,
  picks,
  unsubscribe,
  vote,
  top,
  save,
  saved,
  unsave,
  cards,
  forget,
  status,
  help,
];
