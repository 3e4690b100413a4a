import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { ingestDocuments } from '../../src/ingest/corpus.ts';
import { readDocument } from '../../src/ingest/document.ts';
import { readSeeds } from '../../src/ingest/seeds.ts';
import { toPaper } from '../../src/ingest/to-paper.ts';
import { toDocument } from '../support/pages.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const ABSTRACT = 'We propose a sparse model with a new method of routing. '.repeat(6).trim();

describe('a document', () => {
  it.each([
    ['LF', bytes('a\nb\n'), ['a', 'b']],
    ['CRLF', bytes('a\r\n\r\nb'), ['a', '', 'b']],
    ['CR', bytes('a\rb'), ['a', 'b']],
    ['a byte order mark', bytes('\uFEFFa'), ['a']],
    ['UTF-16, little end first', Uint8Array.of(0xff, 0xfe, 0x11, 0x04), ['Б']],
    ['UTF-16, big end first', Uint8Array.of(0xfe, 0xff, 0x04, 0x11), ['Б']],
    ['bytes that are no text', Uint8Array.of(0x61, 0xff, 0x62), ['a\uFFFDb']],
    ['nothing', Uint8Array.of(), []],
  ])('is read with %s', (_, content, lines) => {
    expect(readDocument('x.txt', content)).toEqual({ name: 'x.txt', lines });
  });
});

describe('a folder of seeds', () => {
  async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'paperboy-seeds-'));
    await act(folder).finally(() => rm(folder, { recursive: true }));
  }

  it('gives its .txt files in the order of their names', () =>
    inFolder(async (folder) => {
      for (const name of ['b.txt', 'README.md', 'a.txt', 'manifest.json'])
        await writeFile(join(folder, name), name);
      expect((await readSeeds(folder)).map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
    }));

  it('names the file that cannot be read', () =>
    inFolder(async (folder) => {
      await symlink(join(folder, 'gone'), join(folder, 'lost.txt'));
      const reading = readSeeds(folder);
      await expect(reading).rejects.toThrow(UserError);
      await expect(reading).rejects.toThrow(/lost\.txt: it does not exist\.$/);
    }));

  it('is named itself where it does not exist', async () => {
    await expect(readSeeds('/no/such/folder')).rejects.toThrow(
      'I cannot read the folder of seeds /no/such/folder: it does not exist.',
    );
  });
});

describe('a paper', () => {
  it('keeps what the page had beside the clean text only where cleaning changed it', () => {
    const paper = toPaper({ line: 3, title: 'A &amp; B', abstract: ABSTRACT }, 'page.txt');
    expect(paper).toEqual({
      id: 'a-b',
      title: 'A & B',
      abstract: ABSTRACT,
      asWritten: { title: 'A &amp; B' },
      lang: 'en',
      foundIn: [{ document: 'page.txt', line: 3 }],
    });
  });

  it('has its arXiv ID for an ID, and every fact the page had', () => {
    const facts = {
      arxivId: '2402.14083',
      version: 2,
      authors: ['Yuandong Tian'],
      authorCount: 1,
      date: '2024-02-21',
      categories: ['cs.AI'],
      comments: 'Work in progress',
      upvotes: 3,
    };
    const paper = toPaper({ line: 1, title: 'Beyond A*', abstract: ABSTRACT, ...facts }, 'page.txt');
    expect(paper).toMatchObject({ id: '2402.14083', ...facts });
  });

  it('has no empty lists and no unknown facts', () => {
    const draft = { line: 1, title: 'T', abstract: ABSTRACT, authors: [' '], categories: [], comments: ' ' };
    expect(Object.keys(toPaper(draft, 'page.txt'))).toEqual(['id', 'title', 'abstract', 'lang', 'foundIn']);
  });

  it('without a title gets one, marked as derived', () => {
    const paper = toPaper({ line: 1, abstract: 'We present MoRA, a new method for tuning.' }, 'page.txt');
    expect(paper).toMatchObject({ titleDerived: true, title: expect.stringContaining('MoRA') });
    expect(paper.asWritten).toBeUndefined();
  });
});

describe('a corpus', () => {
  const listing = (abstract: string, id: string) =>
    `${abstract}\nCite as: | arXiv:${id} [cs.LG] |\n[${id}] On Sparse Routing |`;

  it('makes one paper of the same work on two pages, and counts it where it was met again', () => {
    const { papers, reports } = ingestDocuments([
      { ...toDocument(listing(ABSTRACT, '2401.00001')), name: 'a.txt' },
      { ...toDocument(listing(ABSTRACT, '2401.00001')), name: 'b.txt' },
    ]);
    expect(papers.map(({ id }) => id)).toEqual(['2401.00001']);
    expect(papers[0]?.foundIn.map(({ document }) => document)).toEqual(['a.txt', 'b.txt']);
    expect(reports.map(({ papers: read, merged }) => [read, merged])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('gives different works of one name different IDs, the same in every run', () => {
    const other = 'In this paper we study vision networks, their training and their robust evaluation. '
      .repeat(5)
      .trim();
    const pages = [toDocument(`On Sparse Routing\n${ABSTRACT}`), toDocument(`On Sparse Routing\n${other}`)];
    const ids = ingestDocuments(pages).papers.map(({ id }) => id);
    expect(ids).toEqual(['on-sparse-routing', expect.stringMatching(/^on-sparse-routing-[0-9a-f]{6}$/)]);
    expect(ingestDocuments(pages).papers.map(({ id }) => id)).toEqual(ids);
  });

  it('reports a document of no known shape and reads the others', () => {
    const { papers, reports } = ingestDocuments([
      readDocument('empty.txt', bytes('\n')),
      readDocument('list.txt', bytes('milk\neggs')),
      readDocument('page.txt', bytes(`On Sparse Routing\n${ABSTRACT}`)),
    ]);
    expect(papers).toHaveLength(1);
    const unknown = { papers: 0, merged: 0 };
    const reason =
      'No shape of page that I can read (arxiv-listing, daily-page, digest, search-page, translations) fits this text.';
    expect(reports).toEqual([
      {
        ...unknown,
        document: 'empty.txt',
        warnings: [{ document: 'empty.txt', line: 1, reason: 'The document is empty.' }],
      },
      { ...unknown, document: 'list.txt', warnings: [{ document: 'list.txt', line: 1, reason }] },
      { document: 'page.txt', shape: 'search-page', lang: 'en', papers: 1, merged: 0, warnings: [] },
    ]);
  });
});
