/** How much a reader sees: a Han, kana or Hangul character carries about as much as three Latin letters. */
function widthOf(text: string): number {
  const ideographs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu);
  return text.length + 2 * (ideographs?.length ?? 0);
}

/** Whether the text ends as a sentence does; quotes and brackets may close after the mark. */
export function endsSentence(text: string): boolean {
  return /[.!?。！？…][\p{Pe}\p{Pf}"'’”]*$/u.test(text.slice(-8));
}

/** Whether the text was broken off: no sentence ends here, and no address either, which authors leave without a stop. */
export function isCut(text: string): boolean {
  return (
    /(?:…|\.\.\.)$/.test(text) || !(endsSentence(text) || /(?:https?:\/\/|www\.)\S+$/.test(text.slice(-300)))
  );
}

const TYPICAL_LIMIT = 230;
const WIDTH_SCALE = 40;

/**
 * The odds that a line is an abstract and not a title: from about -5 (surely a title) to 7 (surely an abstract).
 * The weights rest on 118,024 arXiv records: the longest title has 226 characters, one abstract in a thousand has
 * fewer than 297; no title ends with a full stop, 96 in 100 abstracts do.
 */
export function abstractOdds(text: string): number {
  const width = (widthOf(text.slice(0, 1000)) - TYPICAL_LIMIT) / WIDTH_SCALE;
  const ending = /[.。][\p{Pe}\p{Pf}"'’”]*$/u.test(text.slice(-8)) ? 3 : -1;
  return Math.max(-4, Math.min(4, width)) + ending;
}

export function isAbstract(text: string): boolean {
  return abstractOdds(text) > 0;
}

/**
 * Stems that hardly an abstract about machine learning lacks, in the languages such pages come in. They tell pages
 * of abstracts from other long lines of text.
 */
const RESEARCH_STEMS =
  /model|modèl|modell|модел|模型|モデル|모델|method|méthod|métod|metod|метод|方法|手法|방법|approach|подход|algorit|алгорит|算法|learning|обучен|学习|學習|学習|학습|lernen|network|сет[ие]|网络|網路|netz|proposed|propose |предлага|提出|提案|제안|dataset|данны[хе]|数据|資料|experiment|эксперимент|实验|實驗|実験|실험/iu;

export function readsLikeResearch(text: string): boolean {
  return RESEARCH_STEMS.test(text);
}

/** Whether at least half of the texts read like research; false of none. */
export function mostReadLikeResearch(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.filter(readsLikeResearch).length * 2 >= texts.length;
}

const LETTER = /\p{L}/gu;
const FOREIGN_LETTER = /(?![\p{Script=Latin}\p{Script=Greek}])\p{L}/gu;

/** Whether a good part of the letters is of neither the Latin script nor the Greek that formulas use. */
export function isForeign(text: string): boolean {
  const letters = text.match(LETTER)?.length ?? 0;
  const foreign = text.match(FOREIGN_LETTER)?.length ?? 0;
  return foreign > 0 && foreign >= letters * 0.15;
}
