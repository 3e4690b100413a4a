/** Number words of the three languages, and the number that each means. */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    2: 'two twice double doubles doubled doubling twofold pair две два двух двумя вдвое дважды двое',
    3: 'three thrice triple triples tripled threefold три трех трёх тремя втрое трижды',
    4: 'four quadruple quadrupled fourfold четыре четырех четырёх вчетверо',
    5: 'five fivefold пять пяти впятеро',
    6: 'six sixfold шесть шести',
    7: 'seven sevenfold семь семи',
    8: 'eight eightfold восемь восьми',
    9: 'nine ninefold девять девяти',
    10: 'ten tenfold десять десяти вдесятеро',
    11: 'eleven одиннадцать',
    12: 'twelve dozen двенадцать дюжина',
    20: 'twenty двадцать',
    30: 'thirty тридцать',
    40: 'forty сорок',
    50: 'fifty пятьдесят',
    60: 'sixty шестьдесят',
    70: 'seventy семьдесят',
    80: 'eighty восемьдесят',
    90: 'ninety девяносто',
    100: 'hundred hundreds hundredfold сто сотня сотни сотен',
    1000: 'thousand thousands thousandfold тысяча тысячи тысяч тыс',
    1000000: 'million millions миллион миллиона миллионов млн',
    1000000000: 'billion billions миллиард миллиарда миллиардов млрд',
    '1/2': 'half halves halved halving половина половину половины вполовину',
    '1/3': 'third thirds треть трети',
    '1/4': 'quarter quarters четверть четверти',
  }).flatMap(([number, words]) => words.split(' ').map((word): [string, string] => [word, number])),
);

const HAN: Readonly<Record<string, string>> = {
  两: '2',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
  百: '100',
  千: '1000',
  万: '10000',
  亿: '100000000',
};

const NUMERAL = /(\d+(?:[.,]\d+)*)(\s?(?:%|percent|per cent|процент|проц|百分))?|\p{L}+/giu;
/** Han numerals count as numbers before a measure only: in other words they are parts of names. */
const HAN_NUMERAL = /([两二三四五六七八九十百千万亿]+)(?=倍|个百分点|分之|成|万|亿)|(一半)/gu;

/**
 * The numbers in a text, in one form: `1,000` and `1000`, fullwidth and other scripts' digits, `twice` and `2`. A share is
 * told from a number: `83%`. Linear in the length of the text.
 */
export function numbersIn(text: string): Set<string> {
  const found = new Set<string>();
  const plain = toWesternDigits(text.normalize('NFKC')).toLowerCase();
  for (const [word, digits, percent] of plain.matchAll(NUMERAL)) {
    const number = digits === undefined ? WORDS.get(word) : toNumber(digits);
    if (number === undefined) continue;
    found.add(number);
    if (percent) found.add(`${number}%`);
  }
  for (const [, numeral, half] of plain.matchAll(HAN_NUMERAL)) {
    if (half) found.add('1/2');
    for (const sign of numeral ?? '') found.add(HAN[sign] ?? sign);
  }
  return found;
}

/** The numbers of a sentence that no text it rests on has. */
export function unknownNumbers(sentence: string, sources: readonly string[]): string[] {
  const known = new Set(sources.flatMap((source) => [...numbersIn(source)]));
  return [...numbersIn(sentence)].filter((number) => !known.has(number));
}

/** Commas group thousands; elsewhere they stand for the decimal point. */
function toNumber(digits: string): string {
  const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits);
  const point = grouped ? digits.replaceAll(',', '') : digits.replaceAll(',', '.');
  const trimmed = point.includes('.') ? point.replace(/0+$/, '').replace(/\.$/, '') : point;
  return trimmed.replace(/^0+(?=\d)/, '');
}

/** The decimal digits of other scripts: each stands in a run of ten that starts with its zero (Unicode, section 4.6). */
function toWesternDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    let value = 0;
    const code = digit.codePointAt(0) ?? 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
    return String(value);
  });
}
