import type { types } from '@slack/bolt';
import type { Command } from '../../src/command.ts';
import { formatLine } from '../../src/line.ts';
import type { Button, Card } from '../../src/reply.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { shorten } from '../../src/text/shorten.ts';
import { toVisible } from '../../src/text/visible.ts';
import type { Words } from '../../src/words/words.ts';
import { type Action, toActionId } from './action-id.ts';
import { plainText } from './elements.ts';
import { limits } from './limits.ts';

interface ButtonOptions {
  commands: readonly Command[];
  words: Words;
  share?: string | undefined;
  cancel?: string | undefined;
}

/** The words on a button. */
export function toLabel(label: string): types.PlainTextElement {
  return plainText(shorten(toVisible(label).replace(/\s+/g, ' ').trim(), limits.buttonLabel) || '…');
}

/** What a card has to press: one button beside its title, or a row below it. */
export interface CardButtons {
  beside?: types.Button | undefined;
  row: types.ActionsBlock[];
}

/**
 * The buttons of a message: those of each card, and a row below all. Left out where an address is unsafe or a line too
 * long to be carried.
 */
export function toButtons(
  cards: readonly Card[],
  below: readonly Button[],
  { commands, words, share, cancel }: ButtonOptions,
): { cards: CardButtons[]; row: types.ActionsBlock[] } {
  let number = 0;

  function make(label: string, action: Action | 'open', carries: { value: string } | { url: string }) {
    const button: types.Button = {
      type: 'button',
      text: toLabel(label),
      action_id: toActionId(action, number),
      ...carries,
    };
    number += 1;
    return [button];
  }

  function run(label: string, action: Action, line: string): types.Button[] {
    return line.length > limits.buttonValue ? [] : make(label, action, { value: line });
  }

  function toButton(button: Button): types.Button[] {
    if ('run' in button)
      return run(button.label, button.inPlace ? 'replace' : 'answer', formatLine(button.run, commands));
    const url = safeUrl(button.open, limits.buttonUrl);
    return url === undefined ? [] : make(button.label, 'open', { url });
  }

  const ofCards = cards.map(({ row, buttons = [] }): CardButtons => {
    if (row) return { row: toRow(row.flatMap(toButton).slice(0, limits.actions)) };
    return { beside: buttons.slice(0, 1).flatMap(toButton)[0], row: [] };
  });
  const shared = share === undefined ? [] : run(words.share, 'share', share);
  const ending = [...shared, ...(cancel === undefined ? [] : run(words.cancel, 'cancel', cancel))];
  const own = below.flatMap(toButton).slice(0, limits.actions - ending.length);
  return { cards: ofCards, row: toRow([...own, ...ending]) };
}

const toRow = (elements: types.Button[]): types.ActionsBlock[] =>
  elements.length === 0 ? [] : [{ type: 'actions', elements }];
