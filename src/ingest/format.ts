import type { Paper } from '../papers/paper.ts';

/** The shapes of pages we can read; one parser each. */
export type Shape = 'arxiv-listing' | 'digest' | 'search-page' | 'daily-page' | 'translations';

/** A page as text. Lines carry no line end and no BOM; entities and LaTeX are still as received. */
export interface Document {
  /** The file's name, for people; no parser may look at it. */
  name: string;
  lines: readonly string[];
}

/** A paper as the page had it, before cleaning. `line` is where its record starts, from 1. */
export interface Draft {
  line: number;
  title?: string;
  abstract: string;
  abstractCut?: true;
  arxivId?: string;
  version?: number;
  authors?: string[];
  authorCount?: number;
  date?: string;
  dateInferred?: true;
  categories?: string[];
  comments?: string;
  upvotes?: number;
}

/** Something that could not be read or had to be guessed; the rest of the page is kept. */
export interface Warning {
  document: string;
  line: number;
  reason: string;
}

export interface Parsed {
  drafts: Draft[];
  warnings: Warning[];
}

/** Reads one shape of page. */
export interface Format {
  shape: Shape;
  /** The one site whose pages have this shape; absent where many have it. */
  site?: string;
  /** How sure it is, from 0 (no) to 1, that the text has this shape. The surest format parses the page. */
  recognise(document: Document): number;
  parse(document: Document): Parsed;
}

/** What became of one document. */
export interface DocumentReport {
  document: string;
  /** Absent where no format knew the text; then a warning says so. */
  shape?: Shape;
  lang?: Paper['lang'];
  /** Papers read from it. */
  papers: number;
  /** How many of them were already known and made one with the known paper. */
  merged: number;
  warnings: Warning[];
}
