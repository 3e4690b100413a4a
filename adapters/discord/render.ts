import {
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { Command } from '../../src/command.ts';
import { formatLine } from '../../src/line.ts';
import type { Button, Card, Reply, Text } from '../../src/reply.ts';
import { safeUrl } from '../../src/safe-url.ts';
import { shorten } from '../../src/shorten.ts';
import { toOneLine } from '../../src/visible.ts';
import type { Words } from '../../src/words/words.ts';
import { CARRIER_ID, type Press, toCustomIds } from './custom-id.ts';
import { fitInto } from './fit.ts';
import { limits } from './limits.ts';
import { toCodeBlock, toTitle } from './markdown.ts';

/** A message as Components V2. */
export interface Rendered {
  flags: number;
  components: APIMessageTopLevelComponent[];
  /** Nobody is ever pinged, whatever the text says. */
  allowedMentions: { parse: [] };
  /** A block to copy that is too long to show. */
  files: { name: string; text: string }[];
}

export interface RenderOptions {
  commands: readonly Command[];
  words: Words;
  /** The line this reply answers, where the asker alone sees it: it then offers to share. */
  share?: string | undefined;
}

/** Characters for the heading, of which a title takes at most the first number. */
const HEADING = { title: 300, text: 1_800 };
const CARD = { title: 250, byline: 200, label: 60, least: 80 };
const NOTE = 300;
/** A longer block is attached as a file: half an entry to copy is worth nothing. */
const CODE = 1_500;
/** Below a reply stand at most two rows of buttons. */
const ROW_BUTTONS = 2 * limits.rowButtons;
/** Heading, block or file, note, and the row with the menu that carries long lines. */
const AROUND = 1 + 1 + 1 + 2;
/** A card beside its button: a section, two texts, the button. Alone it is one text. */
const COST = { section: 4, text: 1 };

type RunButton = APIButtonComponentWithCustomId;
type LinkButton = APIButtonComponentWithURL;
/** A button before it has a `custom_id`. */
type Wanted = { label: string; press: Press } | { label: string; url: string };

/**
 * A reply as a Discord message within all its limits: long text is shortened at a word, titles keep their links, and
 * cards that do not fit are counted in the closing note.
 */
export function render(reply: Reply, options: RenderOptions): Rendered {
  const below = wantedBelow(reply, options);
  const besideAll = (reply.cards ?? []).map((card) => firstButton(card, options));
  const cards = (reply.cards ?? []).slice(0, countFitting(besideAll, below.length));
  const beside = besideAll.slice(0, cards.length);
  const { buttons, pieces } = withIds([...beside, ...below]);

  const heading = headingOf(reply);
  const short = reply.code !== undefined && reply.code.text.length <= CODE;
  const code = reply.code && short ? [toCodeBlock(reply.code.language, reply.code.text)] : [];
  const files =
    reply.code && !short
      ? [{ name: `paperboy.${reply.code.language === 'bibtex' ? 'bib' : 'txt'}`, text: reply.code.text }]
      : [];
  const note = noteOf(reply, (reply.cards?.length ?? 0) - cards.length, options.words);
  const taken = [...heading, ...code, ...note].reduce((sum, text) => sum + text.length, 0);
  const share = Math.floor((limits.text - taken) / Math.max(1, cards.length));

  const components: APIMessageTopLevelComponent[] = [
    ...heading.map(textDisplay),
    ...cards.map((card, index) => cardComponent(card, share, buttons[index])),
    ...code.map(textDisplay),
    ...files.map(({ name }) => ({
      type: ComponentType.File as const,
      file: { url: `attachment://${name}` },
    })),
    ...note.map(textDisplay),
    ...rows(buttons.slice(cards.length).filter((each) => each !== undefined)),
    ...carrier(pieces),
  ];
  // Discord refuses a message of nothing.
  const message = components.length > 0 ? components : [textDisplay(options.words.nothingToShow)];
  return { flags: MessageFlags.IsComponentsV2, components: message, allowedMentions: { parse: [] }, files };
}

/** How many cards fit beside everything else into the components of a message. */
function countFitting(beside: readonly unknown[], below: number): number {
  let left = limits.components - AROUND - below - Math.ceil(below / limits.rowButtons);
  const fits = (button: unknown) => {
    left -= button === undefined ? COST.text : COST.section;
    return left >= 0;
  };
  const first = beside.findIndex((button) => !fits(button));
  return first < 0 ? beside.length : first;
}

function firstButton(card: Card, options: RenderOptions): Wanted | undefined {
  return card.buttons?.map((button) => toWanted(button, options)).find((each) => each !== undefined);
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

/** A card in at most `room` characters: beside its first button, or alone. */
function cardComponent(
  card: Card,
  room: number,
  button: RunButton | LinkButton | undefined,
): APIMessageTopLevelComponent {
  const url = card.url === undefined ? undefined : safeUrl(card.url, limits.buttonUrl);
  const title = fitInto(toOneLine(card.title), Math.min(CARD.title, Math.floor(room / 3)), toTitle);
  const head = url === undefined ? title : `[${title}](<${url}>)`;
  const byline =
    card.byline === undefined
      ? []
      : [`-# ${fitInto(toOneLine(card.byline), Math.min(CARD.byline, Math.floor(room / 4)))}`];
  const top = [head, ...byline].join('\n');
  const left = room - top.length - 2;
  const rest = bodyOf(card, left);
  const texts = [top, ...(rest === '' ? [] : [rest])].map(textDisplay);
  if (!button) return textDisplay([top, rest].filter((each) => each !== '').join('\n'));
  return { type: ComponentType.Section, components: texts, accessory: button };
}

function bodyOf(card: Card, room: number): string {
  const parts: { label?: string; text: Text }[] = [
    ...(card.body === undefined ? [] : [{ text: card.body }]),
    ...(card.fields ?? []).map(({ label, value }) => ({ label, text: value })),
  ];
  const each = Math.floor(room / Math.max(1, parts.length));
  if (each < CARD.least) return '';
  return parts
    .map(({ label, text }) => {
      const head = label === undefined ? '' : `**${fitInto(label, CARD.label)}** `;
      return head + fitInto(text, each - head.length - 1);
    })
    .join('\n');
}

function wantedBelow(reply: Reply, options: RenderOptions): Wanted[] {
  const rest = reply.cards?.length === 1 ? (reply.cards[0]?.buttons?.slice(1) ?? []) : [];
  const own = [...rest, ...(reply.buttons ?? [])].flatMap((button) => toWanted(button, options) ?? []);
  const share: Wanted[] =
    options.share === undefined
      ? []
      : [{ label: options.words.share, press: { action: 'share', line: options.share } }];
  return [...own.slice(0, ROW_BUTTONS - share.length), ...share];
}

function toWanted(button: Button, { commands }: RenderOptions): Wanted | undefined {
  const label = shorten(button.label.replace(/\s+/g, ' ').trim(), limits.buttonLabel) || '…';
  if ('open' in button) {
    const url = safeUrl(button.open, limits.buttonUrl);
    return url === undefined ? undefined : { label, url };
  }
  return {
    label,
    press: { action: button.inPlace ? 'replace' : 'answer', line: formatLine(button.run, commands) },
  };
}

/** Each button with its `custom_id`; undefined where there was none, or its line is too long even to be carried. */
function withIds(wanted: readonly (Wanted | undefined)[]): {
  buttons: (RunButton | LinkButton | undefined)[];
  pieces: string[];
} {
  const presses = wanted.flatMap((each) => (each && 'press' in each ? [each.press] : []));
  const { ids, pieces } = toCustomIds(presses);
  let next = 0;
  const buttons = wanted.map((each): RunButton | LinkButton | undefined => {
    if (!each) return undefined;
    const { label } = each;
    if ('url' in each) return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: each.url };
    const id = ids[next++];
    return id === undefined
      ? undefined
      : { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: id };
  });
  return { buttons, pieces };
}

function rows(buttons: readonly (RunButton | LinkButton)[]): APIMessageTopLevelComponent[] {
  const count = Math.ceil(buttons.length / limits.rowButtons);
  return Array.from({ length: count }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * limits.rowButtons, (row + 1) * limits.rowButtons),
  }));
}

/** The disabled menu in which long lines ride along (see custom-id.ts). */
function carrier(pieces: readonly string[]): APIMessageTopLevelComponent[] {
  if (pieces.length === 0) return [];
  const options = pieces.map((value, index) => ({ label: `${index + 1}`, value }));
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: CARRIER_ID,
    disabled: true,
    placeholder: '⋯',
    options,
  };
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}

function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}
