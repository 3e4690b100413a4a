import { stemmer as russianStem } from '@orama/stemmers/russian';
import { porterStem } from './porter.ts';

/**
 * Words that Porter's rules (1980) would make one though they are not: `general` and `generative`. Snowball's
 * English stemmer lists the same roots (https://snowballstem.org/algorithms/english/stemmer.html).
 */
const keptApart = /^(?:gener(?:al|ic|at)|commun(?:ic|it|al)|univers(?:al|it)|organ(?:iz|is|ic))/;
/** British spelling that is American elsewhere: `optimise`, `quantisation`. */
const british = /(?<=.{3}[dlmnrt])is(?=(?:e|es|ed|er|ers|ing|able|ation|ations)$)/;
const noBritish = /^(?:(?:com)?prom|prem|compr|surpr|enterpr|expert|advert|parad)is/;
const analysis = /^analy(?:s|z)(?:e|es|ed|is|ing)$/;
const cyrillic = /^\p{Script=Cyrillic}+$/u;
const latin = /^[a-z]+$/;

/**
 * The stem of a folded word: Porter's for Latin letters, Snowball's for Russian, the word itself where it holds a digit
 * or is of another script. Slow, some microseconds, so analysis remembers what it gave.
 */
export function stem(word: string): string {
  // Past any real word: a stemmer's rules are not made for it and may be slow.
  if (word.length > 40) return word;
  if (latin.test(word)) {
    if (analysis.test(word)) return 'analys';
    const spelled = noBritish.test(word)
      ? word
      : word.replace(british, 'iz').replace(/(?<=.{3})our(?=s?$)/, 'or');
    return keptApart.exec(spelled)?.[0] ?? porterStem(spelled);
  }
  return cyrillic.test(word) ? russianStem(word) : word;
}
