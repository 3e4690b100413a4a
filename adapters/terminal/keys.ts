import { isDeepStrictEqual } from 'node:util';
import type { Command, Invocation } from '../../src/command.ts';
import { formatLine } from '../../src/line.ts';
import type { Button, Card, Reply } from '../../src/reply.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { toVisibleLine } from '../../src/text/visible.ts';

/** A button of the last reply and what presses it. */
export interface Key {
  /** What a person types: `m`, `2s`, `1`. */
  keys: readonly [string, ...string[]];
  button: Button;
  /** The number of the card it belongs to, from 1. */
  card?: number;
}

/** What a button's command is called on the keyboard, and in the hints where it stands on a card. */
const SIGNS: Record<string, { sign: string; hint: (card: number) => string }> = {
  summary: { sign: 's', hint: (card) => `summary of ${card}` },
  similar: { sign: '~', hint: (card) => `like ${card}` },
  cite: { sign: 'c', hint: () => 'cite' },
  save: { sign: 'v', hint: (card) => `save ${card}` },
};
const OPEN = 'o';
const RESERVED = new Set(['m', 'b', OPEN, ...Object.values(SIGNS).map(({ sign }) => sign)]);
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz').filter((letter) => !RESERVED.has(letter));

/**
 * A key for each button of a reply: `m` and `b` turn the page, `s ~ c o` go by what a button does, other buttons get
 * letters in their order; on a card with the card's number before it. A card's bare number shows its paper, and `o`
 * opens its title's address where no button does. No two buttons share a key.
 *
 * @param shown What gave the reply, for telling the next page from the one before.
 */
export function toKeys(reply: Reply, shown?: Invocation): Key[] {
  const ofReply = assign(reply.buttons ?? [], '', (button) => pageKeys(button, shown));
  const ofCards = (reply.cards ?? []).flatMap((card, index) => keysOfCard(card, index + 1));
  return [...ofReply, ...ofCards];
}

/** The button that this line presses; undefined where the line is just a line. */
export function findKey(line: string, keys: readonly Key[]): Button | undefined {
  const typed = line.trim().toLowerCase();
  return keys.find((each) => each.keys.includes(typed))?.button;
}

/** The same keys, with the new labels that a reply gives to their buttons. */
export function relabelled(keys: readonly Key[], relabel: NonNullable<Reply['relabel']>): Key[] {
  return keys.map((key) => {
    const { button } = key;
    if ('open' in button) return key;
    const found = relabel.find(({ run }) => isDeepStrictEqual(run, button.run));
    return found ? { ...key, button: { ...button, label: found.label } } : key;
  });
}

/** `[m] more`, `[1s] summary of 1`, …: for the reply, and for the first card as an example of all. */
export function toHints(keys: readonly Key[]): string[] {
  return examplesOf(keys).map(({ keys: [key], button, card }) => `[${key}] ${hintOf(button, key, card)}`);
}

/** The same next steps where nobody can press a key: the lines that the buttons stand for, and the addresses they open. */
export function toNextLines(reply: Reply, commands: readonly Command[]): string[] {
  return examplesOf(toKeys(reply)).map(({ button }) =>
    'open' in button ? (safeUrl(button.open) ?? '') : `→ ${toVisibleLine(formatLine(button.run, commands))}`,
  );
}

/** Keys worth showing: the reply's own and the first card's, each deed once; that a number shows its paper goes without saying. */
function examplesOf(keys: readonly Key[]): Key[] {
  const seen = new Set<string>();
  return keys.filter(({ card, keys: [key], button }) => {
    if (card !== undefined && (card > 1 || key === '1')) return false;
    const deed = JSON.stringify('open' in button ? button.open : button.run);
    return !seen.has(deed) && seen.add(deed);
  });
}

function keysOfCard(card: Card, number: number): Key[] {
  // A row may repeat what would else stand beside the title.
  const others = (card.row ?? []).filter(
    (each) => !card.buttons?.some((own) => isDeepStrictEqual(own, each)),
  );
  const buttons = [...(card.buttons ?? []), ...others];
  if (card.url !== undefined && !buttons.some((button) => 'open' in button))
    buttons.push({ label: 'open', open: card.url });
  const keys = assign(buttons, String(number)).map((key) => ({ ...key, card: number }));
  if (card.paper === undefined) return keys;
  const show: Button = { label: 'show', run: { command: 'show', options: { paper: card.paper } } };
  return [{ keys: [String(number)], button: show, card: number }, ...keys];
}

function assign(
  buttons: readonly Button[],
  prefix: string,
  reserved: (button: Button) => Key['keys'] | undefined = () => undefined,
): Key[] {
  const taken = new Set<string>();
  const letters = letterSequence();
  return buttons
    .filter((button) => !('open' in button) || safeUrl(button.open) !== undefined)
    .map((button) => {
      const wished = reserved(button) ?? wish(button, prefix);
      const keys =
        wished && !taken.has(wished[0]) ? wished : ([prefix + letters.next().value] satisfies [string]);
      taken.add(keys[0]);
      return { keys, button };
    });
}

function wish(button: Button, prefix: string): [string] | undefined {
  const sign = 'open' in button ? OPEN : signOf(button.run);
  return sign === undefined ? undefined : [prefix + sign];
}

function signOf({ command, options }: Invocation): string | undefined {
  if (command === 'vote') return options.value === 'down' ? '-' : '+';
  return SIGNS[command]?.sign;
}

/** A button that runs the shown command on another page turns the page. */
function pageKeys(button: Button, shown: Invocation | undefined): Key['keys'] | undefined {
  if (!('run' in button) || button.run.command !== shown?.command) return undefined;
  const { page } = button.run.options;
  if (typeof page !== 'number') return undefined;
  return page > Number(shown.options.page ?? 1) ? ['m', 'more'] : ['b', 'back'];
}

/** `a`, `d`, …, `z`, `a2`, `d2`, …: never one of the signs. */
function* letterSequence(): Generator<string, never> {
  for (let round = 1; ; round++)
    for (const letter of LETTERS) yield round === 1 ? letter : `${letter}${round}`;
}

function hintOf(button: Button, key: string, card: number | undefined): string {
  if (key === 'm') return 'more';
  if (key === 'b') return 'back';
  const known = 'run' in button ? SIGNS[button.run.command] : undefined;
  if (card !== undefined && known) return known.hint(card);
  // "Summary" reads as a label, "LLM", "arXiv" and "BibTeX" are names.
  return toVisibleLine(button.label).replace(/^\p{Lu}(?=\p{Ll}+(?:[^\p{L}]|$))/u, (letter) =>
    letter.toLowerCase(),
  );
}
