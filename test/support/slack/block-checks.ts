import { Ajv, type ValidateFunction } from 'ajv';
import { ruleComplaints } from './block-rules.ts';
import generated from './generated/blocks.json' with { type: 'json' };
import { type Fields, isFields, textOf } from './json.ts';
import { LIMITS, SURFACE_BLOCKS, type Surface } from './limits.ts';
import { complaint, toComplaints } from './schema-errors.ts';

const ajv = new Ajv({ allErrors: true, discriminator: true, strict: false });
ajv.addSchema(generated, 'slack');

function schema(name: string): ValidateFunction {
  const found = ajv.getSchema(`slack#/definitions/${name}`);
  if (!found) throw new Error(`generated/blocks.json has no ${name}`);
  return found;
}

/** `context_actions` is described by `ContextActionsBlock`. */
const definitionOf = (type: string): string =>
  `${type.replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase())}Block`;

/**
 * What Slack would say against a list of blocks; empty where it takes them. Complaints carry the JSON pointer under `root`.
 * Reference: https://docs.slack.dev/reference/block-kit
 */
export function blockComplaints(blocks: unknown, surface: Surface, root = '/blocks'): string[] {
  if (!Array.isArray(blocks)) return [complaint('must provide an array', root)];
  const most = surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  const tooMany = blocks.length > most ? [complaint(`no more than ${most} items allowed`, root)] : [];
  const shapes = blocks.flatMap((block, index) => shapeComplaints(block, surface, `${root}/${index}`));
  return shapes.length + tooMany.length > 0 ? [...tooMany, ...shapes] : ruleComplaints(blocks, root);
}

function shapeComplaints(block: unknown, surface: Surface, pointer: string): string[] {
  if (!isFields(block)) return [complaint('must provide an object', pointer)];
  const type = textOf(block.type);
  if (type === undefined) return [complaint('missing required field: type', pointer)];
  if (!SURFACE_BLOCKS[surface].has(type)) return [complaint(`unsupported type: ${type}`, `${pointer}/type`)];
  return against(definitionOf(type), block, pointer);
}

/** What is wrong with a value by one of the generated schemas. */
export function against(name: string, value: unknown, pointer: string): string[] {
  const validate = schema(name);
  return validate(value) ? [] : toComplaints(validate.errors, pointer);
}

/** What Slack would say against a modal or a Home tab. https://docs.slack.dev/reference/views */
export function viewComplaints(view: Fields): string[] {
  const surface = view.type === 'home' ? 'home' : 'modal';
  const own = against(surface === 'home' ? 'HomeView' : 'ModalView', view, '/view');
  const blocks = blockComplaints(view.blocks, surface, '/view/blocks');
  const hasInput =
    Array.isArray(view.blocks) && view.blocks.some((block) => isFields(block) && block.type === 'input');
  const noSubmit = surface === 'modal' && hasInput && !view.submit;
  return [...own, ...blocks, ...(noSubmit ? [complaint('missing required field: submit', '/view')] : [])];
}

/** Keys that may stand beside an attachment's blocks. https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments */
const BESIDE_BLOCKS = new Set(['blocks', 'color', 'fallback', 'preview']);

/** What Slack would say against an attachment, of a message or of an unfurled link. */
export function attachmentComplaints(attachment: unknown, pointer: string): string[] {
  const own = against('MessageAttachment', attachment, pointer);
  if (own.length > 0 || !isFields(attachment) || attachment.blocks === undefined) return own;
  const mixed = Object.keys(attachment).filter((key) => !BESIDE_BLOCKS.has(key));
  return [
    ...mixed.map((key) => complaint(`invalid additional property: ${key}`, pointer)),
    ...blockComplaints(attachment.blocks, 'message', `${pointer}/blocks`),
  ];
}
