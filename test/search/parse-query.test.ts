import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parseQuery, type Query } from '../../src/search/query.ts';

const nothing: Query = { words: [], phrases: [], without: [], filters: {}, sort: 'relevance' };

function errorOf(text: string): UserError {
  try {
    parseQuery(text);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error(`“${text}” was understood`);
}

describe('a query', () => {
  it.each<[string, Partial<Query>]>([
    ['mixture of  experts', { words: ['mixture', 'of', 'experts'] }],
    ['"state space" model', { words: ['model'], phrases: ['state space'] }],
    ['“one” „two“ «три» 「四」 „five”', { phrases: ['one', 'two', 'три', '四', 'five'] }],
    ['moe -vision -"image model" –speech', { words: ['moe'], without: ['vision', 'image model', 'speech'] }],
    ['mixture-of-experts - moe', { words: ['mixture-of-experts', 'moe'] }],
    ['author:hinton', { filters: { author: ['hinton'] } }],
    ['Author:"Ilya Sutskever" author：李', { filters: { author: ['Ilya Sutskever', '李'] } }],
    ['cat:cs.CL cat:stat,math-ph', { filters: { cat: ['cs.CL', 'stat', 'math-ph'] } }],
    ['year:2024', { filters: { after: '2024-01-01', before: '2024-12-31' } }],
    ['year:2023-2024', { filters: { after: '2023-01-01', before: '2024-12-31' } }],
    ['after:2024 before:2024-06-01', { filters: { after: '2024-01-01', before: '2024-06-01' } }],
    ['after:2024-02', { filters: { after: '2024-02-01' } }],
    ['before:2024', { filters: { before: '2023-12-31' } }],
    ['before:2024-03', { filters: { before: '2024-02-29' } }],
    ['year:2024 after:2023 after:2024-05-05', { filters: { after: '2024-05-05', before: '2024-12-31' } }],
    ['has:code has:demo,Data', { filters: { has: ['code', 'demo', 'data'] } }],
    ['lang:ru,zh', { filters: { lang: ['ru', 'zh'] } }],
    ['moe sort:new', { words: ['moe'], sort: 'new' }],
    ['LoRETTA: Low-Rank Adaptation', { words: ['LoRETTA:', 'Low-Rank', 'Adaptation'] }],
    ['CAT: a story', { words: ['CAT:', 'a', 'story'] }],
    ['re:zero 3:1', { words: ['re:zero', '3:1'] }],
    ['constructor:x', { words: ['constructor:x'] }],
    ['"never closed', { words: ['never', 'closed'] }],
    ['moe "" ?', { words: ['moe'] }],
  ])('reads %s', (text, expected) => {
    expect(parseQuery(text)).toEqual({ ...nothing, ...expected });
  });

  it.each([
    ['', /nothing to search for/],
    [' "" ?! ', /nothing to search for/],
    ['"'.repeat(10_000), /nothing to search for/],
    ['-vision', /leave out/],
    ['sort:new', /how to sort/],
    ['author:', /author: needs a value/],
    ['moe author: hinton', /author: needs a value/],
    ['author:""', /author: needs a value/],
    ['author:--', /not a name/],
    ['auther:hinton', /Did you mean author:/],
    ['category:cs.CL', /Did you mean cat:/],
    ['since:2024', /Did you mean after:/],
    ['cat:???', /not an arXiv category/],
    ['year:24', /not a year/],
    ['year:2024-2023', /backwards/],
    ['after:yesterday', /not a day, a month or a year/],
    ['after:2024-02-30', /not a day/],
    ['before:2024-13', /not a day/],
    ['after:2024 before:2024', /No day is both/],
    ['has:foo', /code, project, demo, data, model or video/],
    ['lang:de', /en, ru or zh/],
    ['moe sort:date', /relevance, new or votes/],
    ['moe -cat:cs.CL', /not fields/],
  ])('refuses %s with a reason and an example that works', (text, reason) => {
    const { message, example } = errorOf(text);
    expect(message).toMatch(reason);
    expect(message.length).toBeLessThan(200);
    expect(() => parseQuery((example ?? '').replace(/^search /, ''))).not.toThrow();
    expect(example).toMatch(/^search \S/);
  });

  it('takes at most 64 words, and not more than 100 characters of one', () => {
    expect(parseQuery('moe '.repeat(100_000)).words).toHaveLength(64);
    expect(parseQuery('a'.repeat(1_000_000)).words[0]).toHaveLength(100);
  });

  it('still sees the fields after too many words', () => {
    expect(parseQuery(`${'moe '.repeat(200)}lang:ru`).filters).toEqual({ lang: ['ru'] });
  });

  it('is a query or a UserError, whatever was typed', () => {
    const piece = fc.constantFrom(
      'author:',
      'cat:',
      'year:',
      'sort:',
      'has:code',
      '"',
      '“',
      '”',
      '«',
      '-',
      ' ',
      'moe',
      '2024',
      ':',
      '\ud800',
      '大',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        try {
          const { words, phrases, filters } = parseQuery(typed);
          expect(words.length + phrases.length + Object.keys(filters).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
