import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { limits } from './limits.ts';

/**
 * A button carries the line it runs in its `custom_id`, which holds 100 characters and must be unique in a message:
 *
 *     custom_id = [ count ] action ( line | "&" number )
 *     action    = ">" answer anew | "=" replace the message | "!" post it for everyone
 *
 * A longer line rides in the same message: cut into the option values of a disabled select menu, where Discord gives
 * it back when the button is pressed. So long lines need no memory on our side, and their buttons outlive a restart.
 */

const actions = { '>': 'answer', '=': 'replace', '!': 'share' } as const;
const signs = { answer: '>', replace: '=', share: '!' } as const;

export type Action = keyof typeof signs;

/** A button to come: what happens to the message, and the line that is run. */
export interface Press {
  action: Action;
  line: string;
}

/** Room for the count and the action before a line. */
const DIRECT = limits.customId - 4;
const CARRIED = '&';
/** The `custom_id` of the menu in which long lines ride along. */
export const CARRIER_ID = 'carried';

/**
 * The `custom_id` of each button, undefined for one that cannot be carried, and the pieces of long lines that must
 * ride along as option values of a select menu.
 */
export function toCustomIds(presses: readonly Press[]): { ids: (string | undefined)[]; pieces: string[] } {
  const pieces: string[] = [];
  const given = new Map<string, number>();
  const ids = presses.map(({ action, line }, index) => {
    const body = line.length <= DIRECT && !line.startsWith(CARRIED) ? line : carry(line, index, pieces);
    if (body === undefined) return undefined;
    const id = signs[action] + body;
    const count = given.get(id) ?? 0;
    given.set(id, count + 1);
    return count === 0 ? id : count + id;
  });
  return { ids, pieces };
}

function carry(line: string, index: number, pieces: string[]): string | undefined {
  // 92: the prefix `LINE.PIECE:` takes up to 8 of the 100 characters that an option value holds.
  const mine = line.match(/[\s\S]{1,92}/g) ?? [];
  if (pieces.length + mine.length > limits.selectOptions) return undefined;
  pieces.push(...mine.map((piece, at) => `${index}.${at}:${piece}`));
  return `${CARRIED}${index}`;
}

/** What a `custom_id` means, with the option values of the message it was pressed in; undefined where it is not ours. */
export function fromCustomId(customId: string, pieces: readonly string[]): Press | undefined {
  const [, sign, body] = /^\d?([>=!])([\s\S]*)$/.exec(customId) ?? [];
  if (body === undefined || !isSign(sign)) return undefined;
  const action = actions[sign];
  if (!body.startsWith(CARRIED)) return { action, line: body };
  const prefix = `${body.slice(CARRIED.length)}.`;
  const mine = pieces.filter((piece) => piece.startsWith(prefix));
  return mine.length === 0
    ? undefined
    : { action, line: mine.map((piece) => piece.slice(piece.indexOf(':') + 1)).join('') };
}

/** The pieces of long lines that ride along in a message. */
export function piecesOf(components: readonly APIMessageTopLevelComponent[]): string[] {
  return components.flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((each) =>
          each.type === ComponentType.StringSelect && each.custom_id === CARRIER_ID
            ? each.options.map(({ value }) => value)
            : [],
        )
      : [],
  );
}

function isSign(sign: string | undefined): sign is keyof typeof actions {
  return sign !== undefined && sign in actions;
}
