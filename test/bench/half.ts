import { createHash } from 'node:crypto';
import { UserError } from '../../src/errors.ts';

const HALVES = ['choose', 'report'] as const;

/** `choose` is for trying things on; what they are worth is read off `report`. */
export type Half = (typeof HALVES)[number];

/** Another seed would cut every collection otherwise, and make what was chosen before worthless as a proof. */
const SEED = 'paperboy';

/**
 * Reads the option `--half`; undefined means both halves.
 *
 * @throws UserError for anything else
 */
export function readHalf(text: string | undefined): Half | undefined {
  const half = HALVES.find((each) => each === text);
  if (half === undefined && text !== undefined)
    throw new UserError(`--half takes ${HALVES.join(' or ')}, not ${text}`);
  return half;
}

/** Whether what has this id belongs to the half: by a hash of the id, so it never depends on order or on others. */
export function inHalf(id: string, half: Half | undefined): boolean {
  if (half === undefined) return true;
  const even = (createHash('sha256').update(`${SEED} ${id}`).digest()[0] ?? 0) % 2 === 0;
  return even === (half === 'choose');
}
