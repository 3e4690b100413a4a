import { isOneWord } from './compounds.ts';
import { fold } from './normalise.ts';
import { type Piece, toPieces } from './pieces.ts';
import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

/** A word of a text as every engine sees it. */
export interface Token {
  /** Folded and stemmed. */
  term: string;
  /** Where it stands in the text, in UTF-16 units. */
  start: number;
  end: number;
  /** Counts words from 0; a stop word counts, a part shares the position of its word. */
  position: number;
  /**
   * `stop`: says nothing alone, but belongs to a phrase. `part`: another way to find the word that stands here, such as
   * `bit` for `1-bit`, `zeroshot` for `zero-shot`, single characters for a Chinese word; never part of a phrase.
   */
  role: 'word' | 'stop' | 'part';
}

/**
 * The one analysis for papers and queries, in linear time. Hyphens, case, accents, possessives and endings do not
 * matter: `Pre-Training`, `pretrained` and `pre training` give the same term; `GPT-4`, `1-bit`, `b1.58`, `C++` stay
 * names. Scripts are told apart, so that `MoE模型` is two words.
 */
export function analyse(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let held: Word | undefined;
  const release = (): void => {
    if (held) addTokens(tokens, held, position++);
    held = undefined;
  };
  for (const piece of toPieces(text)) {
    if (piece.script === 'han') {
      release();
      for (const word of segment(piece)) tokens.push(...toHanTokens(word, position++));
      continue;
    }
    const form = lookUp(piece.text);
    const { folded } = form;
    if (folded === '') continue;
    if (held && piece.joint !== 'none' && held.script === piece.script) {
      const before = held.form.folded;
      if (before.length < 40 && isOneWord(before, folded, piece.joint)) {
        join(held, piece, folded);
        continue;
      }
      if (piece.joint === 'hyphen' && !STOP_WORDS.has(folded))
        held.hyphenated = { folded: before + folded, end: piece.end };
    }
    release();
    held = { script: piece.script, start: piece.start, end: piece.end, form };
  }
  release();
  return tokens;
}

/** The terms of stop words. Some are those of other words, too: *us* is the stem of *use*. */
export const STOP_TERMS: ReadonlySet<string> = new Set(
  [...STOP_WORDS].flatMap((word) => [fold(word), stem(fold(word))]),
);

/** The terms of a text that say what it is about, in order: no stop words, no parts. */
export function toTerms(text: string): string[] {
  return analyse(text)
    .filter((token) => token.role === 'word')
    .map((token) => token.term);
}

/**
 * The words of a text one after the other, stop words too, set between spaces: ` mixtur of expert `. A phrase stands
 * in a text where its sequence stands in the text's, as a plain string.
 */
export function toSequence(tokens: readonly Token[]): string {
  let sequence = ' ';
  for (const token of tokens) if (token.role !== 'part') sequence += `${token.term} `;
  return sequence;
}

/** What is known of a word as written, wherever it stands. */
interface Form {
  folded: string;
  term: string;
  role: 'word' | 'stop';
}

interface Word extends Pick<Piece, 'script' | 'start' | 'end'> {
  form: Form;
  /** The words that it was joined of, as far as they can be found alone. */
  parts?: { folded: string; start: number; end: number }[];
  /** Written as one with the word that follows: `zeroshot`. */
  hyphenated?: { folded: string; end: number };
}

/** The words that nearly all of any text is made of; more of them are looked up more slowly than stemmed anew. */
const CACHE_LIMIT = 50_000;
const forms = new Map<string, Form>();

/** Remembers what it has seen, for a corpus says the same words again and again. */
function lookUp(written: string): Form {
  const known = forms.get(written);
  if (known) return known;
  if (forms.size >= CACHE_LIMIT) forms.clear();
  const form = toForm(foldWord(written));
  // A long run of letters is no word that comes again.
  if (written.length <= 40) forms.set(written, form);
  return form;
}

function toForm(folded: string): Form {
  return { folded, term: stem(folded), role: STOP_WORDS.has(folded) ? 'stop' : 'word' };
}

/** A possessive's ending is dropped, other apostrophes closed up: `model's` is `model`, `don't` is `dont`. */
function foldWord(written: string): string {
  const folded = fold(written);
  if (!/['’ʼ,∗]/.test(folded)) return folded;
  return folded
    .replace(/['’ʼ]s?$/, '')
    .replace(/['’ʼ,]/g, '')
    .replace('∗', '*');
}

/** Makes one word of two, in place; what was hyphenated on can still be found by its own name. */
function join(word: Word, { start, end }: Piece, folded: string): void {
  const before = word.form.folded;
  word.parts ??= [];
  if (folded.length > 1 && !/^[\d.]+$/.test(folded)) word.parts.push({ folded, start, end });
  if (/\d/.test(folded) && before.length > 1)
    word.parts.push({ folded: before, start: word.start, end: word.end });
  word.form = lookUp(before + folded);
  word.end = end;
}

function addTokens(tokens: Token[], word: Word, position: number): void {
  const { form, start, end, parts, hyphenated } = word;
  const { term, role } = form;
  tokens.push({ term, start, end, position, role });
  if (parts) {
    for (const part of parts) {
      if (STOP_WORDS.has(part.folded)) continue;
      const { term } = lookUp(part.folded);
      tokens.push({ term, start: part.start, end: part.end, position, role: 'part' });
    }
  }
  if (hyphenated && role === 'word' && hyphenated.folded.length <= 40) {
    const { term } = lookUp(hyphenated.folded);
    tokens.push({ term, start, end: hyphenated.end, position, role: 'part' });
  }
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function* segment(piece: Piece): Generator<{ text: string; start: number }> {
  for (const { segment: text, index, isWordLike } of segmenter.segment(piece.text)) {
    if (isWordLike) yield { text, start: piece.start + index };
  }
}

/** A Chinese word, and its single characters and pairs: where a word ends is often open to question. */
function toHanTokens(word: { text: string; start: number }, position: number): Token[] {
  const { text, start } = word;
  const role = STOP_WORDS.has(text) ? 'stop' : 'word';
  const tokens: Token[] = [{ term: fold(text), start, end: start + text.length, position, role }];
  if (role === 'stop') return tokens;
  for (const part of toHanParts(text)) {
    tokens.push({
      term: part.text,
      start: start + part.start,
      end: start + part.start + part.text.length,
      position,
      role: 'part',
    });
  }
  return tokens;
}

/** The characters of a Chinese word and its pairs of characters; none for a word of one character. */
export function toHanParts(word: string): { text: string; start: number }[] {
  const characters = [...word];
  if (characters.length < 2) return [];
  const parts: { text: string; start: number }[] = [];
  let start = 0;
  characters.forEach((character, index) => {
    const next = characters[index + 1];
    parts.push({ text: character, start });
    if (next !== undefined && characters.length > 2) parts.push({ text: character + next, start });
    start += character.length;
  });
  return parts;
}
