import type { Paper } from '../papers/paper.ts';

/** How arXiv's withdrawn papers begin where their abstract was taken back as well. */
const ABSTRACT =
  /^\W{0,3}(?:this|the|our)\s(?:\w+\s){0,2}(?:has\sbeen|have\sbeen|is|was)\s(?:temporarily\s)?withdrawn\b/i;

/** arXiv asks for a comment with the reason; `withdrawn from ICLR` means another thing. */
const COMMENT =
  /^\W{0,3}withdrawn\b(?!\sfrom\b)|\b(?:paper|article|submission|manuscript|preprint|work|version|it)\s(?:has\sbeen|is|was)\s(?:\w+ly\s)?withdrawn\b(?!\sfrom\b)|\bwithdrawn\sby\s(?:the\s|its\s)?(?:authors?|arxiv)\b/i;

/**
 * Whether arXiv shows this paper as withdrawn, judged by its abstract and its authors' comment.
 *
 * @see https://info.arxiv.org/help/withdraw.html
 */
export function isWithdrawn({ abstract, comments = '' }: Pick<Paper, 'abstract' | 'comments'>): boolean {
  return ABSTRACT.test(abstract) || COMMENT.test(comments);
}
