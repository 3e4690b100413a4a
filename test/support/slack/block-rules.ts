import { type Fields, fieldsOf, objectsOf, textOf, walk } from './json.ts';
import { BLOCK_LIMITS, LIMITS } from './limits.ts';
import { complaint } from './schema-errors.ts';

/** A rule of Block Kit that no schema of single blocks can state: gives its complaints about well-formed blocks. */
type Rule = (blocks: readonly Fields[], root: string) => string[];

const RULES: readonly Rule[] = [
  withinLimits,
  uniqueBlockIds,
  uniqueActionIds,
  sectionsSaySomething,
  selectsHaveOneSource,
  initialOptionsExist,
  linksAreWebAddresses,
  oneFocus,
  oneTable,
  markdownInAll,
];

/** What Slack would say against blocks whose shapes are right. */
export function ruleComplaints(blocks: readonly unknown[], root: string): string[] {
  const objects = objectsOf(blocks);
  return RULES.flatMap((rule) => rule(objects, root));
}

function withinLimits(blocks: readonly Fields[], root: string): string[] {
  return [...walk(blocks, root)].flatMap(({ node, pointer }) =>
    BLOCK_LIMITS.filter((limit) => limit.type === node.type).flatMap((limit) =>
      outside(node[limit.property], limit).map((words) => complaint(words, `${pointer}/${limit.property}`)),
    ),
  );
}

function outside(
  value: unknown,
  { min = 0, max = Number.POSITIVE_INFINITY }: { min?: number; max?: number },
): string[] {
  if (typeof value === 'string') {
    const length = [...value].length;
    if (length > max) return [`must be less than ${max + 1} characters`];
    return length < min ? [`must be more than ${min - 1} characters`] : [];
  }
  if (!Array.isArray(value)) return [];
  if (value.length > max) return [`no more than ${max} items allowed`];
  return value.length < min ? [`no fewer than ${min} items allowed`] : [];
}

function uniqueBlockIds(blocks: readonly Fields[], root: string): string[] {
  return repeated(blocks.map((block) => block.block_id)).map(({ value, index }) =>
    complaint(`block_id "${value}" already exists`, `${root}/${index}/block_id`),
  );
}

function uniqueActionIds(blocks: readonly Fields[], root: string): string[] {
  return blocks.flatMap((block, index) => {
    const elements = [...walk(block, `${root}/${index}`)].filter(
      ({ node }) => textOf(node.action_id) !== undefined,
    );
    return repeated(elements.map(({ node }) => node.action_id)).map(({ value, index: at }) =>
      complaint(`action_id "${value}" already exists in this block`, elements[at]?.pointer ?? root),
    );
  });
}

function repeated(values: readonly unknown[]): { value: unknown; index: number }[] {
  return [...values.entries()]
    .filter(([index, value]) => value !== undefined && values.indexOf(value) !== index)
    .map(([index, value]) => ({ value, index }));
}

function sectionsSaySomething(blocks: readonly Fields[], root: string): string[] {
  return blocks.flatMap((block, index) =>
    block.type === 'section' && block.text === undefined && block.fields === undefined
      ? [complaint('missing required field: text', `${root}/${index}`)]
      : [],
  );
}

function selectsHaveOneSource(blocks: readonly Fields[], root: string): string[] {
  return [...walk(blocks, root)]
    .filter(({ node }) => node.type === 'static_select' || node.type === 'multi_static_select')
    .filter(({ node }) => (node.options === undefined) === (node.option_groups === undefined))
    .map(({ pointer }) => complaint('must define either `options` or `option_groups`', pointer));
}

function initialOptionsExist(blocks: readonly Fields[], root: string): string[] {
  return [...walk(blocks, root)].flatMap(({ node, pointer }) => {
    const offered = [
      ...objectsOf(node.options),
      ...objectsOf(node.option_groups).flatMap((g) => objectsOf(g.options)),
    ];
    const initial = [...objectsOf([node.initial_option]), ...objectsOf(node.initial_options)];
    const known = new Set(
      offered.map((option) => JSON.stringify([option.value, fieldsOf(option.text).text])),
    );
    return offered.length > 0 &&
      initial.some((o) => !known.has(JSON.stringify([o.value, fieldsOf(o.text).text])))
      ? [complaint('initial option is not among the options', pointer)]
      : [];
  });
}

function linksAreWebAddresses(blocks: readonly Fields[], root: string): string[] {
  return [...walk(blocks, root)].flatMap(({ node, pointer }) =>
    ['url', 'image_url'].flatMap((key) => {
      const address = textOf(node[key]);
      const isWeb = address === undefined || /^(?:https?|slack|mailto):/i.test(address);
      return isWeb && (address === undefined || URL.canParse(address))
        ? []
        : [complaint('must be a valid URL', `${pointer}/${key}`)];
    }),
  );
}

function oneFocus(blocks: readonly Fields[], root: string): string[] {
  return [...walk(blocks, root)]
    .filter(({ node }) => node.focus_on_load === true)
    .slice(1)
    .map(({ pointer }) => complaint('only one element may have focus_on_load', pointer));
}

function oneTable(blocks: readonly Fields[], root: string): string[] {
  const tables = [...blocks.entries()].filter(([, block]) => block.type === 'table');
  return tables.slice(1).map(([index]) => complaint('only_one_table_allowed', `${root}/${index}`));
}

function markdownInAll(blocks: readonly Fields[], root: string): string[] {
  const characters = blocks
    .filter((block) => block.type === 'markdown')
    .reduce((sum, block) => sum + [...(textOf(block.text) ?? '')].length, 0);
  return characters > LIMITS.markdownCharacters
    ? [
        complaint(
          `must be less than ${LIMITS.markdownCharacters + 1} characters in all markdown blocks`,
          root,
        ),
      ]
    : [];
}
