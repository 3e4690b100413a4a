import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readDocument } from '../../src/ingest/document.ts';
import type { Document, Draft, Parsed, Shape } from '../../src/ingest/format.ts';
import { recogniseFormat } from '../../src/ingest/formats.ts';

/** The five documents as received, by their shape. */
export const SEEDS: Readonly<Record<Shape, string>> = {
  'arxiv-listing': readSeed('000_6062830d42882d80.txt'),
  digest: readSeed('001_ce95748e1a1012c9.txt'),
  'search-page': readSeed('002_2a004c48de9c61ee.txt'),
  'daily-page': readSeed('003_e404fb9843e76559.txt'),
  translations: readSeed('004_94fa27b99301db59.txt'),
};

export const SHAPES: readonly Shape[] = [
  'arxiv-listing',
  'digest',
  'search-page',
  'daily-page',
  'translations',
];

function readSeed(name: string): string {
  return readFileSync(new URL(`../../seeds/${name}`, import.meta.url), 'utf8');
}

/** Reads a page as the corpus does: recognised by its text, then parsed. */
export function readPage(content: string | Uint8Array): Parsed & { shape: Shape | undefined } {
  const document = toDocument(content);
  const format = recogniseFormat(document);
  return { shape: format?.shape, ...(format?.parse(document) ?? { drafts: [], warnings: [] }) };
}

export function toDocument(content: string | Uint8Array): Document {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readDocument('page.txt', bytes);
}

/** What a page says, wherever it says it. */
export function withoutLines(drafts: readonly Draft[]): Omit<Draft, 'line'>[] {
  return drafts.map(({ line: _, ...said }) => said);
}

/** Ways in which the same page reaches us differently. None of them changes what it says. */
export const ALTERATIONS: Readonly<Record<string, (page: string) => string | Uint8Array>> = {
  'with CRLF': (page) => page.replaceAll('\n', '\r\n'),
  'with CR alone': (page) => page.replaceAll('\n', '\r'),
  'with a byte order mark': (page) => `\uFEFF${page}`,
  'in UTF-16, little end first': (page) => Buffer.from(`\uFEFF${page}`, 'utf16le'),
  'in UTF-16, big end first': (page) => Buffer.from(`\uFEFF${page}`, 'utf16le').swap16(),
  'without blank lines': (page) => page.replace(/\n\s*\n/g, '\n'),
  'with a blank line between any two': (page) => page.replaceAll('\n', '\n\n'),
  'with doubled blank lines': (page) => page.replaceAll('\n', '\n \n\t\n'),
  'with blank lines around it': (page) => `\n\n${page}\n\n\n`,
  'with indentation': (page) => page.replace(/^/gm, '    '),
  'with no-break spaces around the lines': (page) => page.replace(/^|$/gm, '\u00A0'),
  'with trailing blanks and tabs': (page) => page.replace(/$/gm, ' \t '),
  'with zero-width characters between the lines': (page) => page.replace(/^/gm, '\u200B'),
};

/** What a site may say beside its papers; none of these lines is a paper. */
export const FURNITURE: readonly string[] = [
  'Sign Up',
  'Log In',
  'Trending',
  'Trending Papers',
  'Subscribe',
  'Subscribe to our newsletter',
  'Sign up for daily papers by email',
  'Get the latest papers in your inbox every week!',
  'Load more',
  'Show more papers',
  'Search papers',
  'Next',
  '← Previous',
  'Submitted by',
  'Upvote',
  '128',
  '1.2k',
  '-',
  'Models',
  'Privacy',
  '© 2025 Hugging Face',
  'We use cookies to improve your experience.',
  'Join the community on Discord',
  '***',
];

/** A paper as a page shows it. */
export interface PagePaper {
  title: string;
  abstract: string;
  arxivId: string;
  version: number;
  categories: string[];
  comments?: string;
  authorCount: number;
  date: string;
}

const WORDS =
  'sparse dense routing experts transformers attention learning scaling robust efficient language vision diffusion models graphs policies memory reasoning retrieval alignment'.split(
    ' ',
  );
const NAMES = ['MoRA', 'FlatQuant', 'SearchBench', 'GPT-5', 'T2I-Former', 'Ω-Net', 'A*', '$CO_2$'];

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const words = (least: number, most: number) =>
  fc.array(fc.constantFrom(...WORDS), { minLength: least, maxLength: most });

const titles = fc
  .tuple(fc.constantFrom('', ...NAMES.map((name) => `${name}: `)), words(3, 12), fc.constantFrom('', '?'))
  .map(([name, rest, end]) => `${name}${rest.map(capital).join(' ')}${end}`);

const sentences = fc
  .tuple(fc.constantFrom('We propose', 'Our method uses', 'Experiments show', 'This model has'), words(8, 20))
  .map(([start, rest]) => `${start} ${rest.join(' ')}, by 3.5x on GLUE.`);

const abstracts = fc
  .array(sentences, { minLength: 3, maxLength: 9 })
  .map((list) => list.join(' '))
  .filter((text) => text.length > 250);

const days = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const pagePaper: fc.Arbitrary<PagePaper> = fc.record({
  title: titles,
  abstract: abstracts,
  arxivId: fc
    .tuple(
      fc.integer({ min: 15, max: 25 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 99_999 }),
    )
    .map(([y, m, n]) => `${y}${String(m).padStart(2, '0')}.${String(n).padStart(5, '0')}`),
  version: fc.integer({ min: 1, max: 9 }),
  categories: fc.uniqueArray(fc.constantFrom('cs.CL', 'cs.LG', 'stat.ML', 'hep-th', 'cond-mat.mes-hall'), {
    minLength: 1,
  }),
  authorCount: fc.integer({ min: 1, max: 400 }),
  date: days,
});

/** One to eight papers with titles, abstracts and facts of the kind real pages have. */
export const pagePapers: fc.Arbitrary<PagePaper[]> = fc.array(pagePaper, { minLength: 1, maxLength: 8 });

/** Writes the lines of an arXiv listing. */
export function toArxivListing(papers: readonly PagePaper[]): string[] {
  return papers.flatMap(({ title, abstract, arxivId, version, categories, comments }) => [
    abstract,
    ...(comments === undefined ? [] : [`Comments: | ${comments} |`]),
    `Subjects: | ${categories.map((code) => `Some Subject (${code})`).join('; ')} |`,
    `Cite as: | arXiv:${arxivId} [${categories[0]}] |`,
    `(or arXiv:${arxivId}v${version} [${categories[0]}] for this version) | |`,
    `[${arxivId}] ${title} Focus to learn more |`,
  ]);
}

/** Writes alternate lines of titles and abstracts. */
export function toAlternateLines(papers: readonly PagePaper[]): string[] {
  return papers.flatMap(({ title, abstract }) => [title, abstract]);
}

/** Writes a day's list of papers, every date with its year. */
export function toDailyPage(heading: string, papers: readonly PagePaper[]): string[] {
  const facts = ({ authorCount, date }: PagePaper) => [`  • ${authorCount} authors`, '·', toWrittenDay(date)];
  const records = papers.flatMap((paper) => [paper.title, '', paper.abstract, '', ...facts(paper), '']);
  return ['Daily Papers', 'byAK and the research community', '', heading, '', ...records];
}

/** `May 20, 2024` */
export function toWrittenDay(day: string): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', format);
}
