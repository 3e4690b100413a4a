import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { MOST_COUNTED } from '../../src/ports.ts';
import { toPlain } from '../../src/reply.ts';
import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import { parseQuery } from '../../src/search/query.ts';
import { wordsFor } from '../../src/words/words.ts';

describe('matches', () => {
  it('are counted up to a limit, and are all there to be paged through', async () => {
    const engine = createMiniSearchEngine();
    await engine.add(
      Array.from({ length: MOST_COUNTED + 5 }, (_, at): Paper => {
        const abstract = at < 7 ? 'Rare mamba.' : 'Common.';
        return { id: `p${at}`, title: `Transformer ${at}`, abstract, lang: 'en', foundIn: [] };
      }),
    );
    const count = async (text: string, offset = 0) => {
      const { total, hits } = await engine.search(parseQuery(text), { offset, limit: 10 });
      return { total, shown: hits.length };
    };
    expect(await count('mamba')).toEqual({ total: 7, shown: 7 });
    expect(await count('transformer')).toEqual({ total: MOST_COUNTED, shown: 10 });
    expect(await count('transformer', MOST_COUNTED)).toEqual({ total: MOST_COUNTED, shown: 5 });
  });

  it.each([
    ['en', '1,999 papers about moe', '2,000+ papers about moe'],
    ['ru', '1999 статей по теме «moe»', 'Более 2000 статей по теме «moe»'],
    ['zh', '关于“moe”的1,999 篇论文', '关于“moe”的2,000 多篇论文'],
  ] as const)('past the limit are said to be more, in %s', (lang, exact, more) => {
    const say = (total: number) =>
      toPlain(wordsFor(lang).foundPapers(total, 'moe', [])).replaceAll(/\s/g, ' ');
    expect(
      [say(MOST_COUNTED - 1), say(MOST_COUNTED)].map((text) => text.replace(/(\d) (\d{3})/, '$1$2')),
    ).toEqual([exact, more]);
  });
});
