import type { Exchange } from './attempt.ts';
import { type Checked, checkSentence } from './check.ts';
import { Claim } from './claim.ts';
import type { Given } from './given.ts';

/** More sentences are no answer but an essay. */
const MOST = 6;
const LONGEST_ANSWER = 12_000;

/** Asks for sentences about passages, and keeps those that pass the check, in order, each once. */
export function toSentences(
  prompt: Exchange<Claim>['prompt'],
  given: readonly Given[],
  onSentence: ((sentences: readonly Checked[]) => void) | undefined,
): Exchange<Claim> & { sentences: readonly Checked[] } {
  const sentences: Checked[] = [];
  return {
    prompt,
    sentences,
    shape: Claim,
    longest: LONGEST_ANSWER,
    take(claim) {
      const checked = checkSentence(claim, given);
      if (typeof checked === 'string') return checked;
      if (sentences.some(({ text }) => text === checked.text)) return undefined;
      sentences.push(checked);
      onSentence?.([...sentences]);
      return undefined;
    },
    enough: () => sentences.length >= MOST,
  };
}
