import MiniSearch from 'minisearch';
import type { Searcher } from './search.ts';

/** The bare package as its documentation starts out: its own words, its own scores. What ours is compared with. */
export function createBareMiniSearch(): Searcher {
  const index = new MiniSearch<{ id: string; title: string; abstract: string }>({
    fields: ['title', 'abstract'],
  });
  return {
    add: async (papers) => {
      index.addAll(papers.map(({ id, title, abstract }) => ({ id, title, abstract })));
    },
    find: async (text, limit) =>
      index
        .search(text)
        .slice(0, limit)
        .map(({ id }) => String(id)),
  };
}
