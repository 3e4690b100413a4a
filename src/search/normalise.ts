/** Latin letters that Unicode does not decompose into a letter and a mark. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const undecomposed = new RegExp(`[${Object.keys(UNDECOMPOSED).join('')}]`, 'g');
const ascii = /^[\x20-\x7e]*$/;
const formatCharacters = /[\p{Cf}\p{Cc}]/gu;

/**
 * A text without the differences that a reader does not mean: compatibility forms (NFKC), case, accents of Latin and
 * Greek letters, invisible characters. Cyrillic keeps its й, which is a letter of its own, and gives up ё for е, as
 * most people write it.
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/и\u0306/g, 'й')
    .replace(/\p{M}/gu, '')
    .replace(formatCharacters, '')
    .replace(undecomposed, (letter) => UNDECOMPOSED[letter] ?? letter)
    .normalize('NFC');
}

/** Words as running text has them: `Mixture-of-Experts` in small letters; names with capitals inside stay as they are. */
export function toPlainCase(text: string): string {
  return text
    .replace(/[\p{L}\p{M}]+/gu, (word) => (/^\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : word))
    .replace(/\s+/gu, ' ');
}
