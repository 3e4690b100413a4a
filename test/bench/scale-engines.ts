import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { create as createOrama, insertMultiple, search as searchOrama } from '@orama/orama';
import FlexSearch from 'flexsearch';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import type { Paper } from '../../src/papers/paper.ts';

/** What is measured: gives some hits for the words of a text. */
export interface Contestant {
  search(text: string): Promise<unknown>;
}

const HITS = 10;
const toWords = (text: string): string =>
  text
    .replace(/\b\w+:("[^"]*"|\S+)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What a user could pick instead of ours, each as its documentation starts with. */
export const CONTESTANTS: Readonly<Record<string, (papers: readonly Paper[]) => Promise<Contestant>>> = {
  async 'minisearch as it comes'(papers) {
    const index = new MiniSearch({ fields: ['title', 'abstract'] });
    index.addAll(papers);
    return { search: async (text) => index.search(toWords(text)).slice(0, HITS) };
  },
  async 'sqlite fts5'(papers) {
    const db = new DatabaseSync(join(mkdtempSync(join(tmpdir(), 'paperboy-fts5-')), 'fts5.db'));
    db.exec("CREATE VIRTUAL TABLE papers USING fts5(id UNINDEXED, title, abstract, tokenize = 'porter')");
    db.exec('BEGIN');
    const insert = db.prepare('INSERT INTO papers VALUES (?, ?, ?)');
    for (const { id, title, abstract } of papers) insert.run(id, title, abstract);
    db.exec('COMMIT');
    const find = db.prepare('SELECT id FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT 10');
    return {
      search: async (text) =>
        find.all(
          toWords(text)
            .split(' ')
            .map((word) => `"${word}"`)
            .join(' OR '),
        ),
    };
  },
  async flexsearch(papers) {
    const index = new FlexSearch.Document({ document: { id: 'id', index: ['title', 'abstract'] } });
    for (const { id, title, abstract } of papers) index.add({ id, title, abstract });
    return {
      search: async (text) => index.search(toWords(text), { limit: HITS, suggest: true }),
    };
  },
  async orama(papers) {
    const db = createOrama({ schema: { title: 'string', abstract: 'string' } as const });
    await insertMultiple(
      db,
      papers.map(({ id, title, abstract }) => ({ id, title, abstract })),
    );
    return {
      search: async (text) => searchOrama(db, { term: toWords(text), limit: HITS }),
    };
  },
  async lunr(papers) {
    const index = lunr(function () {
      this.ref('id');
      this.field('title');
      this.field('abstract');
      for (const { id, title, abstract } of papers) this.add({ id, title, abstract });
    });
    return {
      search: async (text) => index.search(toWords(text).toLowerCase()).slice(0, HITS),
    };
  },
};
