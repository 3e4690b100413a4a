import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutOpening } from '../../src/answers/openings.ts';
import { splitSentences } from '../../src/answers/sentences.ts';
import { LEFT_OUT, type Summary, summarise } from '../../src/answers/summary.ts';
import type { Language, Paper } from '../../src/papers/paper.ts';

function toPaper(sentences: readonly string[], rest: Partial<Paper> = {}): Paper {
  const abstract = sentences.join(' ');
  return { id: 'a', title: '', abstract, lang: 'en', foundIn: [{ document: 'test', line: 1 }], ...rest };
}

const chosen = (summary: Summary) =>
  [summary.tldr, summary.problem, summary.method, summary.results].filter(
    (sentence) => sentence !== undefined,
  );

const ENGLISH = [
  'Mixture-of-experts models are popular.',
  'However, existing routing methods are expensive and remain difficult to train.',
  'We propose SwiftRoute, a routing method for mixture-of-experts models that needs no router.',
  'Specifically, it assigns tokens to experts by hashing their hidden states.',
  'Experiments show that SwiftRoute outperforms prior work by 7.5% while running 2.3x faster.',
  'Code is available at https://github.com/a/b.',
];

const RUSSIAN = [
  'Большие языковые модели широко используются.',
  'Однако их обучение остается дорогим и сложным.',
  'Мы предлагаем новый метод маршрутизации для разреженных моделей.',
  'В частности, он использует хеширование скрытых состояний.',
  'Эксперименты показывают, что метод превосходит аналоги на 7.5%.',
  'Код доступен по адресу https://github.com/a/b.',
];

const CHINESE = [
  '近年来，大型语言模型取得了进展。',
  '然而，现有模型训练成本昂贵，难以部署。',
  '本文提出了一种新的稀疏混合专家框架。',
  '具体来说，我们利用低秩分解对专家进行压缩。',
  '实验表明，该框架优于现有方法，速度提升3.8倍。',
  '代码见 https://github.com/a/b。',
];

describe('tells what the paper does, then its problem, method and results', () => {
  test.each<[Language, readonly string[]]>([
    ['en', ENGLISH],
    ['ru', RUSSIAN],
    ['zh', CHINESE],
  ])('in %s', (lang, sentences) => {
    const { tldr, problem, method, results } = summarise(toPaper(sentences, { lang }));
    expect([problem, tldr, method, results].map((sentence) => sentence?.text)).toEqual(sentences.slice(1, 5));
  });
});

test('of two claims, prefers the one that speaks of the title', () => {
  const title = 'Searchformer: Planning with Transformers';
  const planning = 'We present Searchformer, a transformer for planning.';
  const other = 'We present a tool for reading logs of servers.';
  expect(summarise(toPaper([other, planning, 'The end is near.'], { title })).tldr.text).toBe(planning);
});

test('an abstract whose first sentence says it all keeps it as the TL;DR', () => {
  const [first = ''] = ENGLISH.slice(2);
  expect(summarise(toPaper(ENGLISH.slice(2))).tldr.text).toBe(first);
});

describe('the TL;DR leaves out how its sentence opens, and says so with an ellipsis', () => {
  test.each<[opening: string, rest: string, lang: Language]>([
    ['In this paper, ', 'we propose a sparse router for mixtures of experts.', 'en'],
    ['In this work ', 'we propose a sparse router for mixtures of experts.', 'en'],
    ['To mitigate the cost of attention, ', 'we propose a sparse router for mixtures of experts.', 'en'],
    ['Motivated by this (and by others), ', 'this paper proposes a router for mixtures of experts.', 'en'],
    ['В этой работе ', 'мы предлагаем разреженный маршрутизатор для смеси многих экспертов.', 'ru'],
    ['在本文中，', '我们提出了一种稀疏混合专家框架。', 'zh'],
  ])('%s|%s', (opening, rest, lang) => {
    const paper = toPaper([`${opening}${rest}`, 'The end is near.'], { lang });
    const { tldr } = summarise(paper);
    expect(tldr.text).toBe(`… ${rest}`);
    expect(paper.abstract.slice(tldr.start, tldr.end)).toBe(rest);
  });

  test.each([
    'If weights are ternary and sparse, we show that accuracy is always kept.',
    'Under mild assumptions on the loss, we prove that descent always converges.',
    'To our knowledge, this work is the first to quantise weights to one bit.',
    'To the best of our knowledge, we are the first to quantise weights.',
    'Empirically, we show that ternary weights keep the accuracy of a model.',
    'Unlike prior work on experts, we propose a router that needs no training.',
    'In this paper, we propose Swift.',
    'Tokens differ. E.g., in this paper, we route them by hashing their states.',
  ])('but not where the rest would say more, or too little: %s', (text) => {
    const sentence = { text, start: 7, end: 7 + text.length };
    expect(withoutOpening(sentence, 'en')).toBe(sentence);
  });
});

test('a role that no sentence fits stays out', () => {
  const { problem } = summarise(toPaper(ENGLISH.slice(2)));
  expect(problem).toBeUndefined();
});

test('a lone sentence is its own TL;DR', () => {
  const summary = summarise(toPaper(['We present a model.']));
  expect(chosen(summary).map(({ text }) => text)).toEqual(['We present a model.']);
});

test('of two sentences only one is shown', () => {
  expect(chosen(summarise(toPaper(ENGLISH.slice(1, 3))))).toHaveLength(1);
});

test('the broken last sentence of a cut abstract is never chosen', () => {
  const broken = 'In this paper we propose SwiftRoute, which outperforms prior work by 9';
  const summary = summarise(toPaper([...ENGLISH.slice(0, 2), broken], { abstractCut: true }));
  expect(chosen(summary).map(({ text }) => text)).not.toContain(broken);
});

test('an empty abstract has an empty TL;DR', () => {
  expect(summarise(toPaper([]))).toEqual({ tldr: { text: '', start: 0, end: 0 } });
});

const anyAbstract = fc.array(
  fc.oneof(fc.constantFrom(...ENGLISH, ...RUSSIAN, ...CHINESE), fc.string({ unit: 'binary', maxLength: 30 })),
  { maxLength: 12 },
);

test('any summary is verbatim, repeats no sentence, keeps the order of its roles and leaves some of the abstract out', () => {
  fc.assert(
    fc.property(
      anyAbstract,
      fc.constantFrom<Language>('en', 'ru', 'zh'),
      fc.boolean(),
      (parts, lang, cut) => {
        const paper = toPaper(parts, { lang, ...(cut && { abstractCut: true }) });
        const summary = summarise(paper);
        const all = splitSentences(paper.abstract, lang);
        const shown = chosen(summary);
        for (const { text, start, end } of shown)
          expect(text.replace(LEFT_OUT, '')).toBe(paper.abstract.slice(start, end));
        expect(new Set(shown.map(({ start }) => start)).size).toBe(shown.length);
        if (all.length > 1) {
          expect(shown.length).toBeLessThan(all.length);
          if (cut) expect(shown.map(({ end }) => end)).not.toContain(all.at(-1)?.end);
        }
        const places = [summary.problem, summary.method, summary.results].flatMap(
          (role) => role?.start ?? [],
        );
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      },
    ),
    { numRuns: 300 },
  );
});

test('a megabyte of short sentences is summarised', () => {
  expect(summarise(toPaper(['We. '.repeat(250_000)])).tldr.text).toBe('We.');
});
