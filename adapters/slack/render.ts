import type { types } from '@slack/bolt';
import type { Command } from '../../src/command.ts';
import { shareOut } from '../../src/concurrency/share-out.ts';
import type { Card, Reply, Text } from '../../src/reply.ts';
import { leftOver, toPlain } from '../../src/reply.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { shorten } from '../../src/text/shorten.ts';
import { toOneLine, toVisible } from '../../src/text/visible.ts';
import type { Words } from '../../src/words/words.ts';
import { type CardButtons, toButtons } from './buttons.ts';
import { charactersIn, plainText } from './elements.ts';
import { toFallback } from './fallback.ts';
import { limits } from './limits.ts';
import { toBoldLine, toLink } from './mrkdwn.ts';
import { toElements, toParagraph, toPreformatted } from './rich-text.ts';

/** A message, or the blocks of a view. `text` is what notifications and screen readers say. */
export interface Rendered {
  text: string;
  blocks: types.KnownBlock[];
}

export interface RenderOptions {
  commands: readonly Command[];
  words: Words;
  /** The line this reply answers, where the asker alone sees it: it then offers to share. */
  share?: string | undefined;
  /** Names the answer under way that this shows the progress of: it then offers to cancel it. */
  cancel?: string | undefined;
  /** A preview under somebody's link takes no rich text. */
  preview?: true;
}

/** Characters for each part; a body shorter than `least` says nothing. */
const HEADING = { title: 300, text: 2_000 };
const CARD = { title: 500, byline: 300, body: 3_000, label: 60, least: 80, leastPart: 40 };
const NOTE = 300;
const CODE = 5_000;
/** Around the cards stand heading, code, note and buttons, and a view adds as many blocks of its own. */
const AROUND = 4;
/** The blocks that all cards may have together; one has at least its title. */
const CARDS_BLOCKS = limits.blocks - 2 * AROUND;

/**
 * A reply as Block Kit within all its limits: each card is a title with a button beside it, a small line of facts, its
 * text as rich text, and a row of buttons where it asks for one. Long text is shortened at a word, titles keep their links, and cards that do not fit are
 * counted in the closing note.
 */
export function render(reply: Reply, options: RenderOptions): Rendered {
  const { words } = options;
  const wanted = reply.cards ?? [];
  const only = wanted.length === 1 ? wanted[0] : undefined;
  const rest = only ? leftOver(only) : [];
  const considered = wanted.slice(0, CARDS_BLOCKS);
  const buttons = toButtons(considered, [...rest, ...(reply.buttons ?? [])], options);
  const frames = considered.map((card, index) => frameOf(card, buttons.cards[index]));
  const heading = headingOf(reply);
  const code = reply.code ? [toPreformatted(shorten(reply.code.text, CODE))] : [];
  const around = charactersIn([heading, code, noteOf(reply, wanted.length, words), buttons.row]);
  const shown = frames.slice(0, countFitting(frames, limits.blockText - around));
  const share = Math.floor((limits.blockText - around - charactersIn(shown)) / Math.max(1, shown.length));
  const blocks = [
    ...heading,
    ...shown.flatMap(({ top, row }, index) => [...top, ...bodyOf(wanted[index], share, options), ...row]),
    ...code,
    ...noteOf(reply, wanted.length - shown.length, words),
    ...buttons.row,
  ];
  // Slack refuses a message of nothing.
  const message = blocks.length > 0 ? blocks : toParagraph(words.nothingToShow);
  return { text: toFallback(reply, words), blocks: message };
}

function headingOf(reply: Reply): types.KnownBlock[] {
  const title = reply.title === undefined ? [] : toBold(shorten(toOneLine(reply.title), HEADING.title));
  const text = reply.text === undefined ? [] : toSpans(shorten(reply.text, HEADING.text));
  return toParagraph(title.length > 0 && text.length > 0 ? [...title, '\n', ...text] : [...title, ...text]);
}

