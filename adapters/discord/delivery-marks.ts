import { createHash } from 'node:crypto';
import type { APIMessageTopLevelComponent } from 'discord.js';
import { limits } from './limits.ts';

/**
 * How a delivery is told again: by a nonce, under which Discord creates no second message for some minutes, and by the
 * `id` of the message's first component, which Discord keeps and gives back with the channel's history.
 * https://docs.discord.com/developers/resources/message#create-message
 * https://docs.discord.com/developers/components/reference#anatomy-of-a-component
 */
export interface Marks {
  nonce: string;
  /** From 2^30 up to below 2^31: Discord numbers other components from 1 on. */
  id: number;
}

const OWN = 2 ** 30;

export function toMarks(key: string): Marks {
  const hash = createHash('sha256').update(key).digest();
  return { nonce: hash.toString('base64url').slice(0, limits.nonce), id: OWN + (hash.readUInt32BE() % OWN) };
}

export function marked(
  components: readonly APIMessageTopLevelComponent[],
  { id }: Marks,
): APIMessageTopLevelComponent[] {
  return components.map((component, index) => (index === 0 ? { ...component, id } : component));
}
