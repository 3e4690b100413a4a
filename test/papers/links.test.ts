import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLinks } from '../../src/papers/links.ts';

const urls = (text: string) => findLinks(text).map(({ url }) => url);

describe('findLinks', () => {
  test.each([
    ['a full stop', 'at https://github.com/a/b.', 'https://github.com/a/b'],
    [
      'a bracket it did not open',
      '(Code: https://github.com/yitu/T2T-ViT)',
      'https://github.com/yitu/T2T-ViT',
    ],
    ['a glued label', 'at https://github.com/ViTAE/QFormer{QFormer}.', 'https://github.com/ViTAE/QFormer'],
    ['a Chinese comma', '代码：https://github.com/a/b，欢迎', 'https://github.com/a/b'],
    ['a quotation mark', '«https://a.io/x»', 'https://a.io/x'],
  ])('ends a link before %s', (_, text, url) => {
    expect(urls(text)).toEqual([url]);
  });

  test('keeps brackets that the link opened', () => {
    expect(urls('see https://en.wikipedia.org/wiki/A_(b).')).toEqual(['https://en.wikipedia.org/wiki/A_(b)']);
  });

  test('gives links in order, each once', () => {
    expect(urls('https://b.io https://a.io/x https://b.io.')).toEqual(['https://b.io', 'https://a.io/x']);
  });

  test.each([
    ['github.com/a/b is ours', ['https://github.com/a/b']],
    ['on a.github.io/Page.', ['https://a.github.io/Page']],
    ['available at AdapterHub.ml.', ['https://AdapterHub.ml']],
    ['AdapterHub.ml is a name, as are Node.js and e.g. this', []],
    ['write to foo@github.com/x', []],
  ])('takes an address without a scheme only where it cannot be anything else: %s', (text, found) => {
    expect(urls(text)).toEqual(found);
  });

  test.each([
    'https://user:secret@a.io/x',
    'http://localhost/x',
    'http://127.0.0.1/x',
    'ftp://a.io',
    'https://..',
    'javascript:alert(1)',
  ])('refuses %s', (text) => {
    expect(urls(text)).toEqual([]);
  });

  test.each([
    ['code', 'https://github.com/a/b'],
    ['code', 'https://gitee.com/mindspore/models'],
    ['code', 'https://anonymous.4open.science/r/x-1/'],
    ['demo', 'https://huggingface.co/spaces/a/b'],
    ['data', 'https://huggingface.co/datasets/a/b'],
    ['model', 'https://huggingface.co/a/b'],
    ['video', 'A demo is at https://youtu.be/abc'],
    ['project', 'See https://a.github.io'],
    ['code', 'The code is released at: https://sites.google.com/view/x'],
    ['project', "The project's website and code can be found at https://sites.google.com/view/x"],
    ['video', 'Videos are available at: https://a.github.io/edt/'],
    ['code', 'We refer to https://a.github.io/ for the code and videos.'],
    ['demo', 'Try our demo at https://a.io'],
    ['data', 'The dataset is available at https://a.io'],
    ['code', 'Код: https://a.io/x'],
    ['code', '代码见 https://a.io/x'],
    ['project', '项目主页：https://a.io/x'],
    ['page', 'We use code. More at https://a.io/x'],
  ])('judges a link as %s: %s', (kind, text) => {
    expect(findLinks(text)[0]?.kind).toBe(kind);
  });

  test('gives only addresses that can be opened, for any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.constantFrom('https://', 'available at ', 'github.com/', ')', '.'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        for (const url of urls(pieces.join(''))) expect(new URL(url).protocol).toMatch(/^https?:$/u);
      }),
    );
  });

  test.each(['https://', 'available at ', 'a.', 'https://x.y/))) '])('answers a megabyte of %j', (part) => {
    expect(urls(part.repeat(1e6 / part.length)).length).toBeLessThan(2);
  });
});
