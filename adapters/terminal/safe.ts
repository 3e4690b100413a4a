/** What an author or a page wrote, made fit for a terminal. */

/**
 * The text with line ends as `\n`, tabs as a space, and without the characters that could steer a terminal: every
 * other control character (ESC and the one-byte CSI U+009B among them) and the marks that reorder text. A lone
 * surrogate becomes U+FFFD.
 */
export function toSafe(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, '');
}

/** As `toSafe`, on one line. */
export function toSafeLine(text: string): string {
  return toSafe(text).replaceAll('\n', ' ');
}

/** Some terminals ignore longer addresses: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda. */
const MAX_ADDRESS = 2083;

/**
 * The address in ASCII, as a terminal may carry it; undefined where it is not http(s), has a user or a password in
 * it, or is too long.
 */
export function toSafeUrl(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return url.href.length <= MAX_ADDRESS ? url.href : undefined;
}
