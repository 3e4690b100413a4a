import { type APIMessageTopLevelComponent, MessageFlags } from 'discord.js';
import type { Command } from '../../src/command.ts';
import { type Card, leftOver, type Reply } from '../../src/reply.ts';
import { toOneLine } from '../../src/text/visible.ts';
import type { Words } from '../../src/words/words.ts';
import { carrier, rows, toWanted, type Wanted, withIds } from './buttons.ts';
import { cardComponents, costOf, textDisplay } from './card.ts';
import { fileComponent, filesOf, type OutgoingFile } from './files.ts';
import { fitInto } from './fit.ts';
import { limits } from './limits.ts';
import { toCodeBlock } from './markdown.ts';

/** A message as Components V2. */
export interface Rendered {
  flags: number;
  components: APIMessageTopLevelComponent[];
  /** Nobody is ever pinged, whatever the text says. */
  allowedMentions: { parse: [] };
  files: OutgoingFile[];
}

export interface RenderOptions {
  commands: readonly Command[];
  words: Words;
  /** The line this reply answers, where the asker alone sees it: it then offers to share. */
  share?: string | undefined;
  /** The `custom_id` of the button that cancels what is not all yet. */
  cancel?: string;
}

/** Characters for the heading, of which a title takes at most the first number. */
const HEADING = { title: 300, text: 1_800 };
const NOTE = 300;
/** A longer block is attached as a file: half an entry to copy is worth nothing. */
const CODE = 1_500;
/** Below a reply stand at most two rows of buttons. */
const ROW_BUTTONS = 2 * limits.rowButtons;
/** What is kept free for a note, and for the row with the menu that carries long lines. */
const SPARE = 1 + 2;

/**
 * A reply as a Discord message within all its limits: long text is shortened at a word, titles keep their links, and
 * cards that do not fit are counted in the closing note.
 */
export function render(reply: Reply, options: RenderOptions): Rendered {
  const heading = headingOf(reply);
  const short = reply.code !== undefined && reply.code.text.length <= CODE;
  const code = reply.code && short ? [toCodeBlock(reply.code.language, reply.code.text)] : [];
  const files = filesOf(reply, !short);
  const below = wantedBelow(reply, options);
  const around = heading.length + code.length + files.length + below.length + rowsFor(below.length);
  const { cards, onCards } = withRows(reply.cards ?? [], limits.components - SPARE - around, options);
  const { groups, pieces } = withIds([...onCards, below]);

  const note = noteOf(reply, (reply.cards?.length ?? 0) - cards.length, options.words);
  const taken = [...heading, ...code, ...note].reduce((sum, text) => sum + text.length, 0);
  const share = Math.floor((limits.text - taken) / Math.max(1, cards.length));

  const components: APIMessageTopLevelComponent[] = [
    ...heading.map(textDisplay),
    ...cards.flatMap((card, index) => cardComponents(card, share, groups[index] ?? [])),
    ...code.map(textDisplay),
    ...files.map(fileComponent),
    ...note.map(textDisplay),
    ...rows(groups.at(-1) ?? []),
    ...carrier(pieces),
  ];
  // Discord refuses a message of nothing.
  const message = components.length > 0 ? components : [textDisplay(options.words.nothingToShow)];
  return { flags: MessageFlags.IsComponentsV2, components: message, allowedMentions: { parse: [] }, files };
}

/**
 * The cards with their buttons, within so many components. Where rows as long as wished would push cards out, rows get shorter
 * from their end: a pick that nobody sees is lost, a button is only a command that has to be typed.
 */
function withRows(
  all: readonly Card[],
  most: number,
  options: RenderOptions,
): { cards: readonly Card[]; onCards: Wanted[][] } {
  const wanted = all.map((card) => wantedOn(card, options));
  for (let length: number = limits.rowButtons; ; length -= 1) {
    const onCards = wanted.map((buttons) => buttons.slice(0, length));
    const cards = fitting(all, onCards, most);
    if (cards.length === all.length || length === 1)
      return { cards, onCards: onCards.slice(0, cards.length) };
  }
}

/** As many cards from the first on as that many components hold. */
function fitting(
  cards: readonly Card[],
  buttons: readonly (readonly Wanted[])[],
  most: number,
): readonly Card[] {
  let left = most;
  const first = cards.findIndex((card, index) => {
    left -= costOf(card, buttons[index]?.length ?? 0);
    return left < 0;
  });
  return first < 0 ? cards : cards.slice(0, first);
}

const rowsFor = (buttons: number) => Math.ceil(buttons / limits.rowButtons);

/** All of a card's row; without one, the first button that can be shown. */
function wantedOn(card: Card, { commands }: RenderOptions): Wanted[] {
  const wanted = (card.row ?? card.buttons ?? []).flatMap((button) => toWanted(button, commands) ?? []);
  return wanted.slice(0, card.row ? limits.rowButtons : 1);
}

function headingOf(reply: Reply): string[] {
  const title = reply.title === undefined ? [] : [`### ${fitInto(toOneLine(reply.title), HEADING.title)}`];
  const text = reply.text === undefined ? [] : [fitInto(reply.text, HEADING.text)];
  const lines = [...title, ...text].join('\n');
  return lines.trim() === '' ? [] : [lines];
}

function noteOf(reply: Reply, left: number, words: Words): string[] {
  const parts = [
    ...(left > 0 ? [words.andMoreCards(left)] : []),
    ...(reply.note === undefined ? [] : [fitInto(toOneLine(reply.note), NOTE)]),
  ];
  return parts.length === 0 ? [] : [`-# ${parts.join(' · ')}`];
}

/** What stands in the rows below: what a single card has no place for, then the reply's own. */
function wantedBelow(reply: Reply, options: RenderOptions): Wanted[] {
  const [card, ...others] = reply.cards ?? [];
  const rest = card === undefined || others.length > 0 ? [] : leftOver(card);
  const own = [...rest, ...(reply.buttons ?? [])].flatMap(
    (button) => toWanted(button, options.commands) ?? [],
  );
  const share: Wanted[] =
    options.share === undefined
      ? []
      : [{ label: options.words.share, press: { action: 'share', line: options.share } }];
  const cancel = options.cancel === undefined ? [] : [{ label: options.words.cancel, id: options.cancel }];
  return [...own.slice(0, ROW_BUTTONS - share.length - cancel.length), ...share, ...cancel];
}
