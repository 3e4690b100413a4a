/**
 * How many columns text takes, from Unicode's East Asian Width (https://www.unicode.org/reports/tr11/). By code point:
 * `Intl.Segmenter` would know joined emoji, but takes minutes over a long run of combining marks. Where terminals
 * disagree this counts the larger number, so that a line is never too long.
 */

/** Wide and full-width blocks; emoji that are wide alone are found by their property. */
const WIDE =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1d300}-\u{1d37f}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Marks that stand on the character before them. The emoji selector is left out: it can widen that character. */
const NONE = /[\p{Mn}\p{Me}\u200b-\u200d\u2060\ufeff]/u;
const EMOJI_SELECTOR = 0xfe0f;
const ASCII_END = 0x7f;

/** Columns of one code point: 0, 1 or 2. */
export function widthOfPoint(point: number): number {
  if (point < ASCII_END || point === EMOJI_SELECTOR) return 1;
  const character = String.fromCodePoint(point);
  if (NONE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns of a text without control characters. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfPoint(character.codePointAt(0) ?? 0);
  return width;
}
