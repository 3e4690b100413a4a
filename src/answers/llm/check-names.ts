import { analyse, toSequence } from '../../search/analysis.ts';
import { STOP_WORDS } from '../../search/stop-words.ts';
import { isOpener } from '../abbreviations.ts';

/** Chinese writes names between its own signs without a space: these are no part of a word here. */
const LETTER = '(?!\\p{Script=Han})[\\p{L}\\p{N}]';
/** `LLM-модель` is a name and a word: a hyphen joins one script with itself only. */
const WORD = new RegExp(
  `${LETTER}(?:${LETTER}|['’+*]|[./](?=${LETTER})|(?<!\\p{Script=Cyrillic})[-‐‑](?=${LETTER})(?!.\\p{Script=Cyrillic})|(?<=\\p{Script=Cyrillic})[-‐‑](?=\\p{Script=Cyrillic}))*`,
  'gu',
);

/**
 * The names in a sentence that no text it rests on has: words with a capital or a digit inside, words of capitals, words that
 * start with a capital further in, and Latin words among other letters. A plain word that starts the sentence counts
 * too, unless it is an ordinary opening: `Llama` looks like `Results`.
 */
export function unknownNames(sentence: string, sources: readonly string[]): string[] {
  const known = sources.map((source) => toSequence(analyse(source)));
  return namesIn(sentence).filter((name) => {
    const sequence = toSequence(analyse(name));
    return sequence.trim() !== '' && !known.some((each) => each.includes(sequence));
  });
}

/** What looks like a name in a sentence, in order. */
export function namesIn(sentence: string): string[] {
  const foreign = /[\p{Script=Cyrillic}\p{Script=Han}]/u.test(sentence);
  const names: string[] = [];
  let first = true;
  for (const [word] of sentence.matchAll(WORD)) {
    if (isName(word, first, foreign)) names.push(word);
    first = false;
  }
  return names;
}

function isName(word: string, first: boolean, foreign: boolean): boolean {
  // `2.7x` is a number.
  if (/^[\d.,]+[xX]$/.test(word)) return false;
  if (foreign && /^\p{Script=Latin}{2}/u.test(word)) return true;
  if (/\p{Ll}\p{Lu}|\p{Lu}{2}|\p{L}\p{N}|\p{N}-?\p{L}/u.test(word)) return true;
  if (!/^\p{Lu}/u.test(word)) return false;
  const opens = isOpener(word) || STOP_WORDS.has(word.toLowerCase()) || !/^\p{Script=Latin}/u.test(word);
  return !(first && opens);
}
