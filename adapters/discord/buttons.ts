import {
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Command } from '../../src/command.ts';
import { formatLine } from '../../src/line.ts';
import type { Button } from '../../src/reply.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { shorten } from '../../src/text/shorten.ts';
import { CARRIER_ID, type Press, toCustomIds } from './custom-id.ts';
import { limits } from './limits.ts';

export type ButtonComponent = APIButtonComponentWithCustomId | APIButtonComponentWithURL;

/** A button before it has a `custom_id`. */
export type Wanted =
  | { label: string; press: Press }
  | { label: string; url: string }
  /** It carries no line. */
  | { label: string; id: string };

/** A label as Discord shows it: one line, never empty. */
export const toLabel = (label: string) =>
  shorten(label.replace(/\s+/g, ' ').trim(), limits.buttonLabel) || '…';

/** Undefined where it opens an address that is not safe. */
export function toWanted(button: Button, commands: readonly Command[]): Wanted | undefined {
  const label = toLabel(button.label);
  if ('open' in button) {
    const url = safeUrl(button.open, limits.buttonUrl);
    return url === undefined ? undefined : { label, url };
  }
  return {
    label,
    press: { action: button.inPlace ? 'replace' : 'answer', line: formatLine(button.run, commands) },
  };
}

/** The buttons of a message, group by group, without those whose line is too long even to be carried. */
export function withIds(groups: readonly (readonly Wanted[])[]): {
  groups: ButtonComponent[][];
  pieces: string[];
} {
  const presses = groups.flat().flatMap((each) => ('press' in each ? [each.press] : []));
  const { ids, pieces } = toCustomIds(presses);
  let next = 0;
  const toComponent = (wanted: Wanted): ButtonComponent[] => {
    const { label } = wanted;
    if ('url' in wanted)
      return [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url: wanted.url }];
    const id = 'id' in wanted ? wanted.id : ids[next++];
    return id === undefined
      ? []
      : [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: id }];
  };
  return { groups: groups.map((group) => group.flatMap(toComponent)), pieces };
}

/** The buttons of a message, in reading order. */
export function everyButton(components: readonly APIMessageTopLevelComponent[]): APIButtonComponent[] {
  return components
    .flatMap((part): { type: ComponentType }[] => {
      if (part.type === ComponentType.ActionRow) return part.components;
      return part.type === ComponentType.Section ? [part.accessory] : [];
    })
    .filter((part): part is APIButtonComponent => part.type === ComponentType.Button);
}

export function rows(buttons: readonly ButtonComponent[]): APIMessageTopLevelComponent[] {
  const count = Math.ceil(buttons.length / limits.rowButtons);
  return Array.from({ length: count }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * limits.rowButtons, (row + 1) * limits.rowButtons),
  }));
}

/** The disabled menu in which long lines ride along (see custom-id.ts). */
export function carrier(pieces: readonly string[]): APIMessageTopLevelComponent[] {
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
