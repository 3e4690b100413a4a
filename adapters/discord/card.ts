import { type APIMessageTopLevelComponent, type APITextDisplayComponent, ComponentType } from 'discord.js';
import { shareOut } from '../../src/concurrency/share-out.ts';
import type { Card, Text } from '../../src/reply.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { toOneLine } from '../../src/text/visible.ts';
import { type ButtonComponent, rows } from './buttons.ts';
import { fitInto } from './fit.ts';
import { limits } from './limits.ts';
import { toTitle } from './markdown.ts';

/** Characters of a card's parts. */
const MOST = { title: 250, byline: 200, label: 60 };
const LEAST_BODY = 80;
const LEAST_PART = 40;

/** What a card takes of the components of a message: a text and a row of buttons, a section with one beside it, or a text. */
export function costOf({ row }: Card, buttons: number): number {
  if (buttons === 0) return 1;
  return row ? 2 + buttons : 4;
}

/** A card in at most `room` characters: above its row, beside its one button, or alone. */
export function cardComponents(
  card: Card,
  room: number,
  buttons: readonly ButtonComponent[],
): APIMessageTopLevelComponent[] {
  const url = card.url === undefined ? undefined : safeUrl(card.url, limits.buttonUrl);
  const title = fitInto(toOneLine(card.title), Math.min(MOST.title, Math.floor(room / 3)), toTitle);
  const head = url === undefined ? title : `[${title}](<${url}>)`;
  const byline =
    card.byline === undefined
      ? []
      : [`-# ${fitInto(toOneLine(card.byline), Math.min(MOST.byline, Math.floor(room / 4)))}`];
  const top = [head, ...byline].join('\n');
  const texts = [top, bodyOf(card, room - top.length - 2)].filter((each) => each !== '');
  const [beside] = buttons;
  if (card.row || !beside) return [textDisplay(texts.join('\n')), ...rows(buttons)];
  return [{ type: ComponentType.Section, components: texts.map(textDisplay), accessory: beside }];
}

function bodyOf(card: Card, room: number): string {
  const parts: { label?: string; text: Text }[] = [
    ...(card.body === undefined ? [] : [{ text: card.body }]),
    ...(card.fields ?? []).map(({ label, value }) => ({ label, text: value })),
  ];
  if (parts.length === 0 || room < LEAST_BODY) return '';
  const written = parts.map(({ label, text }) => {
    const head = label === undefined ? '' : `**${fitInto(label, MOST.label)}** `;
    return { head, text, wants: head.length + fitInto(text, room).length + 1 };
  });
  const shares = shareOut(
    written.map(({ wants }) => wants),
    room,
  );
  // What has no room for a few words is left out.
  return written
    .flatMap(({ head, text, wants }, index) => {
      const share = shares[index] ?? 0;
      return share < Math.min(wants, head.length + LEAST_PART)
        ? []
        : [head + fitInto(text, share - head.length - 1)];
    })
    .join('\n');
}

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}
