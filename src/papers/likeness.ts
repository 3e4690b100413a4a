/** How many words make a shingle. */
const SHINGLE = 4;

/** Words for comparing texts: compatibility forms folded, accents and case dropped, each Han character its own word. */
export function toComparableWords(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return folded.match(/\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}]+/gv) ?? [];
}

/** A title as a key: equal for titles that differ in case, accents, punctuation and spacing only. */
export function toTitleKey(title: string): string {
  return toComparableWords(title).join(' ');
}

/**
 * The hashes (32 bits, FNV-1a) of all runs of four words of a text, ascending, each once. A shorter text has one, of all
 * its words. Broder, On the resemblance and containment of documents, 1997.
 */
export function toShingles(text: string): Uint32Array {
  const words = toComparableWords(text);
  const count = words.length === 0 ? 0 : Math.max(1, words.length - SHINGLE + 1);
  const hashes = Uint32Array.from({ length: count }, (_, at) => toHash(words.slice(at, at + SHINGLE)));
  return hashes.sort().filter((hash, at, all) => at === 0 || hash !== all[at - 1]);
}

/** The share, from 0 to 1, of the smaller set that lies in the larger, and of both together that they have in common. */
export function compare(a: Uint32Array, b: Uint32Array): { containment: number; jaccard: number } {
  let shared = 0;
  for (let left = 0, right = 0; left < a.length && right < b.length; ) {
    const difference = (a[left] ?? 0) - (b[right] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  const smaller = Math.min(a.length, b.length);
  const all = a.length + b.length - shared;
  return { containment: smaller === 0 ? 0 : shared / smaller, jaccard: all === 0 ? 0 : shared / all };
}

/**
 * The few shingles that stand for a text when near-copies are looked up: the smallest, and those that 32 divides. A text
 * that holds most of another has most of the other's.
 */
export function toFingerprint(shingles: Uint32Array): Uint32Array {
  return shingles.filter((hash, at) => at === 0 || hash % 32 === 0);
}

function toHash(words: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const word of words) {
    for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  return hash >>> 0;
}
