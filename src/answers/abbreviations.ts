import type { Language } from '../papers/paper.ts';

/**
 * When the full stop after an abbreviation also ends a sentence: `never`; before a `capital` letter; or only before
 * an `opener`, a word that starts sentences and is no name (`et al. We`, but `et al. Transformer`).
 */
export type Ends = 'never' | 'capital' | 'opener';

const LATIN: Readonly<Record<string, Ends>> = {
  ...same('never', 'e.g i.e eg ie cf vs viz w.r.t s.t et ca approx incl excl'),
  ...same('never', 'dr mr mrs ms prof st'),
  ...same('opener', 'al fig figs eq eqs eqn eqns sec secs tab tabs alg thm def ref refs ch chap app appx'),
  ...same('opener', 'nos pp vol ver ed eds jr sr inc ltd corp dept univ resp avg acc max min std temp'),
  ...same('opener', 'phys rev lett chem comput math appl mech commun trans proc conf symp soc'),
  ...same('opener', 'jan feb aug sept oct nov dec'),
  ...same('capital', 'etc'),
};

const CYRILLIC: Readonly<Record<string, Ends>> = {
  ...same('never', 'т т.е т.к т.н т.ч напр см ср им проф акад'),
  ...same('opener', 'е к ч н рис табл разд гл стр с п пп ур тыс млн млрд трлн руб г гг в вв изд ред'),
  ...same('capital', 'д т.д т.п др пр'),
};

/** Abbreviations, written small and without the last full stop. */
const ABBREVIATIONS: Readonly<Record<Language, ReadonlyMap<string, Ends>>> = {
  en: new Map(Object.entries(LATIN)),
  ru: new Map(Object.entries({ ...LATIN, ...CYRILLIC })),
  zh: new Map(Object.entries(LATIN)),
};

/** `J`, `U.S`, `Ph.D`, `i.i.d`: initials and shortenings made of them. */
const INITIALS = /^(?:\p{Lu}|(?:\p{L}{1,2}\.)+\p{L})$/u;

/** Says when a full stop after this word ends a sentence; undefined where the word is no abbreviation. */
export function abbreviationEnds(word: string, lang: Language): Ends | undefined {
  // `no.` ends a sentence more often than it means a number.
  if (word === 'No') return 'opener';
  return ABBREVIATIONS[lang].get(word.toLowerCase()) ?? (INITIALS.test(word) ? 'opener' : undefined);
}

/** Words that start a sentence and, with a capital, hardly anything else. */
const OPENERS = new Set(
  [
    'We Our The This These Those It Its They Their There Here In On At By For From To With Without As An',
    'However Moreover Furthermore Additionally Besides Also Thus Hence Therefore Finally Then Next First Second Third',
    'While When Whereas Although Though Despite Unlike Since Because If But And Yet Instead Rather Further Such',
    'Specifically Notably Experiments Experimental Extensive Empirically Empirical Results Recent Recently Existing',
    'Based Using Compared Through Beyond Code All Both Each Many Most Some Several What Why How Can Is Are',
    'Мы Наш Наша Наше Наши Это Эта Этот Эти Он Она Оно Они В Во На По Для При С Со К Из От За Как Так Также',
    'Однако Кроме Более Поэтому Хотя Несмотря Но И А Если Когда Чтобы Затем Наконец Код Эксперименты Результаты',
    'Обширные Недавно Существующие Используя Тем Такие Такой Здесь Там Все Всё Каждый',
  ].flatMap((line) => line.split(' ')),
);

/** Whether a word starts sentences, and names nothing. */
export function isOpener(word: string): boolean {
  return OPENERS.has(word);
}

function same(ends: Ends, words: string): Record<string, Ends> {
  return Object.fromEntries(words.split(' ').map((word) => [word, ends]));
}
