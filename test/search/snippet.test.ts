import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { type Span, type Text, toPlain } from '../../src/reply.ts';
import { markTitle, toSnippet } from '../../src/search/snippet.ts';

/** Marks in square brackets. */
function show(text: Text): string {
  const bracketed = (span: Span): string => (typeof span === 'string' ? span : `[${span.text}]`);
  return typeof text === 'string' ? text : text.map(bracketed).join('');
}

function paper(abstract: string, lang: Paper['lang'] = 'en'): Paper {
  return { id: 'x', title: 'A title', abstract, lang, foundIn: [{ document: 'test', line: 1 }] };
}

describe('a snippet', () => {
  it('is the sentence that says most of what was searched for', () => {
    const abstract = 'Experts are many. We route tokens to experts. Results are good.';
    expect(show(toSnippet(paper(abstract), ['expert', 'rout']))).toBe('… We [route] tokens to [experts]. …');
  });

  it('marks whatever has the same stem, and an acronym spelled out, as a whole', () => {
    const text = paper('Mixture-of-Experts (MoE) models and mixtures of experts.');
    expect(show(toSnippet(text, ['moe', 'mixtur of expert']))).toBe(
      '[Mixture-of-Experts] ([MoE]) models and [mixtures of experts].',
    );
  });

  it('marks the part of a hyphenated word that matched', () => {
    expect(show(toSnippet(paper('A 1-bit model.'), ['bit']))).toBe('A 1-[bit] model.');
  });

  it('has no dots where the abstract is one sentence', () => {
    expect(show(toSnippet(paper('All about experts.'), ['expert']))).toBe('All about [experts].');
  });

  it.each([
    ['en', 'It is hard. In this work, we propose a way. It works.', '… In this work, we propose a way. …'],
    ['ru', 'Это трудно. Мы предлагаем новый метод. Он работает.', '… Мы предлагаем новый метод. …'],
    ['zh', '这很难。我们提出一种方法。效果很好。', '… 我们提出一种方法。 …'],
  ] as const)('says what the paper does where only its title matched (%s)', (lang, abstract, expected) => {
    expect(show(toSnippet(paper(abstract, lang), ['absent']))).toBe(expected);
  });

  it('is the first sentence where none says what the paper does', () => {
    expect(show(toSnippet(paper('Trees are tall. Grass is green.'), []))).toBe('Trees are tall. …');
  });

  it('is empty where there is no abstract', () => {
    expect(toPlain(toSnippet(paper(''), ['expert']))).toBe('');
  });

  it('is cut at words around the matches where the sentence is long', () => {
    const long = `${'lorem ipsum dolor '.repeat(40)}the expert is here ${'sit amet elit '.repeat(40)}end.`;
    const shown = show(toSnippet(paper(long), ['expert']));
    expect(shown).toContain('the [expert] is here');
    expect(shown).toMatch(/^… (?:lorem|ipsum|dolor) .* (?:sit|amet|elit) …$/);
    expect(shown.length).toBeLessThan(300);
  });

  it('cuts no character in two', () => {
    const shown = toPlain(
      toSnippet(paper(`${'👩‍👩‍👧'.repeat(200)}模型${'👩‍👩‍👧'.repeat(200)}`, 'zh'), ['模型']),
    );
    expect(shown).toMatch(/^… (?:👩‍👩‍👧)+模型(?:👩‍👩‍👧)+ …$/u);
  });

  it('is part of the abstract and short, whatever that is', () => {
    const piece = fc.constantFrom(
      'moe ',
      'mixture of experts',
      '. ',
      'We propose ',
      '模型',
      '\ud83d',
      'é',
      ' ',
      'a'.repeat(300),
      '。',
      '\u202e',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom<Paper['lang']>('en', 'ru', 'zh'),
        (pieces, lang) => {
          const abstract = pieces.join('');
          const shown = toPlain(toSnippet(paper(abstract, lang), ['moe', 'mixtur of expert', '模型']));
          expect(abstract).toContain(shown.replace(/^… | …$/g, ''));
          expect(shown.length).toBeLessThanOrEqual(330);
        },
      ),
    );
  });
});

describe('a marked title', () => {
  it('keeps every character and marks what matched', () => {
    expect(show(markTitle('MoE-Mamba: Mixture of Experts', ['moe', 'mixtur of expert']))).toBe(
      '[MoE]-Mamba: [Mixture of Experts]',
    );
    expect(markTitle('Nothing here', ['moe'])).toEqual(['Nothing here']);
  });

  it('reads the same as the title', () => {
    const title = fc
      .array(fc.constantFrom('MoE', ' ', '-', 'mixture of experts', '混合', '\ud83d', ':'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(title, (text) => {
        expect(toPlain(markTitle(text, ['moe', 'mixtur', 'mixtur of expert', '混合']))).toBe(text);
      }),
    );
  });
});
