import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAuthors } from '../../src/sources/author-names.ts';
import { createFeed } from '../../src/sources/feed.ts';
import { createHuggingFace } from '../../src/sources/huggingface.ts';
import { isWithdrawn } from '../../src/sources/withdrawn.ts';
import { answering, collect } from '../contracts/source.ts';
import { createScriptedFetch } from '../support/scripted-fetch.ts';
import { dailyPapers, journalFeed } from '../support/source-pages.ts';

describe('Hugging Face', () => {
  const clock = { now: () => new Date('2024-03-02T12:00:00Z') };
  const create = (body: string) => {
    const { fetch, asked } = createScriptedFetch(() => body);
    return { source: createHuggingFace('http://localhost/api', fetch, clock), asked };
  };
  const daysOf = (asked: { url: URL }[]) => asked.map((ask) => ask.url.searchParams.get('date'));

  it('gives the abstract, the votes, the visible authors and the links, and nothing that others wrote', async () => {
    const { source } = create(
      dailyPapers([{ id: '2401.04081' }], { comments: [{ author: 'librarian-bot' }] }),
    );
    const [batch] = await collect(source.fetchSince(undefined));
    expect(batch?.papers).toEqual([
      {
        id: '2401.04081',
        arxivId: '2401.04081',
        title: 'On 2401.04081',
        abstract: 'We study 2401.04081 & find that x < y.',
        asWritten: { abstract: 'We study 2401.04081 &amp; find that x &lt; y.' },
        authors: ['Ana García', 'Bo Wu'],
        date: '2024-01-08',
        upvotes: 36,
        links: [
          { kind: 'code', url: 'https://github.com/ana/moe' },
          { kind: 'project', url: 'https://ana.github.io/moe' },
        ],
        lang: 'en',
        foundIn: [{ document: 'Hugging Face', line: 1 }],
      },
    ]);
  });

  it.each([
    { field: 'githubRepo', value: 'javascript:alert(1)' },
    { field: 'githubRepo', value: 'not an address' },
    { field: 'projectPage', value: null },
    { field: 'upvotes', value: -3 },
    { field: 'upvotes', value: 'many' },
  ])('takes a paper without its $field where that is $value', async ({ field, value }) => {
    const { source } = create(dailyPapers([{ id: '2401.04081' }], { [field]: value }));
    const [batch] = await collect(source.fetchSince(undefined));
    expect(batch?.papers).toHaveLength(1);
    expect(JSON.stringify(batch?.papers)).not.toContain(String(value));
  });

  it('asks for two weeks the first time, up to today', async () => {
    const { source, asked } = create('[]');
    const batches = await collect(source.fetchSince(undefined));
    expect(daysOf(asked)).toHaveLength(15);
    expect([daysOf(asked)[0], daysOf(asked).at(-1)]).toEqual(['2024-02-17', '2024-03-02']);
    expect(batches.at(-1)?.cursor).toBe('{"day":"2024-03-02"}');
  });

  it('asks again for the days on which people still vote', async () => {
    const { source, asked } = create('[]');
    await collect(source.fetchSince('{"day":"2024-03-01"}'));
    expect(daysOf(asked)).toEqual(['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02']);
  });

  it('begins anew where its last day lies in the future, for then a clock was wrong', async () => {
    const { source, asked } = create('[]');
    await collect(source.fetchSince('{"day":"2031-01-01"}'));
    expect(daysOf(asked)).toHaveLength(15);
  });
});

describe('a feed by its address', () => {
  const read = async (body: string) =>
    (await collect(createFeed('https://blog.example/feed', answering(body)).fetchSince(undefined)))[0];

  it('takes an article with a DOI for a paper, dated by its publication', async () => {
    const batch = await read(
      journalFeed([{ id: '10.1038/s41586-024-07421-0', title: 'A <i>deep</i> study' }]),
    );
    expect(batch?.papers).toMatchObject([
      {
        id: 'a-deep-study',
        title: 'A deep study',
        abstract: 'We study 10.1038/s41586-024-07421-0 & find that x < y.',
        date: '2024-01-08',
        links: [{ kind: 'page', url: 'https://doi.org/10.1038/s41586-024-07421-0' }],
      },
    ]);
  });

  const blog = (
    link: string,
    summary: string,
  ) => `<rss version="2.0"><channel><item><title>What we read</title>
    <link>${link}</link><description>${summary}</description></item></channel></rss>`;

  it.each([
    { what: 'links to', body: blog('https://arxiv.org/abs/2401.04088v1', 'Our thoughts.') },
    {
      what: 'names in its text',
      body: blog('https://blog.example/1', 'Our thoughts on arXiv:2401.04088 and more.'),
    },
  ])(
    'wants the paper that an entry $what, and does not take the words for its abstract',
    async ({ body }) => {
      expect(await read(body)).toMatchObject({ papers: [], rejected: [], wanted: ['2401.04088'] });
    },
  );

  it('counts what names no paper', async () => {
    expect(await read(blog('https://blog.example/2', 'A new office.'))).toMatchObject({
      papers: [],
      wanted: [],
      rejected: [{ where: 'record 1', reason: expect.stringContaining('names no arXiv ID and no DOI') }],
    });
  });
});

describe('authors in one line', () => {
  it.each([
    { line: 'Ana García', names: ['Ana García'] },
    { line: 'A. Ito, B. Martin Jr. and C. Wu', names: ['A. Ito', 'B. Martin Jr.', 'C. Wu'] },
    { line: 'A. Ito, B. Martin, Jr., and C. Wu', names: ['A. Ito', 'B. Martin, Jr.', 'C. Wu'] },
    { line: 'A. Ito (1), B. Sand (2 and 3) ((1) Kyoto, Japan, (2) Oslo)', names: ['A. Ito', 'B. Sand'] },
    { line: 'Alexander Anderson', names: ['Alexander Anderson'] },
    { line: 'A. Ito (Kyoto', names: ['A. Ito (Kyoto'] },
    { line: '', names: [] },
  ])('$line', ({ line, names }) => {
    expect(splitAuthors(line)).toEqual(names);
  });

  it('never takes a name apart or loses one', () => {
    const name = fc.stringMatching(/^[A-Z][a-zé]{1,8} [A-Z][a-z]{2,9}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 9 }), (names) => {
        expect(splitAuthors(names.join(', '))).toEqual(names);
      }),
    );
  });
});

describe('a withdrawn paper', () => {
  it.each([
    { abstract: 'This paper has been withdrawn by the author due to an error.', comments: '', is: true },
    { abstract: 'We study x.', comments: 'Withdrawn: Lemma 2 is wrong', is: true },
    {
      abstract: 'We study x.',
      comments: '12 pages. The paper has been withdrawn by arXiv administrators',
      is: true,
    },
    { abstract: 'We study x.', comments: 'This submission was temporarily withdrawn', is: true },
    { abstract: 'We study x.', comments: 'Withdrawn from ICLR 2024', is: false },
    { abstract: 'We study how cash is withdrawn from machines.', comments: '12 pages', is: false },
    { abstract: 'We study x.', is: false },
  ])('is told by its own words: $abstract $comments', ({ is, ...paper }) => {
    expect(isWithdrawn(paper)).toBe(is);
  });
});
