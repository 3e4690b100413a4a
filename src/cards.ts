import { arxivUrl } from './papers/arxiv-id.ts';
import type { Paper } from './papers/paper.ts';
import type { Button, Card, Span, Text } from './reply.ts';
import { markTitle } from './search/snippet.ts';
import { isWithdrawn } from './sources/withdrawn.ts';
import type { Words } from './words/words.ts';

/** How a paper looks, the same in every reply: title, one line of facts, then what this reply has to say of it. */

/** At most this many authors are named before “and 9 more”. */
const NAMED_AUTHORS = 3;

/**
 * Where a paper can be read: at arXiv, else on its own page, else what arXiv finds under its title; undefined where
 * its title is not its own.
 */
export function urlOf(paper: Paper): string | undefined {
  if (paper.arxivId) return arxivUrl(paper.arxivId, 'abs');
  const page = paper.links?.find(({ kind }) => kind === 'project' || kind === 'page');
  if (page || paper.titleDerived) return page?.url;
  const query = new URLSearchParams({ query: paper.title, searchtype: 'title' });
  return `https://arxiv.org/search/?${query}`;
}

/** The line of facts: only what is known, in one order, divided by middle dots. */
export function bylineOf(paper: Paper, words: Words): Text {
  const facts: Span[] = [];
  const [found] = paper.foundIn;
  if (isWithdrawn(paper)) facts.push({ text: words.withdrawn, style: 'bold' });
  if (paper.arxivId) facts.push(`arXiv ${paper.arxivId}`);
  else if (found?.site) facts.push(found.site);
  if (paper.categories?.[0]) facts.push(paper.categories[0]);
  if (paper.date) facts.push(words.day(paper.date) + (paper.dateInferred ? ` (${words.yearInferred})` : ''));
  const authors = paper.authors?.length ?? paper.authorCount;
  if (authors !== undefined) facts.push(words.authors(authors));
  if (paper.upvotes !== undefined) facts.push(`▲ ${paper.upvotes}`);
  const code = paper.links?.find((link) => link.kind === 'code');
  if (code) facts.push({ text: words.linkKind.code, url: code.url });
  if (paper.lang !== 'en') facts.push(words.language[paper.lang]);
  if (paper.titleDerived) facts.push({ text: words.derivedTitle, style: 'italic' });
  if (facts.length === 0 && found) facts.push(words.foundIn(found.document, found.line));
  return facts.flatMap((fact, index) => (index === 0 ? [fact] : [' · ', fact]));
}

/** A paper's card. `terms` are marked in the title. */
export function toCard(
  paper: Paper,
  words: Words,
  parts: { body?: Text; terms?: readonly string[]; buttons?: Button[] } = {},
): Card {
  const url = urlOf(paper);
  return {
    paper: paper.id,
    title: parts.terms ? markTitle(paper.title, parts.terms) : paper.title,
    ...(url ? { url } : {}),
    byline: bylineOf(paper, words),
    ...(parts.body === undefined ? {} : { body: parts.body }),
    ...(parts.buttons ? { buttons: parts.buttons } : {}),
  };
}

/** The author line of a paper shown in full; undefined where the page named nobody. */
export function authorLine(paper: Paper, words: Words): string | undefined {
  if (!paper.authors) return undefined;
  return words.andMore(paper.authors.slice(0, NAMED_AUTHORS), paper.authors.length - NAMED_AUTHORS);
}

/** The next steps from one paper: summary, similar, cite (less the one being shown), then its links. */
export function nextSteps(
  paper: Paper,
  words: Words,
  without?: 'show' | 'summary' | 'similar' | 'cite',
): Button[] {
  const run = (command: 'summary' | 'similar' | 'cite'): Button[] =>
    command === without ? [] : [{ label: words[command], run: { command, options: { paper: paper.id } } }];
  const opens = paper.arxivId ? [{ label: 'arXiv', open: arxivUrl(paper.arxivId, 'abs') }] : [];
  const link = paper.links?.[0];
  const links = link ? [{ label: capitalised(words.linkKind[link.kind]), open: link.url }] : [];
  return [...run('summary'), ...run('similar'), ...run('cite'), ...opens, ...links];
}

/** “Back” and “More” that run the same command on the neighbouring pages, in place; none for a single page. */
export function pageButtons(
  command: string,
  options: Record<string, string | number>,
  page: number,
  pages: number,
  words: Words,
): Button[] {
  const turn = (label: string, to: number): Button => ({
    label,
    run: { command, options: { ...options, page: to } },
    inPlace: true,
  });
  return [
    ...(page > 1 ? [turn(words.back, page - 1)] : []),
    ...(page < pages ? [turn(words.more, page + 1)] : []),
  ];
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
