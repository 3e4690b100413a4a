import type { Language } from '../papers/paper.ts';
import type { Sentence } from './sentences.ts';

/** Adverbs that join a sentence to the one before it, and say nothing of their own. */
const JOINING =
  'specifically|concretely|precisely|particularly|moreover|furthermore|additionally|finally|lastly|firstly|secondly|therefore|thus|' +
  'hence|consequently|accordingly|here|instead|however|first|second|then|next|also|overall|notably|importantly|interestingly|surprisingly|recently|now';

/** What may follow what is left out: the authors, who then do something. */
const AUTHORS = '(?=(?:we|this (?:paper|work))\\s)';

/**
 * How a sentence opens before it comes to what the authors did: where it stands, what for, after whom. A condition (`If …`, `Under
 * …`, `For …`), a manner (`Empirically`, `Unlike …`) and a hedge (`To our knowledge`) are no such opening: without it the rest
 * would say more than the authors do.
 */
const OPENINGS: Readonly<Record<Language, RegExp>> = {
  en: new RegExp(
    [
      '^(?:in|within|throughout) (?:this|the present) (?:paper|work|article|study|letter|report|thesis)\\s?,?\\s',
      `^(?:${[
        'to (?!our |my |the best |what )\\p{L}+',
        'towards? (?:this|that|these)',
        '(?:motivated|inspired|driven|encouraged|guided|informed) by',
        '(?:based|building|drawing) (?:up)?on',
        `(?:more )?(?:${JOINING})`,
        'in (?:particular|addition|response|order|light|view|summary|short|contrast|other words|doing so|this (?:paper|work))',
        'as (?:a (?:result|consequence|first step|solution|remedy)|such)',
        '(?:for|with) this (?:purpose|reason|aim|goal)',
        'following|while|although|though|despite|by contrast|on the other hand|with this in mind',
      ].join('|')})(?![\\p{L}-])[^.;:?!]{0,200}?,\\s${AUTHORS}`,
    ].join('|'),
    'iu',
  ),
  ru: /^(?:(?:в|во) (?:этой|данной|настоящей|нашей) (?:работе|статье)|кроме того|более того|также|поэтому|таким образом|в частности|для этого|чтобы [^.;:?!]{0,200}?),?\s(?=мы\s|предлага)/iu,
  zh: /^(?:在?(?:本文|本研究|本工作|这项工作|这篇论文)中?，|为此，|为了?[^。；：？！，]{0,60}，|因此，|此外，|具体来说，)(?=我们|本文)/u,
};

/** So many words must be left, or so many Han signs. */
const LEAST = { words: 7, signs: 12 };

/**
 * The sentence without its opening where it has one and enough is left: `In this paper, we propose X` gives `we propose X`,
 * word for word. The opening of a TL;DR says nothing that a reader of one line misses; people who write one leave it out.
 */
export function withoutOpening(sentence: Sentence, lang: Language): Sentence {
  const opening = OPENINGS[lang].exec(sentence.text)?.[0] ?? '';
  const text = sentence.text.slice(opening.length);
  if (opening === '' || !isEnough(text, lang)) return sentence;
  return { text, start: sentence.start + opening.length, end: sentence.end };
}

function isEnough(text: string, lang: Language): boolean {
  if (lang === 'zh') return text.length >= LEAST.signs;
  return (text.match(/\S+/gu)?.length ?? 0) >= LEAST.words;
}
