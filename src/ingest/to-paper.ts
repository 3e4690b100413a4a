import { toCleanText } from '../papers/clean-text.ts';
import { deriveTitle } from '../papers/derive-title.ts';
import { detectLanguage } from '../papers/language.ts';
import { findLinks } from '../papers/links.ts';
import type { Paper } from '../papers/paper.ts';
import { toSlug } from '../papers/slug.ts';
import type { Draft } from './format.ts';

/**
 * Makes a paper of what a page had: clean text, language, links, and an ID, which is the arXiv ID or else a slug of
 * the title. A missing title is derived from the abstract. Nothing unknown is filled in.
 */
export function toPaper(draft: Draft, documentName: string): Paper {
  const abstract = toCleanText(draft.abstract);
  const written = toCleanText(draft.title ?? '');
  const lang = detectLanguage(abstract === '' ? written : abstract);
  const title = written === '' ? deriveTitle(abstract, lang) : written;
  const links = findLinks(abstract);
  const comments = toCleanText(draft.comments ?? '');
  const authors = draft.authors?.map(toCleanText).filter((name) => name !== '');
  const asWritten = {
    ...(draft.title !== undefined && draft.title !== written && { title: draft.title }),
    ...(draft.abstract !== abstract && { abstract: draft.abstract }),
  };
  return {
    id: draft.arxivId ?? toSlug(title),
    ...(draft.arxivId !== undefined && { arxivId: draft.arxivId }),
    ...(draft.version !== undefined && { version: draft.version }),
    title,
    ...(written === '' && { titleDerived: true }),
    abstract,
    ...(draft.abstractCut && { abstractCut: true }),
    ...(Object.keys(asWritten).length > 0 && { asWritten }),
    ...(authors !== undefined && authors.length > 0 && { authors }),
    ...(draft.authorCount !== undefined && { authorCount: draft.authorCount }),
    ...(draft.date !== undefined && { date: draft.date }),
    ...(draft.dateInferred && { dateInferred: true }),
    ...(draft.categories !== undefined && draft.categories.length > 0 && { categories: draft.categories }),
    ...(comments !== '' && { comments }),
    ...(draft.upvotes !== undefined && { upvotes: draft.upvotes }),
    ...(links.length > 0 && { links }),
    lang,
    foundIn: [{ document: documentName, line: draft.line }],
  };
}
