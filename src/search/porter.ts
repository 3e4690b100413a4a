/**
 * M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980
 * (https://tartarus.org/martin/PorterStemmer/def.txt), to the letter: packaged stemmers were seen to take one letter
 * too many before `-ion`, so that *prediction* no longer met *predict*; and ROUGE is defined with it.
 */

/** A suffix, what replaces it, and the least measure of the stem before it. */
type Rule = readonly [suffix: string, replacement: string, measure: number];

const rules = (measure: number, pairs: string): readonly Rule[] =>
  pairs.split(' ').map((pair) => {
    const [suffix = '', replacement = ''] = pair.split('>');
    return [suffix, replacement, measure];
  });

const STEP_1A = rules(-1, 'sses>ss ies>i ss>ss s>');
const STEP_2 = rules(
  0,
  'ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent eli>e ousli>ous ization>ize ' +
    'ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble',
);
const STEP_3 = rules(0, 'icate>ic ative> alize>al iciti>ic ical>ic ful> ness>');
const STEP_4 = rules(
  1,
  'al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> sion>s tion>t ou> ism> ate> iti> ous> ive> ize>',
);

/** The stem of a word of small Latin letters; words of one or two letters stay as they are. */
export function porterStem(word: string): string {
  if (word.length < 3) return word;
  const singular = step1c(step1b(replaceSuffix(word, STEP_1A)));
  return step5(replaceSuffix(replaceSuffix(replaceSuffix(singular, STEP_2), STEP_3), STEP_4));
}

/** The longest suffix that fits decides, whether or not its condition then holds. */
function replaceSuffix(word: string, table: readonly Rule[]): string {
  let best: Rule | undefined;
  for (const rule of table) {
    if (word.endsWith(rule[0]) && rule[0].length > (best?.[0].length ?? 0)) best = rule;
  }
  if (best === undefined) return word;
  const [suffix, replacement, least] = best;
  const stem = word.slice(0, -suffix.length) + (least === 1 ? replacement : '');
  if (measure(stem) <= least) return word;
  return least === 1 ? stem : stem + replacement;
}

function step1b(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const stem = /^(.*)(?:ed|ing)$/.exec(word)?.[1];
  if (stem === undefined || !hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsInDoubleConsonant(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsInShortSyllable(stem) ? `${stem}e` : stem;
}

function step1c(word: string): string {
  return word.endsWith('y') && hasVowel(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;
}

function step5(word: string): string {
  const stem = word.slice(0, -1);
  const dropsE =
    word.endsWith('e') && (measure(stem) > 1 || (measure(stem) === 1 && !endsInShortSyllable(stem)));
  const rest = dropsE ? stem : word;
  return rest.endsWith('ll') && measure(rest) > 1 ? rest.slice(0, -1) : rest;
}

/** One `c` or `v` for each letter; `y` after a consonant is a vowel. */
function shape(word: string): string {
  let out = '';
  for (const letter of word) out += isVowel(letter, out.at(-1)) ? 'v' : 'c';
  return out;
}

function isVowel(letter: string, before: string | undefined): boolean {
  return 'aeiou'.includes(letter) || (letter === 'y' && before === 'c');
}

/** Porter's m: how often vowels are followed by consonants. */
function measure(stem: string): number {
  return shape(stem).match(/v+c+/g)?.length ?? 0;
}

function hasVowel(stem: string): boolean {
  return shape(stem).includes('v');
}

function endsInDoubleConsonant(stem: string): boolean {
  return stem.at(-1) === stem.at(-2) && shape(stem).endsWith('cc');
}

function endsInShortSyllable(stem: string): boolean {
  return shape(stem).endsWith('cvc') && !/[wxy]$/.test(stem);
}
