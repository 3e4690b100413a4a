import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArxivId } from '../../src/papers/arxiv-id.ts';
import { detectLanguage } from '../../src/papers/language.ts';
import { toSlug } from '../../src/papers/slug.ts';

describe('toSlug', () => {
  test.each([
    ['Beyond A*: Better Planning with Transformers', 'beyond-a-better-planning-with-transformers'],
    ['Nyströmformer', 'nystromformer'],
    ["Agent's Plan", 'agents-plan'],
    ['Большие языковые модели: ёж и йод', 'большие-языковые-модели-ёж-и-йод'],
    ['大型语言模型', '大型语言模型'],
    ['ＬＬＭ ① ﬁne', 'llm-1-fine'],
  ])('makes %j readable', (title, slug) => {
    expect(toSlug(title)).toBe(slug);
  });

  test('cuts a long title between words', () => {
    expect(toSlug(`${'word '.repeat(11)}wonderful`)).toBe('word-'.repeat(11).slice(0, -1));
  });

  test('gives titles without letters different slugs', () => {
    expect(toSlug('!!!')).toMatch(/^paper-[0-9a-f]{8}$/u);
    expect(toSlug('!!!')).not.toBe(toSlug('???'));
  });

  test('is never empty, too long or an arXiv id, for any title', () => {
    const title = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('2401.04088', 'hep-th/9711200', 'arXiv:2401.04088v2'),
    );
    fc.assert(
      fc.property(title, (text) => {
        const slug = toSlug(text);
        expect(slug).toMatch(/^[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*$/u);
        expect(slug.length).toBeLessThanOrEqual(60);
        expect(parseArxivId(slug)).toBeUndefined();
      }),
    );
  });
});

describe('detectLanguage', () => {
  test.each([
    ['en', 'We present a model.'],
    ['en', ''],
    ['en', '12 % { } 😀'],
    ['en', 'We study the Chinese words 你好 and 世界 in a long English sentence about tokenisation.'],
    ['ru', 'Мы представляем OpenRLHF, открытую платформу на основе Ray, vLLM и DeepSpeed.'],
    ['zh', '我们提出了 MoRA，一种使用方阵的新方法，优于 LoRA。'],
  ])('judges %s by the share of its script: %s', (lang, text) => {
    expect(detectLanguage(text)).toBe(lang);
  });
});
