import type { z } from 'zod';

/** No object of an answer is longer. */
const LONGEST = 6000;

/**
 * Reads objects from a model's answer while it is being written. The answer should be a JSON object per line; what small
 * models make of that is read too: one array, an object around it, a code fence, words before and after. An object of another
 * shape is passed over. Linear in the length of the answer.
 */
export function createObjectStream<Shape>(shape: z.ZodType<Shape>): { push(text: string): Shape[] } {
  /** The innermost object under way; empty between objects. */
  let open = '';
  let inString = false;
  let escaped = false;

  /** The object that this character ends; empty where it ends none. */
  function step(character: string): string {
    if (inString) {
      open += character;
      inString = escaped || character !== '"';
      escaped = !escaped && character === '\\';
      return '';
    }
    if (character === '{') open = '';
    if (open === '' && character !== '{') return '';
    open += character;
    inString = character === '"';
    if (character !== '}') return '';
    const closed = open;
    open = '';
    return closed;
  }

  return {
    push(text) {
      const found: Shape[] = [];
      for (const character of text) {
        const closed = step(character);
        const object = closed === '' ? undefined : parse(closed, shape);
        if (object) found.push(object);
        if (open.length > LONGEST) {
          open = '';
          inString = false;
          escaped = false;
        }
      }
      return found;
    },
  };
}

function parse<Shape>(json: string, shape: z.ZodType<Shape>): Shape | undefined {
  try {
    return shape.safeParse(JSON.parse(json)).data;
  } catch {
    // What is no JSON is no object of this shape.
    return undefined;
  }
}
