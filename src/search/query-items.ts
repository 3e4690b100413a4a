/** One thing in a query as typed. */
export interface Item {
  /** A minus stood before it. */
  minus: boolean;
  /** What stood before a colon, with its value; `text` then has both. */
  field?: string;
  value?: string;
  /** The words without quotation marks. */
  text: string;
  quoted: boolean;
}

/** Which marks close the quotation that each of these opens. */
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"“”„',
  '“': '”"“',
  '”': '”"',
  '„': '“”"',
  '‟': '”"',
  '«': '»',
  '「': '」',
  '『': '』',
  '＂': '＂',
};
const minusSign = /[-−–—]/;
const fieldStart = /(\p{L}{1,20})[:：]/uy;
const space = /\s+/uy;
const plain = /[^\s"“”„‟«»「」『』＂]+/uy;

/**
 * Cuts a query into items, in linear time. A quotation mark that nothing closes counts as white space. `fields` are the
 * names that take a value; one of them in lower case before a colon is a field even without a value.
 */
export function* toItems(text: string, fields: readonly string[]): Generator<Item> {
  const closingQuote = finder(text);
  let at = 0;
  const quotation = (): string | undefined => {
    const closers = CLOSERS[text.charAt(at)];
    const close = closers === undefined ? -1 : closingQuote(closers, at + 1);
    if (close < 0) return undefined;
    const inside = text.slice(at + 1, close);
    at = close + 1;
    return inside;
  };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < text.length) {
    if (match(space)) continue;
    const start = at;
    const minus = minusSign.test(text.charAt(at)) && /[^\s\-−–—]/u.test(text.charAt(at + 1));
    if (minus) at += 1;
    const field = match(fieldStart)?.[1];
    const valueStart = at;
    const inside = quotation();
    const value = inside ?? match(plain)?.[0] ?? '';
    // A quotation mark that nothing closes.
    if (at === start) at += 1;
    if (field === undefined) {
      yield { minus, text: inside ?? text.slice(valueStart, at), quoted: inside !== undefined };
    } else if (value !== '' || fields.includes(field)) {
      yield { minus, field, value, text: `${field}:${value}`, quoted: false };
    } else yield { minus, text: `${field}:`, quoted: false };
  }
}

/** Finds the next of some characters. It remembers where each was found, so that many calls stay linear together. */
function finder(text: string): (characters: string, from: number) => number {
  const found = new Map<string, number>();
  return (characters, from) => {
    let best = Infinity;
    for (const character of characters) {
      let at = found.get(character);
      if (at === undefined || at < from) {
        const next = text.indexOf(character, from);
        at = next < 0 ? Infinity : next;
        found.set(character, at);
      }
      best = Math.min(best, at);
    }
    return best === Infinity ? -1 : best;
  };
}
