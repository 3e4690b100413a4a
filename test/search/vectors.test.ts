import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { onlyTo } from '../../src/allowed-hosts.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { loadLance, openPaperTable } from '../../src/search/engines/lance-table.ts';
import { createLanceEngine } from '../../src/search/engines/lancedb.ts';
import { parseQuery } from '../../src/search/query.ts';
import { createEmbedder } from '../../src/search/vectors/embedder.ts';
import { fuse } from '../../src/search/vectors/fusion.ts';
import { createSemanticEngine } from '../../src/search/vectors/semantic-engine.ts';
import { openVectorTable } from '../../src/search/vectors/vector-table.ts';
import { ENGINE_PAPERS } from '../contracts/engine-papers.ts';
import { startLoopbackServer } from '../support/loopback-server.ts';
import { createLog } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const KEY = 'planted-embeddings-key';

/** A rule in place of a model: how often each run of three letters stands in a text, in a few boxes by a hash. */
function toVector(text: string, length: number): number[] {
  const vector = new Array<number>(length).fill(0);
  const folded = ` ${text.toLowerCase().replace(/[^a-z]+/g, ' ')} `;
  for (let at = 0; at + 3 <= folded.length; at++) {
    const box =
      [...folded.slice(at, at + 3)].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % length;
    vector[box] = (vector[box] ?? 0) + 1;
  }
  return vector;
}

const Asked = z.strictObject({
  model: z.string(),
  input: z.array(z.string()),
  encoding_format: z.literal('float'),
});

/** An OpenAI-compatible endpoint on loopback; `state` says how it answers, and what it was asked. */
async function startEndpoint() {
  const state = { status: 200, length: 512, asked: [] as z.infer<typeof Asked>[], keys: new Set<string>() };
  const server = await startLoopbackServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const asked = Asked.parse(JSON.parse(body));
    state.asked.push(asked);
    state.keys.add(request.headers.authorization ?? '');
    response.writeHead(state.status, { 'content-type': 'application/json' });
    if (state.status !== 200) return response.end(JSON.stringify({ error: { message: `no, ${KEY}` } }));
    const data = asked.input.map((text, index) => ({
      ...{ object: 'embedding', index },
      embedding: toVector(text, state.length),
    }));
    // Out of order, as the index allows.
    return response.end(JSON.stringify({ object: 'list', model: asked.model, data: data.reverse() }));
  });
  closing.push(() => server.close());
  return { state, baseUrl: `${server.url}/v1` };
}

let count = 0;

/** LanceDB, an endpoint, and a way to open the engine over both. */
async function createPlace() {
  count += 1;
  const endpoint = await startEndpoint();
  const packages = await loadLance();
  const db = await packages.lance.connect(join(folder, `${count}`));
  const log = createLog();
  const time = { now: 0 };
  const clock = { now: () => new Date(time.now) };
  const lexical = createLanceEngine(await openPaperTable(db, packages), log);
  await lexical.add(ENGINE_PAPERS);
  closing.push(lexical.close);
  const open = async (model = 'small', papers: readonly Paper[] = ENGINE_PAPERS) => {
    const embedder = createEmbedder(
      { baseUrl: endpoint.baseUrl, model, apiKey: KEY },
      onlyTo([endpoint.baseUrl], fetch),
    );
    const vectors = await openVectorTable(db, packages, model);
    const engine = createSemanticEngine(lexical, { vectors, embedder, log, clock });
    closing.push(engine.close);
    engine.catchUp(async function* () {
      yield* papers;
    });
    await engine.settled();
    return engine;
  };
  const textsAsked = () => endpoint.state.asked.flatMap(({ input }) => input);
  return { ...endpoint, lexical, open, log, time, db, textsAsked };
}

const page = { offset: 0, limit: 50 };
const zebra: Paper = {
  id: 'zebra',
  title: 'Zebracorns',
  abstract: 'Stripes.',
  lang: 'en',
  foundIn: [{ document: 'test', line: 1 }],
};

