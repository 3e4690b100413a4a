import type { Random } from '../ports.ts';

/** No letters that are taken for digits, none that make words. */
const ALPHABET = '23456789bcdfghjkmnpqrstvwxz';
const LENGTH = 6;

/** A name for a subscription: one of 387 million, so that a server's few never meet by chance. */
export function newSubscriptionId(random: Random): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(Math.floor(random() * ALPHABET.length))).join(
    '',
  );
}
