import type { FoundIn, Paper, PaperLink } from './paper.ts';

/**
 * One paper with the best that two records of the same work know: the arXiv ID, a real title before a derived one, the
 * whole abstract before a cut one and the longer before the shorter, a certain date before an inferred one and then the
 * earlier, the longer list of authors, the highest version, upvotes and author count, and all categories, links and
 * places. Where both are as good, the first record's value stands.
 */
export function mergeTwo(a: Paper, b: Paper): Paper {
  const titled = a.titleDerived && !b.titleDerived ? b : a;
  const told = hasBetterAbstract(b, a) ? b : a;
  const arxivId = a.arxivId ?? b.arxivId;
  const merged: Paper = {
    ...withoutQualified(b),
    ...withoutQualified(a),
    id: arxivId ?? titled.id,
    title: titled.title,
    abstract: told.abstract,
    lang: told.lang,
    foundIn: uniqueBy([...a.foundIn, ...b.foundIn], (place: FoundIn) => `${place.line} ${place.document}`),
    ...datedBy(a, b),
  };
  if (titled.titleDerived) merged.titleDerived = true;
  if (told.abstractCut) merged.abstractCut = true;
  const asWritten = { ...writtenAs('title', titled), ...writtenAs('abstract', told) };
  if (Object.keys(asWritten).length > 0) merged.asWritten = asWritten;
  addNumbers(merged, a, b);
  addLists(merged, a, b);
  return merged;
}

/** All but the facts whose flags belong to a value of one record. */
function withoutQualified(paper: Paper): Paper {
  const { titleDerived: _t, abstractCut: _c, asWritten: _w, date: _d, dateInferred: _i, ...rest } = paper;
  return rest;
}

function hasBetterAbstract(candidate: Paper, present: Paper): boolean {
  if (present.abstract === '' || candidate.abstract === '') return present.abstract === '';
  if (Boolean(candidate.abstractCut) !== Boolean(present.abstractCut)) return !candidate.abstractCut;
  return candidate.abstract.length > present.abstract.length;
}

function writtenAs(field: 'title' | 'abstract', paper: Paper): NonNullable<Paper['asWritten']> {
  const written = paper.asWritten?.[field];
  return written === undefined ? {} : { [field]: written };
}

function datedBy(a: Paper, b: Paper): Pick<Paper, 'date' | 'dateInferred'> {
  const dated = [a, b].filter((paper) => paper.date !== undefined);
  const certain = dated.filter((paper) => !paper.dateInferred);
  const dates = (certain.length > 0 ? certain : dated).map((paper) => paper.date ?? '').toSorted();
  const [date] = dates;
  if (date === undefined) return {};
  return certain.length > 0 ? { date } : { date, dateInferred: true };
}

const HIGHEST = ['version', 'upvotes', 'authorCount'] as const;

function addNumbers(merged: Paper, a: Paper, b: Paper): void {
  for (const field of HIGHEST) {
    const values = [a[field], b[field]].filter((value) => value !== undefined);
    if (values.length > 0) merged[field] = Math.max(...values);
  }
}

function addLists(merged: Paper, a: Paper, b: Paper): void {
  const authors = (b.authors?.length ?? 0) > (a.authors?.length ?? 0) ? b.authors : a.authors;
  if (authors !== undefined) merged.authors = authors;
  const categories = uniqueBy([...(a.categories ?? []), ...(b.categories ?? [])], String);
  if (categories.length > 0) merged.categories = categories;
  const links = uniqueBy([...(a.links ?? []), ...(b.links ?? [])], (link: PaperLink) => link.url);
  if (links.length > 0) merged.links = links;
}

function uniqueBy<Item>(items: readonly Item[], toKey: (item: Item) => string): Item[] {
  const seen = new Map<string, Item>();
  for (const item of items) if (!seen.has(toKey(item))) seen.set(toKey(item), item);
  return [...seen.values()];
}
