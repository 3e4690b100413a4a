/** A list of whole numbers below 2 to the 32nd that grows, four bytes each: JavaScript's own lists take eight. */
export interface Numbers {
  length(): number;
  /** 0 where there is none. */
  at(index: number): number;
  /** Adds to the number at an index; past the end there are zeros. */
  add(index: number, by: number): void;
  set(index: number, number: number): void;
  /** Gives the index. */
  push(number: number): number;
  dump(): Uint32Array;
}

const FIRST = 1 << 10;

/** @param from what `dump` gave */
export function createNumbers(from?: Uint32Array): Numbers {
  let numbers = from ?? new Uint32Array(FIRST);
  let length = from?.length ?? 0;
  const set = (index: number, number: number): void => {
    if (index >= numbers.length) {
      const larger = new Uint32Array(Math.ceil(index * 1.5) + FIRST);
      larger.set(numbers.subarray(0, length));
      numbers = larger;
    }
    numbers[index] = number;
    length = Math.max(length, index + 1);
  };
  const at = (index: number): number => (index < length ? (numbers[index] ?? 0) : 0);
  return {
    length: () => length,
    at,
    set,
    add: (index, by) => set(index, at(index) + by),
    push(number) {
      set(length, number);
      return length - 1;
    },
    // A copy: what is kept would else drag the spare room along.
    dump: () => numbers.slice(0, length),
  };
}
