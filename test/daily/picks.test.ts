import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/corpus.ts';
import { findCandidates } from '../../src/daily/candidates.ts';
import type { Candidate, Opinion } from '../../src/daily/pick.ts';
import { type PickInput, pickPapers } from '../../src/daily/picks.ts';
import { toVectors } from '../../src/daily/vectors.ts';
import type { Library } from '../../src/library.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { toPlain } from '../../src/reply.ts';
import { seededRandom } from '../../src/seeded-random.ts';
import { wordsFor } from '../../src/words/words.ts';
import { openLibrary } from '../support/world.ts';
import { diversityOf, isAbout } from './measures.ts';

const MONTH = '2026-10';
const DAYS = Array.from({ length: 31 }, (_, at) => `${MONTH}-${String(at + 1).padStart(2, '0')}`);

/** The seeds' papers, each given a day of one month; the seed alone says which. */
let papers: Paper[];
let library: Library;

beforeAll(async () => {
  const random = seededRandom('a month');
  const corpus = await readCorpus('seeds');
  papers = corpus.papers.map((paper) => ({
    ...paper,
    date: DAYS[Math.floor(random() * DAYS.length)] ?? MONTH,
  }));
  library = await openLibrary(papers);
});

const onDay = (day: string) => papers.filter(({ date }) => date === day);
const named = (start: string): Paper => {
  const found = papers.find(({ title }) => title.startsWith(start));
  if (!found) throw new Error(`no seed is called ${start}`);
  return found;
};
const pick = (input: Partial<PickInput>) =>
  pickPapers({ candidates: [], opinions: [], delivered: [], count: 5, today: '2026-10-31', ...input });
const asCandidates = (list: readonly Paper[]): Candidate[] => list.map((paper) => ({ paper }));

