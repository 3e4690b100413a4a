/** Where something stands in a text, in UTF-16 code units: `text.slice(start, end)`. */
export interface Range {
  start: number;
  end: number;
}

/** A number with sign, thousands and decimals that is no part of a name (`GPT-4`, `W4A4`, `v1.5`); Han signs may touch it. */
const NAME = '[\\p{N}_]|[^\\P{L}\\p{Script=Han}]';
const NUMBER = `(?<!${NAME}|[.,/]|(?:${NAME})-)[-+−±~≈<>]?\\d{1,9}(?:,\\d{3}){0,3}(?:\\.\\d{1,9})?`;
const RANGE = `${NUMBER}(?:\\s?[-–—~]\\s?\\d{1,9}(?:\\.\\d{1,9})?)?`;

/** Signs and words that make a number a result: a share, a factor, a measure. */
const SIGNS = ['\\\\?%', '％', '×', '\\\\times', '倍', '‰', '°C'].join('|');
const WORDS = [
  'x X',
  'percent percentage pp points? pts? fold(?!.cross) times',
  'ns μs µs us ms s sec seconds? min minutes? hours? hrs? h days?',
  'nW μW µW mW W kW J mJ kWh KB MB GB TB FPS fps Hz kHz MHz GHz dB',
  'tokens/s BLEU ROUGE mAP FID PSNR F1',
  'мс с сек секунды? минуты? минут часов раза? процентов процента пунктов пункта токенов/с Вт мВт ГБ МБ',
]
  .flatMap((line) => line.split(' '))
  .join('|');

const WITH_UNIT = `${RANGE}(?:\\s?(?:${SIGNS})|[\\s-]?(?:${WORDS})(?![\\p{L}\\p{N}]))`;
/** A bare decimal is a result after words that introduce a value; elsewhere it may be a version (`Llama 3.1`). */
const AFTER_WORD =
  '(?<=(?<!\\p{L})(?:of|to|by|from|at|than|до|на|от|с|в|=|≈|~|为|达到?)\\s?)\\d{1,9}\\.\\d{1,9}(?![\\p{L}\\p{N}]|\\.\\d)';

const FIGURE = new RegExp(`\\$[^$\\n]{0,3}(?:${WITH_UNIT})\\$|${WITH_UNIT}|${AFTER_WORD}`, 'gu');

/**
 * Finds the figures that a result is told in (`93.7%`, `2.3x`, `$0.43 mW$`, `16.2 мс`), in order, without those that
 * are part of a name, a version or a citation. Linear in the length of the text.
 */
export function findNumbers(text: string): Range[] {
  return [...text.matchAll(FIGURE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
