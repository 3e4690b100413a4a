import { createHash } from 'node:crypto';
import { arxivUrl } from './arxiv-id.ts';
import { toBibtexName, toFamilyName } from './author-name.ts';
import { toLatex } from './latex-escape.ts';
import type { Paper } from './paper.ts';

/** Title words that say nothing about the paper. */
const EMPTY_WORDS = new Set(
  'a an the on of for to in and or with is are be can do does how what why when via from by at as towards toward'.split(
    ' ',
  ),
);

/**
 * A paper as a BibTeX entry that LaTeX accepts, with a line end after it: `@misc` in arXiv's own manner, authors in the
 * paper's order as `Last, First`, the title in double braces so that no style lowers its capitals. What is unknown is
 * left out.
 */
export function toBibtex(paper: Paper): string {
  const year = toYear(paper);
  const fields: [name: string, value: string | undefined][] = [
    ['title', `{${toLatex(paper.title)}}`],
    ['author', paper.authors?.map(toBibtexName).filter(Boolean).join(' and ') || undefined],
    ['year', year],
    ['eprint', paper.arxivId],
    ['archivePrefix', paper.arxivId && 'arXiv'],
    ['primaryClass', paper.arxivId && paper.categories?.slice(0, 1).map(toLatex)[0]],
    ['url', paper.arxivId && arxivUrl(paper.arxivId, 'abs')],
  ];
  const lines = fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${toKey(paper, year ?? '')},\n${lines.join(',\n')}\n}\n`;
}

/** The year of submission: from the date, else from the arXiv ID, whose first two digits are the year's last. */
function toYear(paper: Paper): string | undefined {
  if (paper.date !== undefined) return paper.date.slice(0, 4);
  const digits = /(\d{2})\d{2}(?:\.|\d{3}$)/u.exec(paper.arxivId ?? '')?.[1];
  return digits && (paper.arxivId?.includes('/') && digits >= '91' ? `19${digits}` : `20${digits}`);
}

/** `vaswani2017attention`: ASCII, and the same for the same paper. Without authors the title's first words stand in. */
function toKey(paper: Paper, year: string): string {
  const words = toAscii(paper.title.replace(/['’]/gu, ''))
    .split(/[^a-z0-9]+/u)
    .filter((word) => word.length > 1 && !EMPTY_WORDS.has(word) && !/^\d/u.test(word));
  const family = toAscii(toFamilyName(paper.authors?.[0] ?? '')).replace(/[^a-z]/gu, '');
  const [first, second] = family === '' ? words : [family, words[0]];
  const hash = () => createHash('sha256').update(paper.id).digest('hex').slice(0, 6);
  return first === undefined ? `paper${year}${hash()}` : `${first}${year}${second ?? ''}`;
}

function toAscii(text: string): string {
  const spelled = text.replace(/[ßøØæÆœŒłŁıđĐ]/gu, (letter) => SPELLED.get(letter) ?? '');
  return spelled
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

const SPELLED: ReadonlyMap<string, string> = new Map([
  ...Object.entries({
    ß: 'ss',
    ø: 'o',
    Ø: 'o',
    æ: 'ae',
    Æ: 'ae',
    œ: 'oe',
    Œ: 'oe',
    ł: 'l',
    Ł: 'l',
    ı: 'i',
    đ: 'd',
    Đ: 'd',
  }),
]);
