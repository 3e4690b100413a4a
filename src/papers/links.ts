import { judgeLink } from './link-kind.ts';
import type { PaperLink } from './paper.ts';

const ADDRESS = String.raw`https?://(?:(?!https?://)[!#-;=?-\[\]_a-z~]|(?<=[/=?&])(?=https?://)h)+`;
/** Hosts that nobody names without meaning a page there, when a path follows, and people's pages on them. */
const KNOWN_HOST =
  String.raw`(?:www\.)?(?:github|gitlab|huggingface|bitbucket|gitee|codeberg)\.(?:com|co|org)/[\w.-]+|youtu\.be/[\w-]+` +
  String.raw`|[\w-]+\.(?:github|gitlab)\.io|anonymous\.4open\.science/r/[\w.-]+|sites\.google\.com/view/[\w.-]+`;
/** After these words even a bare domain is a link. */
const CUE = String.raw`(?:available|found|hosted|released|accessible|accessed|published|visit|website|homepage|project page)(?:\s(?:at|on|in|from|via|is|online))*\s?:?\s`;
const DOMAIN = String.raw`(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}(?:com|org|net|io|ai|dev|ml|co|edu|app|me|cc|xyz|site|page|tech|info|gov|eu|de|uk|cn|ru|fr|jp)`;
const PATH = String.raw`(?:[/?#][!#-;=?-\[\]_a-z~]*)?`;

const LINK = new RegExp(
  [
    `(?<address>${ADDRESS})`,
    String.raw`(?<![\w@./-])(?<bare>(?:${KNOWN_HOST})${PATH})`,
    String.raw`(?<=${CUE})(?<![\w@./-])(?<cued>${DOMAIN}${PATH})(?![\w-])`,
  ].join('|'),
  'giu',
);

/**
 * The links that a clean abstract holds, in order, each once, without the punctuation that follows them. Only http and
 * https with a valid public host name and no credentials; an address without a scheme counts where it cannot be
 * anything else (`github.com/x/y`, "available at AdapterHub.ml") and is taken for https.
 */
export function findLinks(cleanAbstract: string): PaperLink[] {
  const links = new Map<string, PaperLink>();
  let previousEnd = 0;
  for (const match of cleanAbstract.matchAll(LINK)) {
    const written = withoutTrailing(match[0]);
    const url = toAddress(match.groups?.address === undefined ? `https://${written}` : written);
    const end = match.index + match[0].length;
    if (url !== undefined && !links.has(url)) {
      const before = cleanAbstract.slice(Math.max(previousEnd, match.index - 160), match.index);
      links.set(url, { kind: judgeLink(new URL(url), before, cleanAbstract.slice(end, end + 80)), url });
    }
    previousEnd = end;
  }
  return [...links.values()];
}

/** Drops what the sentence put after a link, and a closing bracket that the link itself did not open. */
function withoutTrailing(written: string): string {
  let unopened = written.split(')').length - written.split('(').length;
  let end = written.length;
  for (; end > 0; end -= 1) {
    const last = written.charAt(end - 1);
    if (!/[.,;:!?'*_)\]&-]/u.test(last) || (last === ')' && unopened <= 0)) break;
    if (last === ')') unopened -= 1;
  }
  return written.slice(0, end);
}

/** The address as written where it is safe to open, else undefined. */
function toAddress(written: string): string | undefined {
  const url = URL.parse(written);
  if (url === null || url.username !== '' || url.password !== '' || written.length > 2000) return undefined;
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/u.test(url.hostname)
    ? written
    : undefined;
}
