import { detectLanguage } from '../../papers/language.ts';
import type { Language } from '../../papers/paper.ts';
import { stanceOf } from '../disagreement.ts';
import { looksLikeInstruction } from '../instructions.ts';
import { LEADS_ELSEWHERE } from './check.ts';
import { namesIn, unknownNames } from './check-names.ts';
import { numbersIn, unknownNumbers } from './check-numbers.ts';

/** Why a translation was dropped. */
export type Fault =
  | 'another language'
  | 'leads elsewhere'
  | 'instruction'
  | 'length'
  | 'unknown number'
  | 'number lost'
  | 'unknown name'
  | 'names lost'
  | 'negation';

/** A translation may be so much shorter or longer than its original, in signs; a few more or less for short titles. */
const LENGTH = { shortest: 0.4, longest: 2.2, slack: 20 };
/** A Han sign stands for about so many letters. */
const LETTERS_PER_HAN = 3;
/** Which share of the original's names must stand in the translation; the others may be written out, or in other letters. */
const NAMES_KEPT = 0.5;

/** What Russian has its own capitals for, and what must stand in the original then. */
const ACRONYMS: Readonly<Record<string, RegExp>> = {
  ИИ: /\bAI\b|artificial intelligence/iu,
  БЯМ: /\bLLMs?\b|language models?/iu,
};

/** What is said with a negation and negates nothing: `at least`, `not only`, `matches`. */
const NO_NEGATION = /не (?:менее|более|только|уступа\p{L}*|хуже)|不仅|不只|不少于|不低于|不逊于/giu;

/**
 * Holds a translation against its original, as far as that can be done across languages: it is in the language asked for and
 * about as long; its numbers and names stand in the original, and the original's in it; neither is negated without the other; it
 * leads nowhere else and gives no orders. Whether it says the same cannot be told. Linear in the length of the texts.
 */
export function checkTranslation(
  original: string,
  translation: string,
  lang: Language,
): { text: string } | { objection: Fault } {
  const text = translation.replace(/\s+/gu, ' ').trim();
  const fault = findForm(original, text, lang) ?? findContent(original, text, lang);
  return fault === undefined ? { text } : { objection: fault };
}

function findForm(original: string, text: string, lang: Language): Fault | undefined {
  if (LEADS_ELSEWHERE.test(text)) return 'leads elsewhere';
  if (detectLanguage(text) !== lang) return 'another language';
  if (looksLikeInstruction(text)) return 'instruction';
  const [before, after] = [lengthOf(original), lengthOf(text)];
  const isLong = after > LENGTH.longest * before + LENGTH.slack;
  return isLong || after < LENGTH.shortest * before - LENGTH.slack ? 'length' : undefined;
}

function findContent(original: string, text: string, lang: Language): Fault | undefined {
  if (unknownNumbers(text, [original]).length > 0) return 'unknown number';
  // One that the original writes out in words may be put in many ways.
  const numbers = numbersIn(text);
  const digits = [...numbersIn(original.replace(/\p{L}+/gu, ' '))];
  if (digits.some((number) => !numbers.has(number))) return 'number lost';
  if (!areKnown(unknownNames(withoutCapitals(text, lang), [original]), original)) return 'unknown name';
  // A plain word with a capital is a name or the style of a title.
  const names = namesIn(original).filter((name) => !/^\p{Lu}\p{Ll}+$/u.test(name));
  const lost = names.filter((name) => unknownNames(name, [text]).length > 0);
  if (lost.length > (1 - NAMES_KEPT) * names.length) return 'names lost';
  return isNegated(original) === isNegated(text) ? undefined : 'negation';
}

function areKnown(names: readonly string[], original: string): boolean {
  return names.every((name) => ACRONYMS[name]?.test(original));
}

/** Small letters where a sentence, or what follows a colon or a dash, starts with a plain word of the language: it is no name. */
function withoutCapitals(text: string, lang: Language): string {
  const letter = lang === 'en' ? '\\p{Script=Latin}' : '\\p{Script=Cyrillic}';
  const start = new RegExp(`(^|[.!?…:;—–«“"(]\\s*)(${letter}\\p{Ll}*)(?![\\p{L}\\p{N}])`, 'gu');
  return text.replace(start, (_, before: string, word: string) => before + word.toLowerCase());
}

function isNegated(text: string): boolean {
  return stanceOf(text.replace(NO_NEGATION, ' '), detectLanguage(text)).negated;
}

function lengthOf(text: string): number {
  return text.length + (LETTERS_PER_HAN - 1) * (text.match(/\p{Script=Han}/gu)?.length ?? 0);
}
