/**
 * Lists of small whole numbers, packed as LEB128 varints (DWARF 5, section 7.6) one after the other. A list has sections,
 * which a 0 ends, so numbers are stored one greater than they are.
 */
export interface Packed {
  /** Gives the list's position, counted from 0. */
  add(sections: readonly (readonly number[])[]): number;
  clear(at: number): void;
  sectionsAt(at: number): number[][];
  each(at: number, visit: (number: number, section: number) => void): void;
  /** Everything, to be read back with `readPacked`. */
  dump(): { bytes: Buffer; ends: Uint32Array };
}

const FIRST_BYTES = 1 << 16;

export function createPacked(from?: { bytes: Buffer; ends: Uint32Array }): Packed {
  let bytes = from?.bytes ?? Buffer.alloc(FIRST_BYTES);
  let length = from?.bytes.length ?? 0;
  const ends: number[] = from ? [...from.ends] : [];
  const cleared = new Set<number>();

  const put = (number: number): void => {
    if (length + 5 > bytes.length) {
      const larger = Buffer.alloc(Math.ceil(bytes.length * 1.5) + FIRST_BYTES);
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    let rest = number;
    while (rest > 0x7f) {
      bytes[length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[length++] = rest;
  };
  const each: Packed['each'] = (at, visit) => {
    if (cleared.has(at)) return;
    const end = ends[at] ?? 0;
    let section = 0;
    for (let byte = at === 0 ? 0 : (ends[at - 1] ?? 0); byte < end; ) {
      let number = 0;
      let shift = 0;
      let read = 0;
      do {
        read = bytes[byte++] ?? 0;
        number |= (read & 0x7f) << shift;
        shift += 7;
      } while (read > 0x7f);
      if (number === 0) section += 1;
      else visit(number - 1, section);
    }
  };

  return {
    add(sections) {
      for (const section of sections) {
        for (const number of section) put(number + 1);
        put(0);
      }
      return ends.push(length) - 1;
    },
    clear: (at) => cleared.add(at),
    each,
    sectionsAt(at) {
      const sections: number[][] = [];
      each(at, (number, section) => {
        while (sections.length <= section) sections.push([]);
        sections[section]?.push(number);
      });
      return sections;
    },
    dump: () => ({ bytes: bytes.subarray(0, length), ends: Uint32Array.from(ends) }),
  };
}
