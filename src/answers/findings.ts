import type { Language } from '../papers/paper.ts';

/** Words that tell what came out: comparisons, changes, and that something was found. `*` stands for the rest of a word. */
const WORDS: Readonly<Record<Language, string>> = {
  en:
    'more less fewer higher lower greater smaller larger faster slower better worse best increas* decreas* reduc* improv* ' +
    'degrad* outperform* match* surpass* achiev* lead* effect* significan* compar* than without while found find suggest* ' +
    'indicat* demonstrat* show* reveal* conclu* allow* enabl*',
  ru:
    'более менее выше ниже больше меньше быстрее медленнее лучше хуже увелич* уменьш* сниж* сокращ* повыш* улучш* ухудш* ' +
    'превос* превзо* достиг* позвол* эффект* значительн* по сравнению чем без показ* обнаруж* выяв* демонстр* доказ*',
  zh: '更 高于 低于 优于 超过 减少 降低 提高 提升 增加 改善 达到 实现 显著 相比 表明 发现 显示 证明 结果 无需 使得',
};

const FINDINGS: Readonly<Record<Language, RegExp>> = {
  en: words(WORDS.en),
  ru: words(WORDS.ru),
  zh: new RegExp(WORDS.zh.split(' ').join('|'), 'gu'),
};

/** More of them than this say no more. */
const MOST = 4;

/** How much a sentence tells of what came out, 0 to 1, by the words it uses. */
export function findingShare(text: string, lang: Language): number {
  let found = 0;
  for (const _ of text.matchAll(FINDINGS[lang])) {
    found += 1;
    if (found === MOST) break;
  }
  return found / MOST;
}

function words(list: string): RegExp {
  const source = list.replaceAll('*', '\\p{L}*').replaceAll(' ', '|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');
}