describe('search with vectors', () => {
  it('finds what is near in meaning, which words alone do not find', async () => {
    const { open, lexical } = await createPlace();
    const engine = await open();
    await engine.add([zebra]);
    await engine.settled();
    // No word of the corpus, and no typo of one.
    const query = parseQuery('zebracornucopian');
    expect((await lexical.search(query, page)).hits.map(({ id }) => id)).not.toContain('zebra');
    expect((await engine.search(query, page)).hits[0]?.id).toBe('zebra');
  });

  it('puts first what both find, and keeps all that words find', async () => {
    const { open, lexical } = await createPlace();
    const engine = await open();
    const query = parseQuery('mamba');
    const byWords = await lexical.search(query, page);
    const found = await engine.search(query, page);
    const ids = found.hits.map(({ id }) => id);
    expect(ids[0]).toBe(byWords.hits[0]?.id);
    expect(ids).toEqual(expect.arrayContaining(byWords.hits.map(({ id }) => id)));
    expect(found.total).toBe(ids.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives pages of one order', async () => {
    const { open } = await createPlace();
    const engine = await open();
    const query = parseQuery('sparse experts');
    const all = (await engine.search(query, page)).hits;
    const second = await engine.search(query, { offset: 2, limit: 3 });
    expect(second.hits).toEqual(all.slice(2, 5));
  });

  it.each(['training lang:ru', 'training "state space"', 'training -diffusion'])(
    'keeps the conditions: %s',
    async (text) => {
      const { open, lexical } = await createPlace();
      const engine = await open();
      const conditions = { ...parseQuery(text), words: [] };
      const allowed = new Set((await lexical.search(conditions, page)).hits.map(({ id }) => id));
      const found = await engine.search(parseQuery(text), page);
      expect(found.hits.filter(({ id }) => !allowed.has(id))).toEqual([]);
    },
  );

  it('asks in batches, each text once, and nothing again at the next start', async () => {
    const many = Array.from({ length: 150 }, (_, at) => ({ ...zebra, id: `z${at}`, title: `Zebra ${at}` }));
    const { open, state, textsAsked } = await createPlace();
    await open('small', many);
    expect(state.asked.map(({ input }) => input.length)).toEqual([64, 64, 22]);
    expect(new Set(textsAsked()).size).toBe(150);
    await open('small', many);
    expect(textsAsked()).toHaveLength(150);
  });

  it('embeds anew what changed, and with another model everything', async () => {
    const { open, textsAsked, state, db } = await createPlace();
    await open();
    const [first, ...others] = ENGINE_PAPERS;
    await open('small', [{ ...zebra, id: first?.id ?? '' }, ...others]);
    expect(textsAsked().slice(ENGINE_PAPERS.length)).toEqual(['Zebracorns\nStripes.']);
    state.asked.length = 0;
    state.length = 256;
    const engine = await open('large');
    expect(textsAsked()).toHaveLength(ENGINE_PAPERS.length);
    expect((await db.tableNames()).filter((name) => name.startsWith('vectors_'))).toHaveLength(1);
    expect((await engine.search(parseQuery('mamba'), page)).hits[0]?.id).toBe('mamba');
  });

  it('answers by words where the endpoint fails, says so once, and goes on when it is back', async () => {
    const { open, lexical, log, state, time } = await createPlace();
    state.status = 401;
    const engine = await open();
    for (const text of ['mamba', 'gpt-4', 'moe']) {
      const query = parseQuery(text);
      expect(await engine.search(query, page)).toEqual(await lexical.search(query, page));
      time.now += 61_000;
    }
    await engine.settled();
    const warnings = log.entries.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ message }) => message)).toEqual([
      'the embeddings endpoint does not answer, so searches go by words alone',
    ]);
    state.status = 200;
    time.now += 61_000;
    await engine.search(parseQuery('mamba'), page);
    await engine.settled();
    expect(log.entries.at(-1)?.message).toBe('the embeddings endpoint answers again');
    const found = await engine.search(parseQuery('mambas and more'), page);
    expect(found.hits.length).toBeGreaterThan(5);
  });

  it('leaves an endpoint that failed alone for a while', async () => {
    const { open, state } = await createPlace();
    state.status = 500;
    const engine = await open();
    const before = state.asked.length;
    await engine.search(parseQuery('mamba'), page);
    await engine.search(parseQuery('moe'), page);
    expect(state.asked.length).toBe(before);
  });

  it('sends the key to the endpoint and never to the log', async () => {
    const { open, state, log } = await createPlace();
    await open();
    state.status = 403;
    const engine = await open('other');
    await engine.search(parseQuery('mamba'), page);
    expect([...state.keys]).toEqual([`Bearer ${KEY}`]);
    const said = log.entries.map(({ fields, message }) => {
      const { err }: { err?: unknown } = fields;
      return `${message} ${err instanceof Error ? `${err.stack} ${JSON.stringify(err)} ${String(err.cause)}` : ''}`;
    });
    expect(said.join('\n')).toContain('403');
    expect(said.join('\n')).not.toContain(KEY);
  });

  it('forgets what is removed', async () => {
    const { open } = await createPlace();
    const engine = await open();
    await engine.remove(['mamba']);
    await engine.settled();
    const { hits } = await engine.search(parseQuery('mamba'), page);
    expect(hits.map(({ id }) => id)).not.toContain('mamba');
  });
});

describe('an embeddings endpoint', () => {
  it.each([
    ['fewer vectors than texts', [{ index: 0, embedding: [1, 2] }]],
    [
      'vectors of two lengths',
      [
        { index: 0, embedding: [1, 2] },
        { index: 1, embedding: [1] },
      ],
    ],
    [
      'no numbers',
      [
        { index: 0, embedding: ['1'] },
        { index: 1, embedding: ['2'] },
      ],
    ],
    ['nothing of the kind', 'welcome'],
  ])('that answers with %s is refused', async (_, data) => {
    const server = await startLoopbackServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
    });
    closing.push(() => server.close());
    const { embed } = createEmbedder({ baseUrl: server.url, model: 'small' }, fetch);
    await expect(embed(['a', 'b'], new AbortController().signal)).rejects.toMatchObject({
      name: 'EmbeddingError',
    });
  });
});

describe('rankings that are fused', () => {
  it('have first what stands high in both', () => {
    expect(fuse(['a', 'b', 'c'], ['b', 'd']).map(({ id }) => id)).toEqual(['b', 'a', 'd', 'c']);
  });

  it('score 1 / (60 + rank) for each', () => {
    expect(fuse(['a'], ['a'])).toEqual([{ id: 'a', score: 2 / 61 }]);
  });
});
