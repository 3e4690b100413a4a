import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arxivUrl, findArxivIds, parseArxivId } from '../../src/papers/arxiv-id.ts';

const two = (number: number) => String(number).padStart(2, '0');
const month = fc.integer({ min: 1, max: 12 });

const fourDigits = fc
  .record({ year: fc.integer({ min: 7, max: 14 }), month, number: fc.integer({ min: 1, max: 9999 }) })
  .filter((id) => id.year > 7 || id.month > 3)
  .map((id) => `${two(id.year)}${two(id.month)}.${String(id.number).padStart(4, '0')}`);
const fiveDigits = fc
  .record({ year: fc.integer({ min: 15, max: 99 }), month, number: fc.integer({ min: 1, max: 99999 }) })
  .map((id) => `${two(id.year)}${two(id.month)}.${String(id.number).padStart(5, '0')}`);
const old = fc
  .record({
    archive: fc.constantFrom('hep-th', 'math', 'cs', 'cond-mat', 'quant-ph', 'physics', 'alg-geom', 'q-bio'),
    year: fc.constantFrom(91, 95, 99, 0, 3, 6),
    month,
    number: fc.integer({ min: 1, max: 999 }),
  })
  .map((id) => `${id.archive}/${two(id.year)}${two(id.month)}${String(id.number).padStart(3, '0')}`);
const anyId = fc.oneof(fourDigits, fiveDigits, old);

const FORMS: readonly ((id: string) => string)[] = [
  (id) => id,
  (id) => `arXiv:${id}`,
  (id) => `arxiv: ${id}`,
  (id) => `ARXIV:${id}`,
  (id) => `arxiv.org/abs/${id}`,
  (id) => `https://arxiv.org/abs/${id}?context=cs`,
  (id) => `http://www.arxiv.org/pdf/${id}.pdf`,
  (id) => `https://export.arxiv.org/pdf/${id}`,
  (id) => `https://arxiv.org/html/${id}#S3.F2`,
  (id) => `https://arxiv.org/format/${id}`,
  (id) => `https://arxiv.org/src/${id}`,
  (id) => `https://arxiv.org/e-print/${id}`,
  (id) => `https://browse.arxiv.org/abs/${id}`,
  (id) => `https://ar5iv.labs.arxiv.org/html/${id}`,
  (id) => `https://ar5iv.org/abs/${id}`,
  (id) => `https://www.alphaxiv.org/abs/${id}`,
  (id) => `https://huggingface.co/papers/${id}`,
  (id) => `hf.co/papers/${id}`,
  (id) => `10.48550/arXiv.${id}`,
  (id) => `https://doi.org/10.48550/arXiv.${id}`,
  (id) => `<https://arxiv.org/abs/${id}>`,
  (id) => `<https://arxiv.org/abs/${id}|the paper>`,
];
const written = fc.record({
  id: anyId,
  version: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  form: fc.constantFrom(...FORMS),
});
const withVersion = (id: string, version: number | undefined) =>
  version === undefined ? id : `${id}v${version}`;