function noteOf(reply: Reply, left: number, words: Words): types.KnownBlock[] {
  const more = left > 0 ? [words.andMoreCards(left)] : [];
  const note = reply.note === undefined ? [] : toSpans(shorten(toOneLine(reply.note), NOTE));
  return toContext([...more, ...(more.length > 0 && note.length > 0 ? [' · '] : []), ...note]);
}

/** What a card has whatever room is left: its title with its button and its line of facts above the body, and a row below. */
interface Frame {
  top: types.KnownBlock[];
  row: types.ActionsBlock[];
}

function frameOf(card: Card, { beside, row }: CardButtons = { row: [] }): Frame {
  const url = card.url === undefined ? undefined : safeUrl(card.url, limits.buttonUrl);
  const title = toBoldLine(toPlain(card.title), url, CARD.title);
  const section: types.SectionBlock = {
    type: 'section',
    text: { type: 'mrkdwn', text: title, verbatim: true },
  };
  const byline = card.byline === undefined ? [] : toContext(shorten(toOneLine(card.byline), CARD.byline));
  return { top: [beside ? { ...section, accessory: beside } : section, ...byline], row };
}

/** How many cards there is room for, in characters and in blocks, each with a body. */
function countFitting(frames: readonly Frame[], characters: number): number {
  let left = characters;
  let blocks = CARDS_BLOCKS;
  for (const [index, { top, row }] of frames.entries()) {
    left -= charactersIn([top, row]);
    blocks -= top.length + 1 + row.length;
    if (left < 0 || blocks < 0) return index;
  }
  return frames.length;
}

/** Body and fields, each with its share of the room, or none where that is too little for a few words. */
function bodyOf(card: Card | undefined, room: number, { preview }: RenderOptions): types.KnownBlock[] {
  const parts: { label?: string; text: Text }[] = [
    ...(card?.body === undefined ? [] : [{ text: card.body }]),
    ...(card?.fields ?? []).map(({ label, value }) => ({ label, text: value })),
  ];
  const most = Math.min(room, CARD.body);
  if (most < CARD.least) return [];
  const written = parts.map(({ label, text }) => {
    const head = label === undefined ? '' : `${shorten(label, CARD.label)} `;
    return { head, text, wants: head.length + toPlain(text).length + 1 };
  });
  const shares = shareOut(
    written.map(({ wants }) => wants),
    most,
  );
  const text = written.flatMap(({ head, text: words, wants }, index) => {
    const share = shares[index] ?? 0;
    if (share < Math.min(wants, head.length + CARD.leastPart)) return [];
    return [
      ...(index > 0 ? ['\n'] : []),
      ...(head === '' ? [] : [{ text: head, style: 'bold' as const }]),
      ...toSpans(shorten(words, share - head.length - 1)),
    ];
  });
  if (!preview) return toParagraph(text);
  const plain = toVisible(toPlain(text)).trim();
  return plain === '' ? [] : [{ type: 'section', text: plainText(plain) }];
}

/** Small print: plain text, which has no markup at all, and links between. Too many runs for one block lose their links. */
function toContext(text: Text): types.KnownBlock[] {
  const runs: (types.PlainTextElement | types.MrkdwnElement)[] = [];
  let plain = '';
  for (const element of toElements(text)) {
    if (element.type === 'text') {
      plain += element.text;
    } else {
      if (plain.trim() !== '') runs.push(plainText(plain.trim()));
      runs.push({ type: 'mrkdwn', text: toLink(element.url, element.text ?? element.url), verbatim: true });
      plain = '';
    }
  }
  if (plain.trim() !== '') runs.push(plainText(plain.trim()));
  const whole = toVisible(toPlain(text)).trim();
  if (whole === '') return [];
  return [{ type: 'context', elements: runs.length <= limits.contextElements ? runs : [plainText(whole)] }];
}

function toBold(text: Text): { text: string; style: 'bold'; url?: string }[] {
  return toSpans(text).map((span) =>
    typeof span === 'string' ? { text: span, style: 'bold' } : { ...span, style: 'bold' },
  );
}

const toSpans = (text: Text) => (typeof text === 'string' ? [text] : [...text]);
