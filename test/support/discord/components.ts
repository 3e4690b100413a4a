import { type APIAttachment, ComponentType } from 'discord.js';

/**
 * A component as it stands in a checked body or a message: the union of what all kinds carry. The published
 * description was applied before, so a field is there only where its kind has it.
 */
export interface Component {
  type: ComponentType;
  id?: number;
  custom_id?: string | null;
  style?: number;
  label?: string | null;
  disabled?: boolean | null;
  url?: string | null;
  sku_id?: string | null;
  emoji?: { id?: string | null; name?: string | null } | null;
  content?: string;
  options?: { label: string; value: string; default?: boolean | null }[];
  min_values?: number | null;
  max_values?: number | null;
  required?: boolean | null;
  components?: Component[];
  accessory?: Component;
  component?: Component;
  items?: { media: { url: string } }[];
  media?: { url: string };
  file?: { url: string; id?: string; proxy_url?: string };
  /** Of a file, as Discord gives it back. */
  name?: string;
  size?: number;
  spoiler?: boolean | null;
}

export interface PlacedComponent {
  component: Component;
  path: readonly PropertyKey[];
  /** How deep it is nested: 0 at the top. */
  depth: number;
}

/** Every component, nested ones too, in reading order. */
export function* everyComponent(
  components: readonly Component[],
  path: readonly PropertyKey[] = ['components'],
  depth = 0,
): Generator<PlacedComponent> {
  for (const [index, component] of components.entries())
    yield* withNested(component, [...path, index], depth);
}

function* withNested(
  component: Component,
  path: readonly PropertyKey[],
  depth: number,
): Generator<PlacedComponent> {
  yield { component, path, depth };
  yield* everyComponent(component.components ?? [], [...path, 'components'], depth + 1);
  for (const key of ['accessory', 'component'] as const) {
    const nested = component[key];
    if (nested) yield* withNested(nested, [...path, key], depth + 1);
  }
}

/** What a message's file components say once their `attachment://` addresses are looked up. */
export function withFiles(
  components: readonly Component[],
  attachments: readonly APIAttachment[],
): Component[] {
  return components.map((component) => {
    const name = component.file?.url.replace('attachment://', '');
    const found = attachments.find(({ filename }) => filename === name);
    if (!found) return component;
    const { id, url, proxy_url, filename, size } = found;
    return { ...component, file: { id, url, proxy_url }, name: filename, size, spoiler: false };
  });
}

export const SELECTS: ReadonlySet<ComponentType> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

/** A copy in which every component has the `id` that Discord gives where the sender gave none. */
export function withIds(components: readonly Component[]): Component[] {
  const copy = structuredClone([...components]);
  const taken = new Set([...everyComponent(copy)].map(({ component }) => component.id));
  let next = 1;
  for (const { component } of everyComponent(copy)) {
    if (component.id) continue;
    while (taken.has(next)) next += 1;
    component.id = next;
    next += 1;
  }
  return copy;
}
