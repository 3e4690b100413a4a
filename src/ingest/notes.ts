import { type ArxivId, findArxivIds } from '../papers/arxiv-id.ts';

/** Longer lines are text, not notes. */
const LONGEST_ID_NOTE = 200;
const LONGEST_NAMES = 2_000;

/** Every arXiv ID holds these; most lines do not, and need no closer look. */
const DIGITS_OF_ID = /\d{4}\.\d{4}|\/\d{7}/;

/** What stands around the ID in an address or before it: `论文链接: https://arxiv.org/abs/…`. */
const LINK_WORDS =
  /https?|www|export|arxiv|org|com|abs|pdf|html|url|links?|papers?|doi|huggingface|hf|co|ar5iv|alphaxiv|source|preprint|cs|stat|论文|链接|地址|原文|статья|ссылка/giu;

/** The arXiv ID of a line that holds one and hardly another word, such as a link below a title. */
export function idOfNote(text: string): ArxivId | undefined {
  if (text.length > LONGEST_ID_NOTE || !DIGITS_OF_ID.test(text)) return undefined;
  const [first, ...others] = findArxivIds(text);
  if (first === undefined || others.some(({ id }) => id !== first.id)) return undefined;
  const around = `${text.slice(0, first.start)} ${text.slice(first.end)}`.replace(LINK_WORDS, ' ');
  if ((around.match(/\p{L}{2,}/gu)?.length ?? 0) > 1) return undefined;
  return first.version === undefined ? { id: first.id } : { id: first.id, version: first.version };
}

const AUTHORS_LABEL =
  /^(?:\*\*)?(?:authors?|by|作者|論文作者|авторы?)(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*\|?\s*/iu;

/** The names after a label such as `Authors:`; undefined where the line has no such label. */
export function authorsOfNote(text: string): string[] | undefined {
  if (text.length > LONGEST_NAMES || !AUTHORS_LABEL.test(text)) return undefined;
  const names = toNames(text.replace(AUTHORS_LABEL, '').replace(/\s*\|+\s*$/, ''));
  return names.length === 0 ? undefined : names;
}

/** Splits a list of names: commas, semicolons, `and`; marks of affiliation and a closing `et al.` are dropped. */
export function toNames(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .split(/[,，、;；]| (?:and|&|и) /u)
    .map((name) => name.replace(/\bet al\.?$|[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|^and /gu, '').trim())
    .filter((name) => /\p{L}/u.test(name));
}

const NAME = /^(?:\p{Lu}[\p{L}\p{M}.'’-]*|de|van|von|der|den|del|della|di|da|dos|la|le|al|bin|ibn)$/u;

/** Whether a line is nothing but two or more names of two to five words each, which a title may look like as well. */
export function looksLikeNames(text: string): boolean {
  if (text.length > LONGEST_NAMES || /[:?!]/.test(text)) return false;
  const names = toNames(text);
  return names.length >= 2 && names.every(isName);
}

function isName(name: string): boolean {
  const words = name.split(/\s+/);
  return words.length >= 2 && words.length <= 5 && words.every((word) => NAME.test(word));
}
