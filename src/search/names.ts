/** Texts by number, each once, counted from 0 in the order they came. */
export interface Names {
  /** Gives a new one its number. */
  numberOf(text: string): number;
  find(text: string): number | undefined;
  textOf(number: number): string;
  size(): number;
  /** Good until the next change. */
  dump(): string[];
}

/** @param from what `dump` gave, which is then this one's own */
export function createNames(from: string[] = []): Names {
  const texts = from;
  const numbers = new Map(texts.map((text, number) => [text, number]));
  return {
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
    find: (text) => numbers.get(text),
    textOf: (number) => texts[number] ?? '',
    size: () => texts.length,
    dump: () => texts,
  };
}
