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

/** How a sentence starts that tells what was asked or done, under a heading, and what tells it anywhere. */
const HEADINGS =
  'background|context|introduction|motivation|objectives?|aims?|purpose|methods?|design|setting|participants|data sources';
const AIMS: Readonly<Record<Language, RegExp>> = {
  en: new RegExp(
    [
      `^(?:${HEADINGS})\\s?(?::|\\p{Pd})`,
      '(?<!\\p{L})(?:whether|unclear|unknown|poorly understood|hypothes[ei]\\p{L}*',
      'we (?:aim|seek|sought|investigate|examine|stud(?:y|ie)|test|assess|evaluate|determine|ask)(?:e?d|s)?',
      'to (?:determine|assess|investigate|examine|evaluate|test))(?!\\p{L})',
    ].join('|'),
    'iu',
  ),
  ru: /(?<!\p{L})(?:неясно|неизвестно|гипотез\p{L}*|(?:\p{L}+) ли|цель\p{L}? (?:этой )?(?:работы|исследования)|мы (?:исследуем|изучаем|проверяем|рассматриваем|исследовали|изучили|рассмотрели)|чтобы (?:определить|оценить|проверить|выяснить))(?!\p{L})/iu,
  zh: /是否|尚不清楚|未知|旨在|假设|我们(?:研究|探讨|调查|评估)|为了(?:确定|评估|检验)/u,
};
/** Headings in capitals may stand without a colon: `OBJECTIVE To test`. */
const CAPITALS = new RegExp(`^(?:${HEADINGS.toUpperCase()})\\s`, 'u');

/** Whether a sentence tells what was to be found out, or how, rather than what came out. */
export function tellsAim(text: string, lang: Language): boolean {
  return AIMS[lang].test(text) || CAPITALS.test(text);
}
