import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { create as createOrama, insertMultiple, search as searchOrama } from '@orama/orama';
import FlexSearch from 'flexsearch';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import type { Paper } from '../../src/papers/paper.ts';
import type { SearchEngine } from '../../src/ports.ts';
import { openEngine } from '../../src/search/engines/open.ts';
import { parseQuery } from '../../src/search/query.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';

/** What is measured: `search` gives some hits; `ours` has what only our engines can. */
export interface Contestant {
  search(text: string): Promise<unknown>;
  ours?: SearchEngine;
  /** Opens again what was built, as at a start. */
  reopen?(): Promise<void>;
  /** Takes phrases and conditions as our syntax has them; others get their words alone. */
  hasSyntax: boolean;
}

const HITS = 10;
const toWords = (text: string): string =>
  text
    .replace(/\b\w+:("[^"]*"|\S+)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Our two engines, and what a user could pick instead, each as its documentation starts with. */
export const CONTESTANTS: Readonly<Record<string, (papers: readonly Paper[]) => Promise<Contestant>>> = {
  'ours: minisearch': (papers) => createOurs('minisearch', papers),
  'ours: lancedb': (papers) => createOurs('lancedb', papers),
  async 'minisearch, defaults'(papers) {
    const index = new MiniSearch({ fields: ['title', 'abstract'] });
    index.addAll(papers);
    return { hasSyntax: false, search: async (text) => index.search(toWords(text)).slice(0, HITS) };
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
      hasSyntax: false,
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
      hasSyntax: false,
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
      hasSyntax: false,
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
      hasSyntax: false,
      search: async (text) => index.search(toWords(text).toLowerCase()).slice(0, HITS),
    };
  },
};

async function createOurs(engine: 'minisearch' | 'lancedb', papers: readonly Paper[]): Promise<Contestant> {
  const store = createMemoryStore();
  await store.save(papers);
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const choice = { engine, indexUrl: mkdtempSync(join(tmpdir(), 'paperboy-scale-')) };
  const opened = await openEngine(choice, { store, log: quiet });
  return {
    hasSyntax: true,
    ours: opened.engine,
    search: (text) => opened.engine.search(parseQuery(text), { offset: 0, limit: HITS }),
    async reopen() {
      await (await openEngine(choice, { store, log: quiet })).close();
    },
  };
}
