import { isOrdinaryNumber } from './arxiv-context.ts';

/** An arXiv identifier. `id` carries neither version nor subject class: `2402.14083`, `math/0309136`. */
export interface ArxivId {
  id: string;
  /** From 1. */
  version?: number;
}

/** An identifier in a text, with the UTF-16 offsets of all that was written for it (link, `arXiv:`, version). */
export interface ArxivIdAt extends ArxivId {
  start: number;
  end: number;
}

/**
 * The archives that took papers before April 2007, when an ID still began with its archive.
 * https://info.arxiv.org/help/arxiv_identifier.html and https://arxiv.org/archive/
 */
const ARCHIVES = (
  'acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga funct-an ' +
  'gr-qc hep-ex hep-lat hep-ph hep-th math-ph math mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio ' +
  'quant-ph solv-int supr-con'
).replaceAll(' ', '|');

/** `.GT`, or `.supr-con` as some pages wrote cond-mat's classes. */
const SUBJECT_CLASS = String.raw`\.[a-z]{2}|\.[a-z]{2,5}-[a-z]{2,4}`;
const ID = String.raw`(?:\d{4}\.\d{4,5}|(?:${ARCHIVES})(?:${SUBJECT_CLASS})?/\d{7})(?:v\d{1,3})?`;

/** What may stand before an ID in a link, from the host on. arXiv also answers without a section. */
const LINK = [
  String.raw`(?:[a-z0-9-]{1,20}\.){0,3}arxiv\.org/(?:(?:abs|pdf|html|format|src|e-print|ps|dvi|tb)/)?`,
  String.raw`arxiv\.org/ftp/arxiv/papers/\d{4}/`,
  String.raw`(?:www\.)?ar5iv\.org/(?:(?:abs|html)/)?`,
  String.raw`(?:www\.)?alphaxiv\.org/(?:[a-z]{2}/)?(?:(?:abs|pdf|overview|resources)/)?`,
  String.raw`(?:www\.)?(?:huggingface\.co|hf\.co)/papers/`,
  String.raw`(?:dx\.|www\.)?doi\.org/10\.48550/arxiv\.`,
].join('|');
const LABEL = String.raw`arxiv(?:\s?[:/]\s?|\s)|(?:doi\s?:\s?)?10\.48550/arxiv\.`;

const WHOLE = new RegExp(
  [
    String.raw`^(?:https?://)?(?:${LINK})(?<linked>${ID})(?:\.pdf|\.ps)?/?(?:[?#]\S*)?$`,
    String.raw`^(?:${LABEL})?(?<named>${ID})(?:\.pdf)?(?:\s?\[[a-z.-]{2,20}\])?[.,;!]?$`,
  ].join('|'),
  'iu',
);

/** Longer than any link to a paper that a person pastes. */
const MAX_LENGTH = 2000;

/**
 * Reads a text that is nothing but one arXiv ID or one link to a paper: `2402.14083`, `arXiv:2402.14083v2 [cs.AI]`,
 * `math.GT/0309136`, abs, pdf, html, format, src and e-print links with or without scheme, on arXiv and its mirrors,
 * ar5iv, alphaXiv and Hugging Face papers, `10.48550/arXiv.…`, and any of these as Slack writes links (`<url|label>`).
 * Gives undefined for everything else, among it IDs that cannot exist (month 13, number zero, version zero).
 */
export function parseArxivId(text: string): ArxivId | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const visible = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const target = /^<([^<>|]*)(?:\|[^<>]*)?>$/u.exec(visible)?.[1] ?? visible;
  const groups = WHOLE.exec(target.trim())?.groups;
  return toArxivId(groups?.linked ?? groups?.named ?? '');
}

/** Characters of a link: printable ASCII but for `"`, `<`, `>` and `|`; a comma ends it where another link follows. */
const ADDRESS = String.raw`https?://(?:[!#-+\x2d-;=?-{}~]|,(?!https?://))+`;

const CANDIDATE = new RegExp(
  [
    String.raw`<(?:${ADDRESS})(?:\|[^<>\n]{0,300})?>`,
    `(?<address>${ADDRESS})`,
    String.raw`(?<![\p{L}\p{N}./_@-])(?:${LINK})${ID}(?:\.pdf)?`,
    String.raw`(?<![\p{Script=Latin}\p{N}_-])(?:${LABEL})${ID}`,
    `(?<bare>${ID})`,
  ].join('|'),
  'giu',
);

/**
 * Finds the arXiv IDs in free text, in order, not overlapping. Links to papers, IDs after `arXiv:` or `10.48550/`, and
 * bare IDs count. Numbers that mean something else do not: prices, measurements with a unit, version strings, issue
 * numbers, IP addresses, other DOIs, and anything inside a link that leads elsewhere.
 */
export function findArxivIds(text: string): ArxivIdAt[] {
  const found: ArxivIdAt[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const written = match.groups?.address === undefined ? match[0] : withoutTrailing(match[0]);
    const start = match.index;
    const end = start + written.length;
    if (match.groups?.address === undefined && /^[\p{Script=Latin}\p{N}]/u.test(text.slice(end, end + 2)))
      continue;
    if (match.groups?.bare !== undefined && isOrdinaryNumber(text, start, end)) continue;
    const id = parseArxivId(written);
    if (id !== undefined) found.push({ ...id, start, end });
  }
  return found;
}

/** A link in running text without the punctuation after it. */
function withoutTrailing(address: string): string {
  let end = address.length;
  while (end > 0 && ".,;:!?)]}'*_`".includes(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

/** Checks what a pattern cannot say: months, the first and last months of each form, and numbers above zero. */
function toArxivId(written: string): ArxivId | undefined {
  const parts = /^(.*?)(\d{2})(\d{2})(\.?)(\d+)(?:v(\d+))?$/iu.exec(written);
  if (parts === null) return undefined;
  const [, archive = '', yy = '', mm = '', dot, number = '', version] = parts;
  const month = Number(mm);
  if (month < 1 || month > 12 || Number(number) === 0 || version === '0') return undefined;
  const exists = dot === '.' ? isNewForm(Number(yy), month, number.length) : isOldForm(Number(yy), month);
  if (!exists) return undefined;
  const id = archive === '' ? `${yy}${mm}.${number}` : `${toArchive(archive)}/${yy}${mm}${number}`;
  return version === undefined ? { id } : { id, version: Number(version) };
}

/** From April 2007 with four digits, from January 2015 with five. The two digits of the year stand for 2007 to 2099. */
function isNewForm(year: number, month: number, digits: number): boolean {
  if (year < 7 || (year === 7 && month < 4)) return false;
  return digits === (year < 15 ? 4 : 5);
}

/** From 1991 to March 2007. */
function isOldForm(year: number, month: number): boolean {
  return year >= 91 || year < 7 || (year === 7 && month < 4);
}

/** `math.GT/` as `math`: the subject class is no part of the identity, and arXiv itself leaves it out. */
function toArchive(written: string): string {
  return written.toLowerCase().replace(/[./].*$/u, '');
}

/** The address of a paper's page or PDF on arXiv. */
export function arxivUrl(id: string, what: 'abs' | 'pdf'): string {
  return `https://arxiv.org/${what}/${id}`;
}
