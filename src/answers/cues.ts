import type { Language } from '../papers/paper.ts';

/** What a phrase can tell about the sentence that it stands in. */
export const CUE_NAMES = [
  'thisPaper',
  'we',
  'our',
  'proposes',
  'shows',
  'studies',
  'adds',
  'explains',
  'method',
  'means',
  'problem',
  'existing',
  'experiments',
  'gains',
  'figures',
  'link',
] as const;
export type Cue = (typeof CUE_NAMES)[number];

/** What a result is told in: `10%`, `3.8x`, `2倍`. */
const FIGURES = /\d\s?(?:%|％|×|倍|x(?![\p{L}\p{N}]))/iu;
const LINK = /https?:\/\/|github/iu;

const WE = 'we( also| further| then| first| thus| therefore| instead| here| *ly)?';
const MY = 'мы( также| впервые| затем| далее| поэтому)?';

/** The phrases of each cue in each language: `|` parts them, `*` stands for the rest of a word. */
export const CUES: Readonly<Record<Language, Readonly<Record<Cue, RegExp>>>> = {
  en: {
    thisPaper: phrases('(this|the present)( *)? (paper|work|article|study|letter|report|survey)'),
    we: phrases('we'),
    our: phrases('our|ours'),
    proposes: phrases(
      `${WE} (propose|present|introduce|develop|describe|design|devise|suggest|provide|formulate|build)*`,
      `${WE} (create|construct|derive|advocate|offer|release)*`,
      '(paper|work|article|study|report)( *)? (proposes|presents|introduces|develops|describes|provides|suggests)',
      '(is|are) (proposed|presented|introduced)',
    ),
    shows: phrases(
      `${WE} (show|demonstrate|prove|find|establish|observe|discover|report|argue|reveal|identify)*`,
      '(paper|work|study|result|results|analysis)( *)? (show|demonstrate|prove|argue|reveal)s?',
    ),
    studies: phrases(
      `${WE} (study|investigate|explore|analy[sz]e|examine|consider|focus|address|tackle|revisit)*`,
      `${WE} (compare|evaluate|characteri[sz]e|aim)*`,
      '(paper|work|study) (studies|investigates|explores|analy[sz]es|examines|addresses|considers|aims|focuses)',
    ),
    adds: phrases('also|further|furthermore|moreover|additionally|finally|in addition|lastly'),
    explains: phrases(
      'specifically|in particular|concretely|namely|key idea|key insight|consists? of|composed of',
      'leverag*|employ*|combin*|integrat*',
    ),
    method: phrases(
      '(method|approach|framework|model|algorithm|architecture|technique|mechanism|system|network)s?',
    ),
    means: phrases('by *ing|using|based on|via|which|where'),
    problem: phrases(
      'however|but|unfortunately|yet|despite|although|nevertheless|challeng*|difficult*|lacks?|problems?',
      'limited|limits|limitations?|suffer*|remains?|expensive|costly|fails?|bottleneck|struggles?|hinder*',
    ),
    existing: phrases(
      'existing|previous|prior|current|recent|recently|traditional|conventional',
      'typically|often|commonly|widely|most',
    ),
    experiments: phrases(
      'experiment*|empirical*|extensive|evaluat*|benchmarks?|datasets?|ablations?|results',
    ),
    gains: phrases(
      'outperform*|state[- ]of[- ]the[- ]art|sota|improv*|superior*|significant*|achiev*|better|competitive',
      'surpass*|reduc*|faster|compared|comparable|effectiveness|accuracy|speedups?',
    ),
    figures: FIGURES,
    link: LINK,
  },
  ru: {
    thisPaper: phrases(
      '(эта|этой|этом|это|данная|данной|данном|настоящая|настоящей|наша|нашей) (работ|стать|исследован)*',
    ),
    we: phrases('мы'),
    our: phrases('наш|наша|наше|наши|нашего|нашей|нашем|наших|нашим|нашу'),
    proposes: phrases(
      `${MY} (предл|предст|ввод|введ|разраб|созда|опис|постро|формулир|выпуска)*`,
      'предлага(ет|ют)*|предложен|представл(ен|яет|яют)*',
    ),
    shows: phrases(
      `${MY} (показ|демонстр|продемонстр|доказ|обнаруж|устан|выяв|наблюд|утвержд)*`,
      'результаты показ*',
    ),
    studies: phrases(
      `${MY} (исслед|изуч|анализ|рассм|сравн|оценив|стрем|провод)*`,
      '(исследу|рассматрива|изуча)(ет|ют)*',
    ),
    adds: phrases('также|кроме того|более того|помимо этого|дополнительно|наконец'),
    explains: phrases(
      'в частности|конкретно|а именно|основная идея|состоит|включает|для этого|это достигается',
      'использу*|сочета*|объедин*|перерабатыва*',
    ),
    method: phrases('(метод|подход|модел|алгоритм|архитектур|механизм|систем|фреймворк|платформ|сет)*'),
    means: phrases('путем|путём|с помощью|на основе|используя|посредством|котор*'),
    problem: phrases(
      'однако|но|тем не менее|несмотря|хотя|проблем*|сложн*|трудн*|затрудн*|ограничен*|недостат*',
      'вызов*|страда*|остается|остаётся|дорог*|высок* стоимост*',
    ),
    existing: phrases('существующ*|предыдущ*|современн*|недавн*|традиционн*|обычно|часто|широко|большинство'),
    experiments: phrases('эксперимент*|эмпирическ*|обширн*|оценк*|бенчмарк*|результат*|набор* данных'),
    gains: phrases(
      'превосход*|превзо*|улучш*|достиг*|лучш*|значительн*|сниж*|сокращ*|быстрее',
      'точност*|эффективност*|сопоставим*',
    ),
    figures: FIGURES,
    link: LINK,
  },
  zh: {
    thisPaper: /本文|本研究|本工作|本论文|这篇论文|这项工作|该论文/u,
    we: /我们|本文/u,
    our: /我们的/u,
    proposes: /提出|引入|介绍了|开发了|设计了|构建了|推出/u,
    shows: /(?:我们|本文|结果|实验|研究)[^，。；]{0,8}(?:表明|证明|展示|发现|显示)/u,
    studies: /(?:我们|本文|本研究)[^，。；]{0,8}(?:研究|探索|探讨|分析|调查|评估|比较)/u,
    adds: /此外|另外|同时|最后|进一步/u,
    explains: /具体来说|具体而言|其中|包括|组成|通过|利用|结合/u,
    method: /方法|模型|框架|算法|架构|机制|系统|网络/u,
    means: /通过|利用|基于|采用|使用/u,
    problem: /然而|但是|但|尽管|虽然|挑战|困难|缺乏|有限|限制|问题|瓶颈|昂贵|仍然/u,
    existing: /现有|以往|先前|当前|目前|近年来|最近|传统|通常|大多数/u,
    experiments: /实验|评估|基准|数据集|消融|结果/u,
    gains: /优于|超过|超越|提高|提升|改进|达到|实现了|显著|降低|减少|最先进|更好|准确率|加速/u,
    figures: FIGURES,
    link: LINK,
  },
};

/** Matches where a whole word starts and one ends; `\b` would know only Latin letters. */
function phrases(...lines: string[]): RegExp {
  const source = lines.join('|').replaceAll('*', '\\p{L}*').replaceAll('(', '(?:');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?!\\p{L})`, 'iu');
}
