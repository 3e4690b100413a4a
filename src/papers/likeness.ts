/** How many words make a shingle. */
const SHINGLE = 4;

/** Words for comparing texts: compatibility forms folded, accents and case dropped, each Han character its own word. */
export function toComparableWords(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase();
  return folded.match(/\p{Script=Han}|[\p{L}\p{N}--\p{Script=Han}]+/gv) ?? [];
}

/** A title as a key: equal for titles that differ in case, accents, punctuation and spacing only. */
export function toTitleKey(title: string): string {
  return toComparableWords(title).join(' ');
}

/**
 * The hashes (32 bits, FNV-1a) of all runs of four words of a text. Texts shorter than that have one, of all their words.
 * Broder, On the resemblance and containment of documents, 1997.
 */
export function toShingles(text: string): Set<number> {
  const words = toComparableWords(text);
  const shingles = new Set<number>();
  if (words.length === 0) return shingles;
  for (let at = 0; at === 0 || at + SHINGLE <= words.length; at += 1) {
    shingles.add(toHash(words.slice(at, at + SHINGLE).join(' ')));
  }
  return shingles;
}

/** The share, from 0 to 1, of the smaller set that lies in the larger, and of both together that they have in common. */
export function compare(a: ReadonlySet<number>, b: ReadonlySet<number>): { containment: number; jaccard: number } {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  const all = a.size + b.size - shared;
  return { containment: small.size === 0 ? 0 : shared / small.size, jaccard: all === 0 ? 0 : shared / all };
}

/**
 * A few shingles that stand for a text when near-copies are looked up: those whose hash is a multiple of 32, and the
 * smallest. A text that holds most of another has most of the other's.
 */
export function toFingerprint(shingles: ReadonlySet<number>): number[] {
  const chosen: number[] = [];
  let smallest = Number.POSITIVE_INFINITY;
  for (const shingle of shingles) {
    if (shingle % 32 === 0) chosen.push(shingle);
    smallest = Math.min(smallest, shingle);
  }
  return shingles.size === 0 || chosen.includes(smallest) ? chosen : [...chosen, smallest];
}

function toHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