describe('a month of the seeds', () => {
  const choose = async (topic: string | undefined, opinions: readonly Opinion[] = []) => {
    const delivered: Paper[] = [];
    const days = new Map<string, ReturnType<typeof pickPapers>>();
    for (const day of DAYS) {
      const candidates = await findCandidates({
        subscription: topic === undefined ? {} : { topic },
        since: day,
        today: day,
        papers: onDay(day),
        hits: library.hits,
      });
      const picks = pickPapers({
        ...{ candidates, opinions, delivered, count: 3, today: day },
        background: papers,
      });
      delivered.push(...picks.map(({ paper }) => paper));
      days.set(day, picks);
    }
    return days;
  };

  test('the order of its days, with reasons', async () => {
    const days = await choose('moe, quantization, skill -robot', [
      { paper: named('Switch Transformers'), liked: 3, disliked: 0 },
    ]);
    const words = wordsFor('en');
    const told = [...days].map(([day, picks]) => [
      day,
      ...picks.map(({ paper, why }) => `${paper.title} (${toPlain(words.because(why))})`),
    ]);
    expect(told.slice(0, 7)).toMatchInlineSnapshot(`
      [
        [
          "2026-10-01",
        ],
        [
          "2026-10-02",
          "Harder Tasks Need More Experts: Dynamic Routing in MoE Models (matches moe)",
          "Proposer-Agent-Evaluator(PAE): Autonomous Skill Discovery For Foundation Model Internet Agents (matches skill)",
        ],
        [
          "2026-10-03",
          "MoE-Mamba: Efficient Selective State Space Models with Mixture of Experts (matches moe)",
          "SwitchHead: Accelerating Transformers with Mixture-of-Experts Attention (matches moe)",
        ],
        [
          "2026-10-04",
          "NNOSE: Nearest Neighbor Occupational Skill Extraction (matches skill)",
          "Learning to grok: Emergence of in-context learning and skill composition in modular arithmetic tasks (matches skill)",
          "OneBit: Towards Extremely Low-bit Large Language Models (matches quantization)",
        ],
        [
          "2026-10-05",
          "Eliciting and Understanding Cross-Task Skills with Task-Level Mixture-of-Experts (matches moe)",
          "Taming Sparsely Activated Transformer with Stochastic Experts (matches moe · like Switch Transformers, which 3 of you liked)",
        ],
        [
          "2026-10-06",
        ],
        [
          "2026-10-07",
          "Jetfire: Efficient and Accurate Transformer Pretraining with INT8 Data Flow and Per-Block Quantization (matches quantization)",
        ],
      ]
    `);
  });

  test('its order where people vote and the world does, with every reason', async () => {
    const random = seededRandom('upvotes');
    const before = papers;
    papers = papers.map((paper) => ({ ...paper, upvotes: random() < 0.3 ? Math.floor(random() * 120) : 0 }));
    const days = await choose('moe, quantization, skill -robot', [
      { paper: named('Switch Transformers'), liked: 3, disliked: 0 },
      { paper: named('SkillSpan'), liked: 1, disliked: 0 },
      { paper: named('NNOSE'), liked: 0, disliked: 4 },
    ]);
    papers = before;
    const words = wordsFor('en');
    const told = [...days].flatMap(([day, picks]) =>
      picks.map(
        ({ paper, why, score }) =>
          `${day.slice(-2)} ${score.toFixed(2)} ${paper.title.slice(0, 40)} (${toPlain(words.because(why))})`,
      ),
    );
    expect(told.filter((line) => line.includes('▲') || line.includes('liked'))).toMatchInlineSnapshot(`
      [
        "02 1.83 Proposer-Agent-Evaluator(PAE): Autonomou (matches skill · ▲ 38 on Hugging Face)",
        "03 2.19 MoE-Mamba: Efficient Selective State Spa (matches moe · ▲ 105 on Hugging Face)",
        "04 1.52 OneBit: Towards Extremely Low-bit Large  (matches quantization · ▲ 117 on Hugging Face)",
        "05 1.81 Taming Sparsely Activated Transformer wi (matches moe · ▲ 56 on Hugging Face · like Switch Transformers, which 3 of you liked)",
        "07 2.18 Jetfire: Efficient and Accurate Transfor (matches quantization · ▲ 103 on Hugging Face)",
        "09 1.99 ST-MoE: Designing Stable and Transferabl (matches moe · like Switch Transformers, which 3 of you liked)",
        "10 1.93 SELMA: Learning and Merging Skill-Specif (matches skill · ▲ 27 on Hugging Face)",
        "16 1.88 Merging Multi-Task Models via Weight-Ens (matches moe · ▲ 46 on Hugging Face)",
        "16 1.88 Contrastive Learning and Mixture of Expe (matches moe · ▲ 119 on Hugging Face)",
        "19 1.86 FlatQuant: Flatness Matters for LLM Quan (matches quantization · ▲ 91 on Hugging Face)",
        "21 1.71 Can You Put it All Together: Evaluating  (matches skill · ▲ 22 on Hugging Face)",
        "23 2.18 Combining Modular Skills in Multitask Le (matches skill · ▲ 88 on Hugging Face)",
        "26 1.69 Revisiting Text-to-Image Evaluation with (matches skill · ▲ 98 on Hugging Face)",
        "30 1.94 Sparse MoE as the New Dropout: Scaling D (matches moe · ▲ 25 on Hugging Face)",
        "31 1.84 Kompetencer: Fine-grained Skill Classifi (matches skill · like SkillSpan, which one of you liked)",
      ]
    `);
  });

  test('a theme that the server votes for comes up more, and its days stay as mixed', async () => {
    const theme = 'mixture';
    const vectors = toVectors(papers);
    const run = async (votes: boolean) => {
      const opinions: Opinion[] = votes
        ? [{ paper: named('Switch Transformers'), liked: 3, disliked: 0 }]
        : [];
      const delivered: Paper[] = [];
      const days: Paper[][] = [];
      for (let at = 0; at + 6 < DAYS.length; at += 4) {
        const fresh = DAYS.slice(at, at + 4).flatMap(onDay);
        const picks = pick({
          candidates: asCandidates(fresh),
          opinions,
          delivered,
          today: DAYS[at + 3] ?? '',
        });
        days.push(picks.map(({ paper }) => paper));
        delivered.push(...picks.map(({ paper }) => paper));
        if (!votes) continue;
        for (const { paper } of picks)
          if (isAbout(paper, theme)) opinions.push({ paper, liked: 3, disliked: 0 });
      }
      const all = days.flat();
      return {
        share: all.filter((paper) => isAbout(paper, theme)).length / all.length,
        distance: days.reduce((sum, day) => sum + diversityOf(day, vectors).distance, 0) / days.length,
      };
    };
    const [without, withVotes] = [await run(false), await run(true)];
    expect(withVotes.share).toBeGreaterThan(1.5 * without.share);
    expect(withVotes.distance).toBeGreaterThan(0.95 * without.distance);
  });
});

