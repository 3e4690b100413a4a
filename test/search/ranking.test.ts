import { describe, expect, it } from 'vitest';
import type { SearchEngine } from '../../src/ports.ts';
import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import { parseQuery } from '../../src/search/query.ts';
import { inHalf, readHalf } from '../bench/half.ts';

async function engineOf(abstracts: Readonly<Record<string, string>>): Promise<SearchEngine> {
  const engine = createMiniSearchEngine();
  await engine.add(
    Object.entries(abstracts).map(([id, abstract]) => ({
      id,
      title: 'Untitled',
      abstract,
      lang: 'en' as const,
      foundIn: [{ document: 'test', line: 1 }],
    })),
  );
  return engine;
}

async function idsOf(engine: SearchEngine, text: string): Promise<string[]> {
  const { hits } = await engine.search(parseQuery(text), { offset: 0, limit: 1000 });
  return hits.map(({ id }) => id);
}

const filler = 'lorem ipsum dolor sit amet elit sed tempor magna aliqua';

describe('the order of papers', () => {
  it('has words that stand together before words that stand apart, in either order', async () => {
    const engine = await engineOf({
      apart: `robots ${filler} grasp`,
      near: `${filler} grasping of a robot`,
      beside: `${filler} robot grasp`,
    });
    expect(await idsOf(engine, 'robot grasp')).toEqual(['beside', 'near', 'apart']);
  });

  it('follows, below the best of a question, what marks the best', async () => {
    const engine = await engineOf({
      one: 'sparse expert routing of tokens uses gating and gating',
      two: 'sparse expert routing of tokens by gating',
      three: 'sparse expert routing of tokens with gating',
      a: 'routing sparse experts: sommeliers tasting wine',
      z: 'routing sparse experts: layers, elit magna, under gating',
      none: 'gating gating gating',
    });
    const ids = await idsOf(engine, 'sparse expert routing of tokens');
    expect(ids.slice(0, 3).sort()).toEqual(['one', 'three', 'two']);
    expect(ids.slice(3)).toEqual(['z', 'a']);
  });

  it('counts no paper of two words that lacks one, however like the best it is', async () => {
    const engine = await engineOf({
      one: 'sparse expert gating',
      two: 'sparse expert gating balance',
      like: 'sparse gating balance',
    });
    expect((await idsOf(engine, 'sparse expert')).sort()).toEqual(['one', 'two']);
  });

  it('keeps every paper in a row of falling scores where there are more than are looked at closely', async () => {
    const many = Array.from({ length: 450 }, (_, at) => [`p${at}`, `robot ${'elit '.repeat(at % 60)}`]);
    const engine = await engineOf(Object.fromEntries(many));
    const { hits, total } = await engine.search(parseQuery('robot'), { offset: 0, limit: 1000 });
    const scores = hits.map(({ score }) => score);
    expect(total).toBe(450);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every((score) => score > 0)).toBe(true);
  });
});

describe('the halves of a benchmark', () => {
  it('share no query and leave none out', () => {
    const ids = Array.from({ length: 400 }, (_, at) => `q${at}`);
    const chosen = ids.filter((id) => inHalf(id, 'choose'));
    const reported = ids.filter((id) => inHalf(id, 'report'));
    expect([...chosen, ...reported].sort()).toEqual([...ids].sort());
    expect(chosen.length).toBeGreaterThan(150);
    expect(reported.length).toBeGreaterThan(150);
    expect(ids.every((id) => inHalf(id, undefined))).toBe(true);
  });

  it('have only the two names', () => {
    expect(readHalf(undefined)).toBeUndefined();
    expect(() => readHalf('odd')).toThrow(/choose or report/);
  });
});
