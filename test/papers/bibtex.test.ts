import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBibtexName } from '../../src/papers/author-name.ts';
import { toBibtex } from '../../src/papers/bibtex.ts';
import type { Paper } from '../../src/papers/paper.ts';

const PAPER: Paper = {
  id: '2402.14083',
  arxivId: '2402.14083',
  title: 'Beyond A*: Better Planning',
  abstract: '',
  lang: 'en',
  authors: ['Lucas Lehnert', 'Łukasz Kaiser', 'Laurens van der Maaten'],
  categories: ['cs.AI', 'cs.LG'],
  date: '2024-02-21',
  foundIn: [{ document: 'a.txt', line: 1 }],
};
const titled = (title: string) => /title = \{\{(.*)\}\}/u.exec(toBibtex({ ...PAPER, title }))?.[1];

describe('toBibtex', () => {
  test('gives the entry that arXiv itself would, with authors in order', () => {
    expect(toBibtex(PAPER)).toBe(`@misc{lehnert2024beyond,
  title = {{Beyond A*: Better Planning}},
  author = {Lehnert, Lucas and Kaiser, {\\L}ukasz and van der Maaten, Laurens},
  year = {2024},
  eprint = {2402.14083},
  archivePrefix = {arXiv},
  primaryClass = {cs.AI},
  url = {https://arxiv.org/abs/2402.14083}
}
`);
  });

  test('leaves out what is unknown', () => {
    const { id, title, abstract, lang, foundIn } = PAPER;
    expect(toBibtex({ id, title, abstract, lang, foundIn })).toBe(
      '@misc{beyondbetter,\n  title = {{Beyond A*: Better Planning}}\n}\n',
    );
  });

  test('takes the year from the id where no date is known', () => {
    const { date: _, ...undated } = PAPER;
    expect(toBibtex(undated)).toContain('year = {2024}');
    expect(toBibtex({ ...undated, arxivId: 'hep-th/9711200' })).toContain('year = {1997}');
    expect(toBibtex({ ...undated, arxivId: 'math/0309136' })).toContain('year = {2003}');
  });

  test.each([
    ['100% of R&D_1 #2 $5', '100\\% of R\\&D\\_1 \\#2 \\$5'],
    ['a~b^c\\d', 'a\\textasciitilde{}b\\textasciicircum{}c\\textbackslash{}d'],
    ['set {x}', 'set \\textbraceleft{}x\\textbraceright{}'],
    ['Nyström naïve Łódź Straße', 'Nystr{\\"{o}}m na{\\"{\\i}}ve {\\L}{\\\'{o}}d{\\\'{z}} Stra{\\ss}e'],
    ['CO₂ at 10⁻³', 'CO$_{2}$ at 10$^{-3}$'],
    ['α × β ≤ γ', '$\\alpha$ $\\times$ $\\beta$ $\\leq$ $\\gamma$'],
    ['“quoted” – and — more…', "``quoted'' -- and --- more\\ldots{}"],
    ['Модель 模型', 'Модель 模型'],
    ['a 😀 b', 'a b'],
  ])('writes %j as LaTeX reads it', (title, latex) => {
    expect(titled(title)).toBe(latex);
  });

  test('has balanced braces and one field a line, whatever the paper is called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (title, authors) => {
          const entry = toBibtex({ ...PAPER, title, authors });
          const depth = Array.from(entry).reduce(
            (open, sign) => (open < 0 ? open : open + Number(sign === '{') - Number(sign === '}')),
            0,
          );
          expect(depth).toBe(0);
          expect(entry).toMatch(/^@misc\{[a-z0-9]+,\n(?: {2}[a-zA-Z]+ = \{.*\},?\n)+\}\n$/u);
        },
      ),
    );
  });
});

describe('toBibtexName', () => {
  test.each([
    ['Ashish Vaswani', 'Vaswani, Ashish'],
    ['Vaswani, Ashish', 'Vaswani, Ashish'],
    ['Noam M. Shazeer', 'Shazeer, Noam M.'],
    ['Laurens van der Maaten', 'van der Maaten, Laurens'],
    ['Martin Luther King Jr.', 'King, Jr., Martin Luther'],
    ['Plato', '{Plato}'],
    ['张三', '{张三}'],
    ['Gemini Team', '{Gemini Team}'],
    ['Smith and Sons', '{Smith and Sons}'],
    ['José García', "Garc{\\'{\\i}}a, Jos{\\'{e}}"],
    ['  ', ''],
  ])('turns %j into %j', (name, written) => {
    expect(toBibtexName(name)).toBe(written);
  });
});
