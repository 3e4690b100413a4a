import { describe, expect, it } from 'vitest';
import { readPage, SEEDS } from '../support/pages.ts';

const LINES = SEEDS['arxiv-listing'].split('\n');
const RECORD = LINES.slice(0, 5);
const [ABSTRACT = '', SUBJECTS = '', CITED = '', VERSION = '', TITLE = ''] = RECORD;
const NAME = 'Beyond A*: Better Planning with Transformers via Search Dynamics Bootstrapping';

/** The first record of a page. */
const first = (lines: readonly string[]) => readPage(lines.join('\n')).drafts[0];

describe('an arXiv record', () => {
  it('has its ID, version, title and categories, primary first', () => {
    expect(first(LINES.slice(5, 11))).toMatchObject({
      arxivId: '2402.17764',
      version: 1,
      title: 'The Era of 1-bit LLMs: All Large Language Models are in 1.58 Bits',
      categories: ['cs.CL', 'cs.LG'],
      comments: 'Work in progress',
    });
  });

  it.each([
    ['the version line', [ABSTRACT, SUBJECTS, CITED, TITLE], {}],
    ['the subjects, whose primary the citation has', [ABSTRACT, CITED, VERSION, TITLE], { version: 1 }],
    ['the citation', [ABSTRACT, SUBJECTS, VERSION, TITLE], { version: 1 }],
  ])('is complete without %s', (_, lines, more) => {
    const page = readPage(lines.join('\n'));
    const facts = { arxivId: '2402.14083', title: NAME, categories: ['cs.AI'], abstract: ABSTRACT };
    expect(page.drafts).toEqual([{ line: 1, ...facts, ...more }]);
    expect(page.warnings).toEqual([]);
  });

  it.each([
    ['is wrapped', [ABSTRACT, SUBJECTS, CITED, TITLE.replace('with ', 'with\n')]],
    ['has no bar after it', [ABSTRACT, SUBJECTS, CITED, TITLE.replace(' |', '')]],
    ['has no hint after it', [ABSTRACT, SUBJECTS, CITED, TITLE.replace(' Focus to learn more |', '')]],
    ['has a bar written as an entity', [ABSTRACT, SUBJECTS, CITED, TITLE.replace('|', '&#124;')]],
    ['names a version', [ABSTRACT, SUBJECTS, CITED, TITLE.replace('14083]', '14083v1]')]],
    ['follows a row of its DOI', [ABSTRACT, CITED, 'https://doi.org/10.48550/arXiv.2402.14083', TITLE]],
    ['follows unknown rows', [ABSTRACT, 'Journal-ref: | Nature |', 'MSC-class: | 68T |', CITED, TITLE]],
  ])('has the same title where its line %s', (_, lines) => {
    expect(first(lines)).toMatchObject({ title: NAME, arxivId: '2402.14083', abstract: ABSTRACT });
  });

  it('takes an abstract of many lines as one', () => {
    const wrapped = ABSTRACT.replace(/(.{60,80}) /g, '$1\n');
    expect(first([wrapped, SUBJECTS, CITED, TITLE])?.abstract).toBe(ABSTRACT);
  });

  it('takes the value of a label from the line below it', () => {
    const split = [
      ABSTRACT,
      'Subjects:',
      'Artificial Intelligence (cs.AI)',
      'Cite as:',
      'arXiv:2402.14083 [cs.AI]',
      TITLE,
    ];
    expect(first(split)).toMatchObject({ abstract: ABSTRACT, categories: ['cs.AI'], title: NAME });
  });

  it.each([
    ['[Submitted on 21 Feb 2024 (v1), last revised 26 Apr 2024 (this version, v2)]', '2024-02-21', 2],
    ['[Submitted on 21 Feb 2024]', '2024-02-21', 1],
    [
      'Submitted 26 April, 2024; v1 submitted 21 February, 2024; originally announced February 2024.',
      '2024-02-21',
      1,
    ],
  ])('reads authors and the day of its first version: %s', (submitted, date, version) => {
    const lines = [
      'Title: Another name',
      'Authors: Lucas Lehnert, Paul Mcvay and Yuandong Tian',
      submitted,
      ...RECORD,
    ];
    expect(first(lines)).toMatchObject({
      title: NAME,
      authors: ['Lucas Lehnert', 'Paul Mcvay', 'Yuandong Tian'],
      date,
      version,
      abstract: ABSTRACT,
    });
  });

  it('reads the old form of IDs', () => {
    const old = RECORD.map((line) => line.replaceAll('2402.14083', 'hep-th/9711200'));
    expect(first(old)).toMatchObject({ arxivId: 'hep-th/9711200', version: 1, title: NAME });
  });
});

describe('an incomplete arXiv record', () => {
  const NEXT = LINES.slice(5, 11);

  it.each([
    ['title', [...RECORD.slice(0, 4), ...NEXT], 'This record is incomplete: it has no title.'],
    [
      'title beside its ID',
      [...RECORD.slice(0, 4), '[2402.14083] Focus to learn more |', ...NEXT],
      'This record is incomplete: it has no title.',
    ],
    ['abstract', [...RECORD.slice(1), ...NEXT], 'This record is incomplete: it has no abstract.'],
  ])('without %s is kept with a warning, and the next one is whole', (_, lines, reason) => {
    const { drafts, warnings } = readPage(lines.join('\n'));
    expect(drafts.map((draft) => draft.arxivId)).toEqual(['2402.14083', '2402.17764']);
    expect(drafts[1]).toMatchObject({ comments: 'Work in progress', abstract: LINES[5] });
    expect(warnings).toEqual([{ document: 'page.txt', line: 1, reason }]);
  });

  it('at the end of a page that breaks off keeps its abstract', () => {
    const { drafts, warnings } = readPage(SEEDS['arxiv-listing']);
    expect(drafts[2]).toEqual({ line: 12, abstract: LINES[11] });
    const reason = 'The page breaks off in this record: it has no title and no ID.';
    expect(warnings).toEqual([{ document: 'page.txt', line: 12, reason }]);
  });

  it('is marked where the page breaks off inside a sentence', () => {
    const page = [...RECORD, (LINES[5] ?? '').slice(0, 700)].join('\n');
    expect(readPage(page).drafts[1]).toMatchObject({ abstractCut: true });
  });

  it('keeps the subjects that came before the page broke off', () => {
    const { drafts } = readPage([...LINES, 'Subjects: | Computer Vision (cs.CV) |'].join('\n'));
    expect(drafts[2]).toEqual({ line: 12, abstract: LINES[11], categories: ['cs.CV'] });
  });
});
