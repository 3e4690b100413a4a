import type { Message, OpenView, Unfurl } from './entities.ts';
import { type Fields, fieldsOf, objectsOf, textOf, walk } from './json.ts';

/** Something with blocks on it that a person can read and press. */
export type SurfaceWithBlocks = Message | OpenView | Unfurl;

/** The blocks of a message and its attachments, of a view, or of an unfurl. */
export function blocksOf(surface: SurfaceWithBlocks): Fields[] {
  if ('view' in surface) return objectsOf(surface.view.blocks);
  if ('attachment' in surface) return objectsOf(surface.attachment.blocks);
  return [...(surface.blocks ?? []), ...(surface.attachments ?? []).flatMap((one) => objectsOf(one.blocks))];
}

/** All that a person reads on it, one piece a line: the blocks' texts in order, or a message's text where it has no blocks. */
export function visibleText(surface: SurfaceWithBlocks): string {
  const blocks = blocksOf(surface);
  if (blocks.length === 0 && 'text' in surface) return surface.text;
  return [...walk(blocks, '')].flatMap(({ node }) => textOf(node.text) ?? []).join('\n');
}

/** The labels of its buttons, in order. */
export function buttonsOf(surface: SurfaceWithBlocks): string[] {
  return elements(surface).flatMap(({ element }) => (element.type === 'button' ? [labelOf(element)] : []));
}

export interface Found {
  block: Fields;
  element: Fields;
  /** Set where what was named is a choice of a menu. */
  option?: Fields;
}

function elements(surface: SurfaceWithBlocks): Found[] {
  return blocksOf(surface).flatMap((block) =>
    [...walk(block, '')].flatMap(({ node }) =>
      typeof node.action_id === 'string' ? [{ block, element: node }] : [],
    ),
  );
}

const labelOf = (element: Fields): string => textOf(fieldsOf(element.text).text) ?? '';

const optionsOf = (element: Fields): Fields[] => [
  ...objectsOf(element.options),
  ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
];

/** Finds a button, or a choice of a menu, by the words on it or by its action_id. Throws an error that names what there is. */
export function findElement(surface: SurfaceWithBlocks, name: string): Found {
  const all = elements(surface);
  const found =
    all.find(({ element }) => labelOf(element) === name || element.action_id === name) ??
    all
      .flatMap((one) => optionsOf(one.element).map((option) => ({ ...one, option })))
      .find(({ option }) => labelOf(option) === name);
  if (found) return found;
  const labels = all.map(({ element }) => labelOf(element) || textOf(element.action_id));
  throw new Error(`nothing to press named "${name}"; there is: ${labels.join(', ') || 'nothing'}`);
}

/** Finds an input by its label, its block_id or its action_id. Throws an error that names what there is. */
export function findInput(surface: SurfaceWithBlocks, name: string): Found {
  const inputs = inputsOf(surface);
  const found = inputs.find(({ block, element }) =>
    [textOf(fieldsOf(block.label).text), block.block_id, element.action_id].includes(name),
  );
  if (found) return found;
  const labels = inputs.map(({ block }) => textOf(fieldsOf(block.label).text));
  throw new Error(`no input "${name}"; there is: ${labels.join(', ') || 'none'}`);
}

/** The inputs of a view or message, in order. */
export const inputsOf = (surface: SurfaceWithBlocks): Found[] =>
  blocksOf(surface)
    .filter((block) => block.type === 'input')
    .map((block) => ({ block, element: fieldsOf(block.element) }));

/** What a person filled in, by an input's label, block_id or action_id. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

/** The `state.values` of a surface: of every input what was filled in, else what it starts with. Throws an error for unknown names. */
export function valuesOf(surface: SurfaceWithBlocks, filled: Filled): Record<string, Fields> {
  const values: Record<string, Fields> = {};
  const given = new Map(
    Object.entries(filled).map(([name, value]) => [findInput(surface, name).element, value]),
  );
  for (const { block, element } of elements(surface).filter((one) => keepsState(one.element))) {
    const value = toValue(element, given.get(element));
    const blockId = String(block.block_id);
    values[blockId] = { ...values[blockId], [String(element.action_id)]: value };
  }
  return values;
}

const keepsState = (element: Fields): boolean => element.type !== 'button' && element.type !== 'overflow';

/** An element's value in `state.values`: what a person chose or typed, else what it starts with. */
export function toValue(element: Fields, given: string | readonly string[] | undefined): Fields {
  const type = textOf(element.type) ?? '';
  const wanted = given === undefined ? undefined : [given].flat();
  const choose = (initial: Fields[]): Fields[] =>
    wanted
      ? optionsOf(element).filter(
          (option) => wanted.includes(labelOf(option)) || wanted.includes(String(option.value)),
        )
      : initial;
  if (type === 'checkboxes' || type === 'multi_static_select') {
    return { type, selected_options: choose(objectsOf(element.initial_options)) };
  }
  if (
    type === 'static_select' ||
    type === 'radio_buttons' ||
    type === 'external_select' ||
    type === 'overflow'
  ) {
    const selected =
      choose(objectsOf([element.initial_option]))[0] ??
      (type === 'external_select' ? external(wanted) : null);
    return { type, selected_option: selected };
  }
  const kept = /^(users|channels|conversations)_select$/.exec(type)?.[1]?.slice(0, -1);
  if (kept) return { type, [`selected_${kept}`]: wanted?.[0] ?? textOf(element[`initial_${kept}`]) ?? null };
  return { type, value: wanted?.[0] ?? textOf(element.initial_value) ?? null };
}

const external = (wanted: readonly string[] | undefined): Fields | null =>
  wanted?.[0] ? { text: { type: 'plain_text', text: wanted[0] }, value: wanted[0] } : null;
