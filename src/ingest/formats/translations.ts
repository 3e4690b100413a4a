import type { Document, Draft, Format, Parsed, Warning } from '../format.ts';
import { type Line, ownLines } from '../lines.ts';
import { pairLines } from '../pairing.ts';
import { isAbstract, isCut, mostReadLikeResearch } from '../prose.ts';
import { looksLikeTitle, withoutMarks } from '../records.ts';
import { hasAbstract } from '../titled-page.ts';

/** What the heading of a page of papers says, in the languages such pages come in. */
const HEADING =
  /papers?\b|articles?\b|daily|translat|стат[ьея]|перевод|ежедневн|论文|論文|翻译|每日|Artikel|täglich|Übersetz|논문/iu;

/** A heading, then abstracts in translation, one a line, without titles; in any language. */
export const translations: Format = {
  shape: 'translations',

  recognise(document: Document): number {
    if (!hasAbstract(document)) return 0;
    const lines = ownLines(document);
    const pairs = pairLines(lines.map((line) => ({ kind: 'text', line }))).filter(({ abstract }) => abstract);
    if (!mostReadLikeResearch(pairs.map(({ abstract }) => abstract?.text ?? ''))) return 0;
    const untitled = pairs.filter(
      ({ title }, index) => title === undefined || (index === 0 && isHeading(title)),
    );
    return 0.7 * (untitled.length / pairs.length);
  },

  parse(document: Document): Parsed {
    const lines = ownLines(document);
    const abstracts = lines.filter((line) => isAbstract(line.text));
    const last = abstracts.at(-1);
    const cut = last !== undefined && isCut(last.text) ? last : undefined;
    return {
      drafts: abstracts.map((line) => toDraft(line, line === cut)),
      warnings: [
        ...leftOut(lines, document.name),
        ...(cut === undefined ? [] : [cutOff(cut, document.name)]),
      ],
    };
  },
};

/** A line above an abstract is its title, unless it speaks of papers in general. */
function isHeading(line: Line): boolean {
  return HEADING.test(line.text) && !looksLikeTitle(line.text);
}

function toDraft(line: Line, cut: boolean): Draft {
  const draft: Draft = { line: line.number, abstract: withoutMarks(line.raw) };
  if (cut) draft.abstractCut = true;
  return draft;
}

/** Short lines between abstracts; above the first they are headings, below the last the site's. */
function leftOut(lines: readonly Line[], document: string): Warning[] {
  const first = lines.findIndex((line) => isAbstract(line.text));
  const last = lines.findLastIndex((line) => isAbstract(line.text));
  return lines
    .slice(first, last + 1)
    .filter((line) => !isAbstract(line.text))
    .map((line) => ({ document, line: line.number, reason: 'This line is no abstract; it was left out.' }));
}

function cutOff(line: Line, document: string): Warning {
  return { document, line: line.number, reason: 'The page breaks off inside this abstract.' };
}
