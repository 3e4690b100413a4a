import { createNumbers } from './numbers.ts';

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
  /** The list as it is stored, good until the next call. */
  read(at: number): Unpacked;
  /**
   * The lists that have these numbers in a row in one of their first so many sections. All bytes are searched at once by
   * Node's own search, some milliseconds for 100,000 lists.
   *
   * @param run not empty
   */
  having(run: readonly number[], sections: number): Iterable<number>;
  dump(): PackedDump;
}

const FIRST_BYTES = 1 << 16;
const FIRST_LONGEST = 1 << 10;
/** Lists as they are kept on disk. */
export interface PackedDump {
  bytes: Uint8Array;
  ends: Uint32Array;
  cleared: Uint32Array;
}

/** A list as it is stored: numbers one greater than they are, and a 0 after each section. */
export interface Unpacked {
  /** May be longer than the list. */
  readonly codes: Uint32Array;
  readonly length: number;
}

/** The same list, to be kept. */
export function keep({ codes, length }: Unpacked): Unpacked {
  return { codes: codes.slice(0, length), length };
}

/** @param from what `dump` gave */
export function createPacked(from?: PackedDump): Packed {
  let bytes = from?.bytes ?? new Uint8Array(FIRST_BYTES);
  let length = from?.bytes.length ?? 0;
  const ends = createNumbers(from?.ends);
  const cleared = new Set<number>(from?.cleared);
  const startOf = (at: number): number => (at === 0 ? 0 : ends.at(at - 1));

  const write = (byte: number): void => {
    bytes[length++] = byte;
  };
  const put = (number: number): void => {
    if (length + LONGEST_VARINT > bytes.length) {
      const larger = new Uint8Array(Math.ceil(bytes.length * 1.5) + FIRST_BYTES);
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    writeVarint(number, write);
  };
  const scratch = { codes: new Uint32Array(FIRST_LONGEST), length: 0 };
  const read = (at: number): typeof scratch => {
    scratch.length = 0;
    if (cleared.has(at)) return scratch;
    const end = ends.at(at);
    let byte = startOf(at);
    if (end - byte > scratch.codes.length) scratch.codes = new Uint32Array(2 * (end - byte));
    const { codes } = scratch;
    let count = 0;
    while (byte < end) {
      let more = bytes[byte++] ?? 0;
      let number = more & 0x7f;
      for (let shift = 7; more > 0x7f; shift += 7) {
        more = bytes[byte++] ?? 0;
        number |= (more & 0x7f) << shift;
      }
      codes[count++] = number;
    }
    scratch.length = count;
    return scratch;
  };
  const each: Packed['each'] = (at, visit) => {
    const { codes, length } = read(at);
    let section = 0;
    for (let next = 0; next < length; next++) {
      const number = codes[next] ?? 0;
      if (number === 0) section += 1;
      else visit(number - 1, section);
    }
  };

  /** The list that has this byte, none before `from`; the nearer it is, the sooner it is found. */
  const listAt = (byte: number, from: number): number => {
    let low = from;
    let reach = 1;
    for (; low + reach < ends.length() && ends.at(low + reach - 1) <= byte; reach *= 2) low += reach;
    let high = Math.min(ends.length(), low + reach);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends.at(middle) <= byte) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const sectionAt = (at: number, byte: number): number => {
    let section = 0;
    for (let each = startOf(at); each < byte; each++) if (bytes[each] === 0) section += 1;
    return section;
  };

  return {
    *having(run, sections) {
      const sought: number[] = [];
      for (const number of run) writeVarint(number + 1, (byte) => sought.push(byte));
      const wanted = Buffer.from(sought);
      const all = Buffer.from(bytes.buffer, bytes.byteOffset, length);
      let at = 0;
      for (let byte = all.indexOf(wanted); byte >= 0; ) {
        const isAmidNumber = byte > 0 && (bytes[byte - 1] ?? 0) > 0x7f;
        if (!isAmidNumber) {
          at = listAt(byte, at);
          if (!cleared.has(at) && sectionAt(at, byte) < sections) yield at;
        }
        // What comes later in the same list tells nothing more.
        byte = all.indexOf(wanted, isAmidNumber ? byte + 1 : ends.at(at));
      }
    },
    add(sections) {
      for (const section of sections) {
        for (const number of section) put(number + 1);
        put(0);
      }
      return ends.push(length);
    },
    clear: (at) => cleared.add(at),
    each,
    read,
    sectionsAt(at) {
      const sections: number[][] = [];
      each(at, (number, section) => {
        while (sections.length <= section) sections.push([]);
        sections[section]?.push(number);
      });
      return sections;
    },
    // A copy: what is kept would else drag the spare room along.
    dump: () => ({
      bytes: bytes.slice(0, length),
      ends: ends.dump(),
      cleared: Uint32Array.from(cleared),
    }),
  };
}

/** In bytes, of a number below 2 to the 32nd. */
const LONGEST_VARINT = 5;

function writeVarint(number: number, write: (byte: number) => void): void {
  let rest = number;
  while (rest > 0x7f) {
    write((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  write(rest);
}
