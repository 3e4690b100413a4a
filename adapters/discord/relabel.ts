import { type APIMessageTopLevelComponent, ComponentType, type Message } from 'discord.js';
import type { Command } from '../../src/command.ts';
import { known } from '../../src/known.ts';
import { formatLine } from '../../src/line.ts';
import type { Reply } from '../../src/reply.ts';
import { toLabel } from './buttons.ts';
import { fromCustomId, piecesOf } from './custom-id.ts';

/**
 * The components of a message with the new labels of those buttons that carry the lines, in their `custom_id` or in the
 * menu beside. All else stays as it is.
 */
export function relabelComponents(
  components: readonly APIMessageTopLevelComponent[],
  relabel: NonNullable<Reply['relabel']>,
  commands: readonly Command[],
): APIMessageTopLevelComponent[] {
  const labels = new Map(relabel.map(({ run, label }) => [formatLine(run, commands), toLabel(label)]));
  const pieces = piecesOf(components);
  const renew = <Part extends { type: ComponentType }>(part: Part): Part => {
    if (!('custom_id' in part) || typeof part.custom_id !== 'string') return part;
    const line = fromCustomId(part.custom_id, pieces)?.line;
    const label = line === undefined ? undefined : labels.get(line);
    return label === undefined || part.type !== ComponentType.Button ? part : { ...part, label };
  };
  return components.map((component) => {
    if (component.type === ComponentType.ActionRow)
      return { ...component, components: component.components.map(renew) };
    if (component.type === ComponentType.Section)
      return { ...component, accessory: renew(component.accessory) };
    return component;
  });
}

/** The components of a message of ours as they can be sent again: a file is named, not addressed. */
export function componentsToSend(message: Message): APIMessageTopLevelComponent[] {
  return message.components.map((component) =>
    component.type === ComponentType.File
      ? {
          type: ComponentType.File,
          ...known({ id: component.data.id }),
          file: { url: `attachment://${component.data.name}` },
        }
      : component.toJSON(),
  );
}
