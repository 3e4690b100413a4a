import { z } from 'zod';

/** A sentence as a model gives it, before anything of it is believed. */
const Claim = z.object({
  text: z.string().trim().min(1).max(600),
  /** The numbers of the passages it rests on. */
  passages: z.array(z.int()).min(1).max(4),
  /** From each of these passages, the words that say it. */
  quotes: z.array(z.string().max(1500)).min(1).max(6),
  /** Which part of a summary it is. */
  part: z.enum(['tldr', 'problem', 'idea', 'results']).optional(),
});
export type Claim = z.infer<typeof Claim>;

/** No sentence with its quotes is longer. */
const LONGEST = 6000;

/**
 * Reads sentences from a model's answer while it is being written. The answer should be a JSON object per line; what small
 * models make of that is read too: one array, an object around it, a code fence, words before and after. An object that is
 * no sentence is passed over. Linear in the length of the answer.
 */
export function createSentenceStream(): { push(text: string): Claim[] } {
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
      const found: Claim[] = [];
      for (const character of text) {
        const closed = step(character);
        const claim = closed === '' ? undefined : parse(closed);
        if (claim) found.push(claim);
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

function parse(json: string): Claim | undefined {
  try {
    return Claim.safeParse(JSON.parse(json)).data;
  } catch {
    // What is no JSON is no sentence.
    return undefined;
  }
}
