import { editDistance } from '../text/nearest.ts';
import { analyse } from './analysis.ts';
import type { CountsDump } from './counts.ts';
import { fold } from './normalise.ts';
import type { Plan, Vocabulary } from './plan.ts';
import type { Query } from './query.ts';
import { stem } from './stem.ts';

/** A word that was probably meant. */
export interface NearWord {
  text: string;
  papers: number;
  distance: number;
}

/** The words of a corpus as people write them, folded, each with the number of papers that have it. */
export interface Words {
  add(words: Iterable<string>): void;
  remove(words: Iterable<string>): void;
  /** Near words, best first: the smallest distance, then most papers. One per stem. */
  near(word: string): NearWord[];
  dump(): CountsDump;
}

type TypoLexicon = Vocabulary & { words: Words };

/** Words of up to four letters are too near to too many others: `moe` is neither `mode` nor `more`. */
const MIN_LENGTH = 5;
const MAX_LENGTH = 32;
const forgivable = new RegExp(`^\\p{L}{${MIN_LENGTH},${MAX_LENGTH}}$`, 'u');

/** One slip in a short word, two in a long one. */
function forgiven(word: string): number {
  return word.length < 8 ? 1 : 2;
}

/** `multi-modal` is near `multi-modl`, `multimodl` and `multimodal`. */
function closeUp(word: string): string {
  return word.replace(/(?<=\p{L})[-‐‑‒–−](?=\p{L})/gu, '');
}

/** @param from what `dump` gave */
export function createWords(from?: CountsDump): Words {
  /** By their lengths, for a near word is about as long; in how many papers each stands. */
  const byLength = new Map<number, Map<string, number>>();
  const put = (word: string, by: number): void => {
    const same = byLength.get(word.length) ?? new Map<string, number>();
    byLength.set(word.length, same);
    const papers = (same.get(word) ?? 0) + by;
    if (papers > 0) same.set(word, papers);
    else same.delete(word);
  };
  const change = (words: Iterable<string>, by: number): void => {
    for (const written of words) {
      // Most words were seen before, and need no second look.
      const isKnown = byLength.get(written.length)?.has(written) === true;
      const word = isKnown ? written : closeUp(written);
      if (isKnown || forgivable.test(word)) put(word, by);
    }
  };
  from?.keys.forEach((word, at) => {
    put(word, from.counts[at] ?? 0);
  });
  return {
    add: (words) => change(words, 1),
    remove: (words) => change(words, -1),
    dump() {
      const all = [...byLength.values()].flatMap((same) => [...same]);
      return {
        keys: all.map(([word]) => word),
        counts: Uint32Array.from(all, ([, papers]) => papers),
      };
    },
    near(written) {
      const word = closeUp(written);
      if (!forgivable.test(word)) return [];
      const most = forgiven(word) + 1;
      const letters = toLetters(word);
      const found: NearWord[] = [];
      for (let length = word.length - most; length <= word.length + most; length++) {
        for (const [text, papers] of byLength.get(length) ?? []) {
          // Each slip changes at most two letters: most words are told apart by that alone, without a tree of all words.
          if (countBits(toLetters(text) ^ letters) > 2 * most) continue;
          const distance = editDistance(word, text, most);
          if (distance <= most) found.push({ text, papers, distance });
        }
      }
      found.sort((a, b) => a.distance - b.distance || b.papers - a.papers || (a.text < b.text ? -1 : 1));
      const stems = new Set<string>();
      return found.filter(({ text }) => !stems.has(stem(text)) && stems.add(stem(text)));
    },
  };
}

/** Which letters a word has, as bits; letters that share a bit can only make words look nearer. */
function toLetters(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** @see Warren, "Hacker's Delight", section 5-1 */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * The one word that was surely meant: near enough, starting alike where two letters differ, and no other word as near
 * stands in a third as many papers.
 */
function surest(word: string, near: readonly NearWord[]): NearWord | undefined {
  const [best, next] = near;
  if (!best || best.distance > forgiven(word)) return undefined;
  if (best.distance > 1 && best.text.charAt(0) !== word.charAt(0)) return undefined;
  if (next?.distance === best.distance && next.papers * 3 > best.papers) return undefined;
  return best;
}

/**
 * The query with every word that no paper has replaced by the word that was surely meant; undefined where nothing is
 * unknown or something unknown has no sure correction. `text` is the words searched instead.
 */
export function correct(
  query: Query,
  plan: Plan,
  lexicon: TypoLexicon,
): { query: Query; text: string } | undefined {
  const replacements = new Map<string, string>();
  for (const word of unknownWords(plan, lexicon)) {
    const meant = surest(closeUp(word), lexicon.words.near(word));
    if (meant) replacements.set(word, meant.text);
  }
  if (replacements.size === 0) return undefined;
  const replace = (text: string): string => {
    let replaced = '';
    let at = 0;
    for (const token of analyse(text)) {
      const meant =
        token.role === 'word' ? replacements.get(fold(text.slice(token.start, token.end))) : undefined;
      if (meant === undefined) continue;
      replaced += text.slice(at, token.start) + meant;
      at = token.end;
    }
    return replaced + text.slice(at);
  };
  const words = query.words.map(replace);
  const phrases = query.phrases.map(replace);
  return {
    query: { ...query, words, phrases },
    text: [...words, ...phrases.map((phrase) => `"${phrase}"`)].join(' '),
  };
}

/** At most this many are offered. */
const SUGGESTIONS = 3;

/** Near words of the corpus for the words that no paper has, best first. */
export function suggest(plan: Plan, lexicon: TypoLexicon): { text: string; papers: number }[] {
  return unknownWords(plan, lexicon)
    .flatMap((word) => lexicon.words.near(word))
    .sort((a, b) => a.distance - b.distance || b.papers - a.papers)
    .slice(0, SUGGESTIONS)
    .map(({ text, papers }) => ({ text, papers }));
}

function unknownWords(plan: Plan, lexicon: TypoLexicon): string[] {
  return plan.asked.filter(({ term }) => lexicon.papersWith(term) === 0).map(({ text }) => text);
}
