import { known } from '../known.ts';
import { toCleanText } from '../papers/clean-text.ts';
import { deriveTitle } from '../papers/derive-title.ts';
import { detectLanguage } from '../papers/language.ts';
import { findLinks } from '../papers/links.ts';
import type { Paper } from '../papers/paper.ts';
import { toSlug } from '../papers/slug.ts';
import type { Draft } from './format.ts';

/**
 * Makes a paper of what a page had: clean text, language, links, and an ID, which is the arXiv ID or else a slug of
 * the title. `site` is where the page is from. A missing title is derived from the abstract. Nothing unknown is filled in.
 */
export function toPaper(draft: Draft, documentName: string, site?: string): Paper {
  const abstract = toCleanText(draft.abstract);
  const written = toCleanText(draft.title ?? '');
  const lang = detectLanguage(abstract === '' ? written : abstract);
  const title = written === '' ? deriveTitle(abstract, lang) : written;
  const links = findLinks(abstract);
  const authors = draft.authors?.map(toCleanText).filter((name) => name !== '');
  const asWritten = known({
    title: draft.title === written ? undefined : draft.title,
    abstract: draft.abstract === abstract ? undefined : draft.abstract,
  });
  return known({
    id: draft.arxivId ?? toSlug(title),
    arxivId: draft.arxivId,
    version: draft.version,
    title,
    titleDerived: written === '' ? (true as const) : undefined,
    abstract,
    abstractCut: draft.abstractCut,
    asWritten: Object.keys(asWritten).length > 0 ? asWritten : undefined,
    authors: unlessEmpty(authors),
    authorCount: draft.authorCount,
    date: draft.date,
    dateInferred: draft.dateInferred,
    categories: unlessEmpty(draft.categories),
    comments: toCleanText(draft.comments ?? '') || undefined,
    upvotes: draft.upvotes,
    links: unlessEmpty(links),
    lang,
    foundIn: [known({ document: documentName, site, line: draft.line })],
  });
}

function unlessEmpty<T>(list: T[] | undefined): T[] | undefined {
  return list?.length === 0 ? undefined : list;
}
