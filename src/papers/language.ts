import type { Language } from './paper.ts';

/** How many letters of each script a text may have before it counts as that language's. */
const SHARE = { cyrillic: 0.25, han: 0.2 };

/**
 * The language that most of a text is written in, judged by scripts: no letters, or only Latin ones, is English. Russian
 * and Chinese texts are full of Latin method names, so a quarter of Cyrillic or a fifth of Han letters decides.
 */
export function detectLanguage(text: string): Language {
  // Nearly every abstract: counting its letters would cost a fifth of an import.
  if (!/[\p{Script=Cyrillic}\p{Script=Han}]/u.test(text)) return 'en';
  const letters = count(text, /\p{L}/gu);
  const cyrillic = count(text, /\p{Script=Cyrillic}/gu) / letters;
  const han = count(text, /\p{Script=Han}/gu) / letters;
  if (han >= SHARE.han && han >= cyrillic) return 'zh';
  return cyrillic >= SHARE.cyrillic ? 'ru' : 'en';
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}
