import type { Draft, Warning } from './format.ts';
import { withoutGluedFurniture } from './furniture.ts';
import type { Line } from './lines.ts';
import type { Pair } from './pairing.ts';
import { isCut } from './prose.ts';

/** Where a pair stands on its page. */
export interface Place {
  document: string;
  /** No record of the page starts after it. */
  last: boolean;
}

/** What a pair of lines gave: a draft, unless it was no paper at all, and what had to be said about it. */
export interface Recorded {
  draft?: Draft;
  warnings: Warning[];
}

/** Marks before a title or an abstract: headings, numbers, labels. A number must be set apart: `1.58-bit` is none. */
const MARKS =
  /^(?:#{1,6}\s+|\*\*\s*|(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[.)]\s+|[、）．]\s*)|[【［[(（]\s*\d{1,3}\s*[】］\])）]\s*|[①-⑳]\s*|(?:title|paper|abstract|summary|标题|题目|论文标题|论文题目|论文|摘要|标题名)\s*[:：]\s*)/iu;

/** A title or an abstract as received, without the marks before it and the asterisks of Markdown around it. */
export function withoutMarks(raw: string): string {
  let rest = raw;
  for (
    let marks = MARKS.exec(rest);
    marks !== null && rest.length > marks[0].length;
    marks = MARKS.exec(rest)
  ) {
    rest = rest.slice(marks[0].length);
  }
  return rest === raw ? raw : rest.endsWith('**') ? rest.slice(0, -2).trimEnd() : rest;
}

/** What a heading, a menu or a notice begins with, and hardly a title that has lost its abstract. */
const NOTICE =
  /^(?:hugging face|daily papers|papers with code|arxiv|get|join|follow|subscribe|sign|log|load|show|view|read|click|share|discover|explore|see|stay|try|download|upgrade|welcome|results?|showing|sponsored|advertisement|copyright|powered)\b/i;

/** Whether a line without abstract may be kept as the title of a paper: set like one, and no notice of the site. */
export function looksLikeTitle(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? [];
  if (words.length < 4 || NOTICE.test(text) || /[!.…]$/.test(text)) return false;
  const long = words.filter((word) => word.length >= 4);
  const capital = long.filter((word) => /^[\p{Lu}\p{N}]/u.test(word));
  return /\S: \S/.test(text) || capital.length >= long.length * 0.6;
}

/** Turns one pair of a page of titles and abstracts into a draft. Notes are left to the format. */
export function toRecord(pair: Pair, place: Place): Recorded {
  const { title, abstract } = pair;
  if (abstract === undefined) return title === undefined ? { warnings: [] } : toTitleOnly(title, place);

  const warnings: Warning[] = [];
  const draft: Draft = { line: (title ?? abstract).number, abstract: withoutMarks(abstract.raw) };
  if (title === undefined) {
    warnings.push(
      warn(place, abstract, 'This abstract has no title above it; one was derived from its text.'),
    );
  } else {
    draft.title = withoutGluedFurniture(withoutMarks(title.raw), abstract.text);
  }
  if (isCut(abstract.text) && (place.last || isElided(abstract.text))) {
    draft.abstractCut = true;
    warnings.push(warn(place, abstract, 'The page breaks off inside this abstract.'));
  }
  return { draft, warnings };
}

function isElided(text: string): boolean {
  return /(?:…|\.\.\.)$/.test(text);
}

function toTitleOnly(title: Line, place: Place): Recorded {
  if (!looksLikeTitle(title.text)) {
    return {
      warnings: [warn(place, title, 'This line is neither a title nor an abstract; it was left out.')],
    };
  }
  return {
    draft: { line: title.number, title: withoutMarks(title.raw), abstract: '' },
    warnings: [warn(place, title, 'This title has no abstract below it.')],
  };
}

function warn(place: Place, line: Line, reason: string): Warning {
  return { document: place.document, line: line.number, reason };
}
