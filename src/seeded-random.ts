import { createHash } from 'node:crypto';
import type { Random } from './ports.ts';

/** A stream of numbers in [0, 1) that the seed alone decides: SHA-256 of the seed and a counter, 48 bits of it. */
export function seededRandom(seed: string): Random {
  let count = 0;
  return () => createHash('sha256').update(`${count++}:${seed}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
