/** Characters that, glued to the front of a number, make it a price, an issue, a share, a sum or a part of something. */
const GLUED_BEFORE = /[\p{Sc}#@%&+±≈≠=≤≥×÷~^.\\/−–—-]$/u;
/** Signs and words that make a number after them a measurement, a price or a version. */
const SPACED_BEFORE =
  /(?:[\p{Sc}#№±≈≤≥×÷~=]|\b(?:usd|eur|gbp|rub|jpy|cny|version|ver\.?|v\.?|build|release|rev\.?|firmware|tel\.?|phone|fax|issue|ticket|price|costs?)|\+\d{1,3})\s{1,3}$/iu;
/** A letter or digit of a script that puts spaces between its words. */
const WORD = /[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]/v;

/** What, glued to the end of a number, makes it something else: a percentage, a version's next part, a path, a unit. */
const GLUED_AFTER = /^(?:[\p{Sc}%‰°±×^/\\@=+~&−-]|[.:][0-9]|,[0-9](?![0-9]{3}\.)|[元円美米秒克度%])/u;
const UNITS =
  'kg g mg lbs? km m cm mm nm ft px kb mb gb tb kib mib gib s ms ns us secs? seconds? mins? minutes? hrs? hours? h days? years? ' +
  'hz khz mhz ghz w kw mw kwh j kj v mv ev kev mev gev k pa kpa usd eur gbp rub jpy cny dollars? euros? pounds? percent ' +
  'tokens? points? руб рублей долларов евро кг г км м см мм с мс секунд часов дней';
/** Units and currencies after a space; they stand alone, so that "2402.14083 is" stays an ID. */
const SPACED_AFTER = new RegExp(
  String.raw`^\s?(?:[\p{Sc}%°±×]|(?:${UNITS.replaceAll(' ', '|')})(?![\p{L}\p{N}]))`,
  'iu',
);

/**
 * Whether a number that looks like an arXiv ID means something else, judged by what stands around it.
 * @param start UTF-16 offset of its first character
 * @param end UTF-16 offset after its last character
 */
export function isOrdinaryNumber(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 16), start);
  const after = text.slice(end, end + 16);
  const last = Array.from(before).at(-1) ?? '';
  const next = Array.from(after)[0] ?? '';
  if (WORD.test(last) || WORD.test(next)) return true;
  if (GLUED_BEFORE.test(before) || SPACED_BEFORE.test(before)) return true;
  // A wrapping sign (`_…_`, `*…*`, `<…>`) opens the number only where no word is glued to it.
  if (/[\p{L}\p{N}][_*:<>]$/u.test(before) && !/\p{L}:$/u.test(before)) return true;
  return !after.startsWith('.pdf') && (GLUED_AFTER.test(after) || SPACED_AFTER.test(after));
}
