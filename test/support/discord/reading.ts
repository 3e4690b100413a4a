import { type APIEmbed, type APIMessage, ButtonStyle, ComponentType } from 'discord.js';
import { type Component, everyComponent } from './components.ts';

/** A button as a user sees it. */
export interface SeenButton {
  label: string;
  disabled: boolean;
  /** Set where it opens an address. */
  url?: string;
  /** Set where it asks the bot. */
  customId?: string;
}

/** Every component of a message, nested ones too, in reading order. */
export function componentsIn(message: APIMessage): Component[] {
  // A stored message holds the checked components of its body.
  return [...everyComponent((message.components ?? []) as Component[])].map(({ component }) => component);
}

/** All text of a message in reading order, one part a line: its content, its embeds, its text displays. */
export function textOf(message: APIMessage): string {
  const texts = componentsIn(message).flatMap(({ type, content }) =>
    type === ComponentType.TextDisplay && content ? [content] : [],
  );
  return [message.content, ...message.embeds.flatMap(textsOfEmbed), ...texts].filter(Boolean).join('\n');
}

/** The buttons of a message in reading order. */
export function buttonsOf(message: APIMessage): SeenButton[] {
  return componentsIn(message).flatMap((component) => {
    if (component.type !== ComponentType.Button) return [];
    const { label, emoji, disabled, style, url, custom_id } = component;
    return [
      {
        label: label || (emoji?.name ?? ''),
        disabled: Boolean(disabled),
        ...(style === ButtonStyle.Link ? url && { url } : custom_id && { customId: custom_id }),
      },
    ];
  });
}

function textsOfEmbed({ title, description, fields = [], footer }: APIEmbed): string[] {
  const texts = [title, description, ...fields.flatMap(({ name, value }) => [name, value]), footer?.text];
  return texts.filter((text) => text !== undefined);
}
