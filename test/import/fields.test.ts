import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCategories, readDay, readNames } from '../../src/import/fields.ts';

describe('a day in a file', () => {
  it.each([
    ['2024-01-08', '2024-01-08'],
    [' 2024-02-29 ', '2024-02-29'],
    ['2024-01-08T23:30:00Z', '2024-01-08'],
    ['2024-01-08T23:30:00-05:00', '2024-01-09'],
    ['2024-01-08T00:30:00.123+05:30', '2024-01-07'],
    ['2024-01-08 10:00:00', '2024-01-08'],
    ['Mon, 8 Jan 2024 18:00:00 GMT', '2024-01-08'],
    ['8 January 2024', '2024-01-08'],
    ['Jan 8, 2024', '2024-01-08'],
    ['', 'unknown'],
    ['2024', 'unknown'],
    ['2024-01', 'unknown'],
    ['2023-02-29', undefined],
    ['01/08/2024', undefined],
    ['8 Jan', undefined],
    ['soon', undefined],
    ['20240108', undefined],
  ])('%j is %s', (written, day) => {
    expect(readDay(written)).toBe(day);
  });

  it('is read from any text', () => {
    fc.assert(fc.property(fc.string(), (written) => isAnswer(readDay(written))));
  });
});

function isAnswer(day: string | undefined): boolean {
  return day === undefined || day === 'unknown' || /^\d{4}-\d\d-\d\d$/.test(day);
}

describe('names in one text', () => {
  it.each([
    ['Ann Lee, Bo Wu and Cy Twombly', ['Ann Lee', 'Bo Wu', 'Cy Twombly']],
    ['Lee, Ann; Wu, Bo', ['Ann Lee', 'Bo Wu']],
    [`['Ann Lee', "Conor O'Brien"]`, ['Ann Lee', "Conor O'Brien"]],
    ['["Ann Lee", "Wu, Bo"]', ['Ann Lee', 'Wu, Bo']],
    ['', []],
  ])('%s', (written, names) => {
    expect(readNames(written)).toEqual(names);
  });
});

it('categories are found whatever stands between them', () => {
  for (const written of [
    'cs.CL cs.LG',
    'cs.CL, cs.LG',
    'cs.CL|cs.LG',
    "['cs.CL', 'cs.LG']",
    'cs.CL; cs.LG; I.2.7',
  ]) {
    expect(readCategories(written)).toEqual(['cs.CL', 'cs.LG']);
  }
});
