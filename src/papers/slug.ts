import { createHash } from 'node:crypto';

const MAX_LENGTH = 60;

/** Combining marks of alphabets where a mark is an accent on a letter, not a letter of its own (й stays й). */
const ACCENT = /(?<=\p{Script=Latin}|\p{Script=Greek})\p{M}+/gu;

/**
 * A readable id made from a title: lower-case words of letters and digits joined by hyphens, compatibility forms folded,
 * accents dropped, Cyrillic and Han kept, at most 60 characters, cut between words where there are several. A title
 * without letters and digits gives `paper-` and a hash of it. The same title always gives the same slug; it never holds
 * a full stop or a slash, so it cannot be taken for an arXiv ID.
 */
export function toSlug(title: string): string {
  const words = title.toWellFormed().normalize('NFKD').replace(ACCENT, '').normalize('NFC').toLowerCase();
  const slug = words
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '');
  return cutAtWord(slug) || `paper-${createHash('sha256').update(title).digest('hex').slice(0, 8)}`;
}

function cutAtWord(slug: string): string {
  if (slug.length <= MAX_LENGTH) return slug;
  const cut = slug.slice(0, MAX_LENGTH + 1).lastIndexOf('-');
  return slug
    .slice(0, cut > 0 ? cut : MAX_LENGTH)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .toWellFormed()
    .replaceAll('\ufffd', '');
}