describe('picks', () => {
  test('a work that was delivered stays out under another id, title and version', () => {
    const [known] = papers.filter(({ arxivId }) => arxivId === undefined);
    if (!known) throw new Error('every seed has an ID');
    const again = { ...known, id: 'again', title: `${known.title}!`, version: 2 };
    expect(pick({ candidates: asCandidates([again]), delivered: [known] })).toEqual([]);
    expect(pick({ candidates: asCandidates([again, known]) })).toHaveLength(1);
  });

  test('a withdrawn paper is never picked', () => {
    const paper = { ...named('OneBit'), comments: 'This paper has been withdrawn by the authors' };
    expect(pick({ candidates: asCandidates([paper]) })).toEqual([]);
  });

  test('many upvotes lift a paper and are told; a few are not', () => {
    const [few, many] = [
      { ...named('OneBit'), upvotes: 2 },
      { ...named('Switch Transformers'), upvotes: 200 },
    ];
    const picks = pick({ candidates: asCandidates([few, many]) });
    expect(picks.map(({ paper, why }) => [paper.id, why])).toEqual([
      [many.id, [{ kind: 'upvotes', count: 200 }]],
      [few.id, [{ kind: 'new' }]],
    ]);
  });

  test('the likest paper that people liked is told, and none that is not like it', () => {
    const liked = { ...named('Switch Transformers'), id: 'liked', arxivId: '2601.00001' };
    const opinions = [
      { paper: liked, liked: 3, disliked: 0 },
      { paper: named('NNOSE'), liked: 9, disliked: 0 },
    ];
    const candidates = asCandidates([named('Switch Transformers'), named('VIMA')]);
    expect(pick({ candidates, opinions }).map(({ why }) => why)).toEqual([
      [{ kind: 'liked', title: 'Switch Transformers', people: 3 }],
      [{ kind: 'new' }],
    ]);
  });

  test('what was voted against sinks', () => {
    const candidates = asCandidates([named('Scaling Vision Transformers'), named('MoE-Mamba')]);
    const best = pick({ candidates })[0]?.paper;
    const opinions = [{ paper: best ?? named('MoE-Mamba'), liked: 0, disliked: 5 }];
    expect(pick({ candidates, opinions })[0]?.paper.id).not.toBe(best?.id);
  });

  test('of two near twins the second waits for what is different', () => {
    const one = named('Switch Transformers');
    const twin = { ...one, id: 'twin', arxivId: '2601.00001', upvotes: 1 };
    const first = { ...one, arxivId: '2601.00002' };
    const other = named('Key-Value Transformer');
    const picks = pick({ candidates: asCandidates([first, twin, other]) });
    expect(picks[1]?.paper.id).toBe(other.id);
  });
});

describe('whatever comes in', () => {
  const word = fc.constantFrom(
    'sparse',
    'experts',
    'robot',
    'diffusion',
    'bits',
    '量化',
    'навык',
    'the',
    '…',
    '2',
  );
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
  const paper: fc.Arbitrary<Paper> = fc.record({
    id: fc.constantFrom(...Array.from({ length: 40 }, (_, at) => `p${at}`)),
    title: text,
    abstract: text,
    lang: fc.constantFrom('en' as const, 'ru' as const, 'zh' as const),
    foundIn: fc.constant([{ document: 'a', line: 1 }]).map((places) => [...places]),
    upvotes: fc.nat(500),
    date: fc.constantFrom(...DAYS),
  });
  const topic = fc.record({
    text: fc.constantFrom('moe', 'bits'),
    score: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });
  const unique = { selector: ({ paper: { id } }: { paper: Paper }) => id };
  const input = fc.record({
    candidates: fc.uniqueArray(fc.record({ paper, topic }, { requiredKeys: ['paper'] }), {
      ...unique,
      maxLength: 20,
    }),
    opinions: fc.uniqueArray(fc.record({ paper, liked: fc.nat(9), disliked: fc.nat(9) }), {
      ...unique,
      maxLength: 8,
    }),
    delivered: fc.array(paper, { maxLength: 6 }),
    count: fc.integer({ min: 1, max: 10 }),
    today: fc.constantFrom(...DAYS),
  });

  test('there are no more than asked for, none twice, none delivered, each with a reason and a score', () => {
    fc.assert(
      fc.property(input, (given) => {
        const picks = pickPapers(given);
        const ids = picks.map(({ paper: { id } }) => id);
        expect(picks.length).toBeLessThanOrEqual(given.count);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { id } of given.delivered) expect(ids).not.toContain(id);
        for (const { why, score } of picks) {
          expect(why.length).toBeGreaterThan(0);
          expect(score).toSatisfy(Number.isFinite);
        }
      }),
    );
  });

  test('the order that it comes in leaves no trace', () => {
    fc.assert(
      fc.property(input, (given) => {
        const turned = {
          ...given,
          candidates: given.candidates.toReversed(),
          opinions: given.opinions.toReversed(),
          delivered: given.delivered.toReversed(),
        };
        expect(pickPapers(turned)).toEqual(pickPapers(given));
      }),
    );
  });
});