describe('parseArxivId', () => {
  test('reads every valid id in every form, with its version', () => {
    fc.assert(
      fc.property(written, ({ id, version, form }) => {
        const expected = version === undefined ? { id } : { id, version };
        expect(parseArxivId(` ${form(withVersion(id, version))} `)).toEqual(expected);
      }),
    );
  });

  test.each([
    ['math.GT/0309136', 'math/0309136'],
    ['arXiv:math.GT/0309136v2', 'math/0309136'],
    ['cs.LG/0212031', 'cs/0212031'],
    ['https://arxiv.org/abs/math.GT/0309136', 'math/0309136'],
  ])('leaves the subject class out of %s, for it is the same paper without', (text, id) => {
    expect(parseArxivId(text)?.id).toBe(id);
  });

  test('reads the stamp on the side of a PDF', () => {
    expect(parseArxivId('arXiv:2401.04088v2 [cs.LG]')).toEqual({ id: '2401.04088', version: 2 });
  });

  test.each([
    ['a month that does not exist', '2413.04088'],
    ['month zero', '2400.04088'],
    ['number zero', '2401.00000'],
    ['version zero', '2401.04088v0'],
    ['four digits after 2014', '1501.0408'],
    ['five digits before 2015', '1412.04088'],
    ['the new form before it began', '0703.1234'],
    ['the old form after it ended', 'hep-th/0704001'],
    ['an archive that never took old ids', 'stat/0309136'],
    ['two ids', '2401.04088 2402.14083'],
    ['words', 'mixture of experts'],
    ['another DOI', 'https://doi.org/10.1145/2401.04088'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(parseArxivId(text)).toBeUndefined();
  });
});

describe('findArxivIds', () => {
  test('finds ids of every form among words, in order, at the place where they stand', () => {
    const words = fc.constantFrom('see', 'and also', '(compare)', 'смотри', '看', 'as in:', '');
    fc.assert(
      fc.property(fc.array(fc.tuple(words, written), { maxLength: 5 }), (parts) => {
        const text = parts
          .map(([word, { id, version, form }]) => `${word} ${form(withVersion(id, version))} ,`)
          .join('\n');
        const found = findArxivIds(text);
        expect(found.map(({ id, version }) => ({ id, version }))).toEqual(
          parts.map(([, { id, version }]) => ({ id, version })),
        );
        expect(found.map(({ start, end }) => parseArxivId(text.slice(start, end))?.id)).toEqual(
          found.map(({ id }) => id),
        );
      }),
    );
  });

  test.each([
    ['(2401.04088).', ['2401.04088']],
    ['2401.04088,2402.14083;hep-th/9711200', ['2401.04088', '2402.14083', 'hep-th/9711200']],
    ['论文2401.04088很好', ['2401.04088']],
    [
      '[x](https://arxiv.org/abs/2401.04088), https://arxiv.org/abs/2402.14083，',
      ['2401.04088', '2402.14083'],
    ],
    ['_2401.04088_ and `2402.14083`', ['2401.04088', '2402.14083']],
    ['> 2401.04088 is good', ['2401.04088']],
  ])('reads %s past the punctuation around it', (text, ids) => {
    expect(findArxivIds(text).map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    ['issue numbers', 'fixes #2401 and #2401.04088'],
    ['prices', 'costs $2401.04, €2401.04088, 2401.04088 USD or 2401.04088元'],
    ['measurements', '1234.5678 and 2401.04088 kg or 2401.04088%'],
    ['sums', 'x=2401.04088, ±2401.04088, ~2401.04088, -2401.04088'],
    ['other DOIs', 'doi:10.1145/2401.04088 and https://doi.org/10.1145/2401.04088'],
    ['version strings', 'v2401.04088, v2401.04088.1, version 2401.04088, 2401.04088-beta'],
    ['IP addresses', '192.168.2401.04088'],
    ['decimals glued to other digits', '12401.04088 2401.040881'],
    ['month 13', '2413.04088 and arXiv:2413.04088'],
    ['dates and telephone numbers', '2024-01.04088 +7 2401.04088'],
    ['links that lead elsewhere', 'https://example.com/2401.04088 https://github.com/a/b/issues/2401.04088'],
    ['paths', 'src/math/0309136 and /data/2401.04088'],
  ])('takes %s for no id', (_, text) => {
    expect(findArxivIds(text)).toEqual([]);
  });

  test('finds nothing in text without digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(findArxivIds(text.replace(/\p{N}/gu, ''))).toEqual([]);
      }),
    );
  });

  test.each(['2401.', 'https://', '<https://', 'arxiv.org/abs/', 'math.GT/', '\u200b'])(
    'answers a megabyte of %j',
    (part) => {
      expect(findArxivIds(part.repeat(1e6 / part.length))).toEqual([]);
    },
  );
});

test('arxivUrl leads to the page and to the PDF', () => {
  expect(arxivUrl('hep-th/9711200', 'abs')).toBe('https://arxiv.org/abs/hep-th/9711200');
  expect(arxivUrl('2401.04088', 'pdf')).toBe('https://arxiv.org/pdf/2401.04088');
});
