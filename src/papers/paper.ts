/** The languages whose text the core analyses, splits into sentences and speaks itself. */
export type Language = 'en' | 'ru' | 'zh';

/** Where a paper was met: the document's name, or the source's, and the 1-based line its record starts at. */
export interface FoundIn {
  document: string;
  /** The site that the document is a page of, as people call it, where its shape tells. */
  site?: string;
  line: number;
}

/** What a link in an abstract leads to, judged by its address and the words before it. */
export type LinkKind = 'code' | 'project' | 'demo' | 'data' | 'model' | 'video' | 'page';

export interface PaperLink {
  kind: LinkKind;
  url: string;
}

/**
 * One work, whatever its versions and however often it was found. Absent means unknown: an empty list is never
 * stored in place of "the page did not say".
 */
export interface Paper {
  /** The arXiv ID without version where the work has one, else a slug of the title. Stable; buttons carry it. */
  id: string;
  /** Without version: `2402.14083`, `hep-th/9711200`. */
  arxivId?: string;
  /** The newest version that any page spoke of, from 1. */
  version?: number;
  /** Clean text, one line. */
  title: string;
  /** The page had no title; this one was made from the abstract. */
  titleDerived?: true;
  /** Clean text (no LaTeX, no entities), one line. */
  abstract: string;
  /** The page broke off inside the abstract, so its last sentence may be incomplete. */
  abstractCut?: true;
  /** Title and abstract exactly as the page had them, kept where cleaning changed them. */
  asWritten?: { title?: string; abstract?: string };
  /** Display names in the paper's own order. */
  authors?: string[];
  authorCount?: number;
  /** Day of submission, `YYYY-MM-DD`. */
  date?: string;
  /** The page gave the day without its year, which was inferred. */
  dateInferred?: true;
  /** Day that arXiv announced it, one to four days after its submission; known where we followed the announcements. */
  announced?: string;
  /** arXiv categories, primary first: `cs.CL`. */
  categories?: string[];
  comments?: string;
  /** Upvotes on Hugging Face. */
  upvotes?: number;
  links?: PaperLink[];
  lang: Language;
  /** Every place it was found at, in reading order; never empty. */
  foundIn: FoundIn[];
}

/** The day a paper was new: announced, or else submitted. */
export function dayOf(paper: Pick<Paper, 'announced' | 'date'>): string | undefined {
  return paper.announced ?? paper.date;
}
