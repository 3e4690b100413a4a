import { decodeXML } from 'entities';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { SourceError } from './source-error.ts';

/** Elements that may stand several times in their parent, so they always come as a list. */
const REPEATED = new Set([
  'entry',
  'item',
  'author',
  'link',
  'category',
  'record',
  'version',
  'dc:creator',
  'outline',
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  // Decoded by `text` below: only the five predefined entities and character references mean anything to us.
  processEntities: false,
  isArray: (name) => REPEATED.has(name),
});

/**
 * Parses a document into plain objects: elements by name (prefix included), attributes by `@name`, text of an
 * element with attributes as `#text`, repeated elements as lists.
 *
 * @throws SourceError `unreadable` where it is not well formed, half a document among them, or declares entities,
 * which no feed needs and which are how small documents become huge.
 */
export function parseXml(xml: string): unknown {
  if (/<!ENTITY/i.test(xml)) throw new SourceError('unreadable', 'sent a document that declares entities');
  const valid = XMLValidator.validate(xml);
  if (valid !== true) {
    throw new SourceError(
      'unreadable',
      `sent a broken or cut-off document (line ${valid.err.line}: ${valid.err.msg.slice(0, 100)})`,
    );
  }
  try {
    return parser.parse(xml);
  } catch (error) {
    throw new SourceError('unreadable', 'sent a document that cannot be parsed', { cause: error });
  }
}

/**
 * Ends a document that was cut off after its last whole element of a name, so that what came can be read. Undefined
 * where no such element is whole.
 */
export function closeXml(xml: string, element: string): string | undefined {
  const last = xml.lastIndexOf(`</${element}>`);
  const first = xml.search(new RegExp(`<${element}[\\s>]`));
  if (last < 0 || first < 0) return undefined;
  const open: string[] = [];
  // The lookahead keeps a long name from being tried at each of its lengths.
  for (const [tag, slash, name = ''] of xml
    .slice(0, first)
    .matchAll(/<(\/?)([A-Za-z][\w:.-]*)(?![\w:.-])[^<>]*>/g)) {
    if (slash === '/') open.pop();
    else if (!tag.endsWith('/>')) open.push(name);
  }
  const closing = open.toReversed().map((name) => `</${name}>`);
  return `${xml.slice(0, last)}</${element}>${closing.join('')}`;
}

/** The text of an element, entities decoded, trimmed; `''` where there is none. Of several, the first counts. */
export const text = z
  .unknown()
  .optional()
  .transform((element) => decodeXML(findText(element)).trim());

function findText(element: unknown): string {
  if (typeof element === 'string') return element;
  if (Array.isArray(element)) return findText(element[0]);
  if (typeof element === 'object' && element !== null && '#text' in element)
    return findText(element['#text']);
  return '';
}

/** An attribute's value, entities decoded. */
export const attribute = z.string().transform(decodeXML);

/**
 * Reads a parsed document's outer shape.
 *
 * @throws SourceError `unreadable`, naming the first place that is not as expected.
 */
export function readShape<Shape>(schema: z.ZodType<Shape>, value: unknown): Shape {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new SourceError('unreadable', `sent something of another shape (${toReason(result.error)})`);
}

/** What is wrong with something that was checked, in a few words: `published: no date`. */
export function toReason(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'unknown' : `${issue.path.join('.') || 'it'}: ${issue.message}`;
}
