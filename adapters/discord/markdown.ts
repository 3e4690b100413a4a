import type { Span, Text } from '../../src/reply.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { toVisible } from '../../src/text/visible.ts';

/**
 * Text as Discord's Markdown (https://support.discord.com/hc/en-us/articles/210298617). What a span says is data: none
 * of it becomes markup, a mention or a link. Only a span's own `url` links, and only where it is safe.
 */
export function toMarkdown(text: Text): string {
  return typeof text === 'string' ? escaped(text) : text.map(spanToMarkdown).join('');
}

/** A title, bold as a whole: what is marked in it is underlined, since bold in bold would end the bold. */
export function toTitle(text: Text): string {
  const spans = typeof text === 'string' ? [text] : text;
  const inner = spans.map((span) => {
    if (typeof span === 'string') return escaped(span);
    return span.style === 'mark' ? around('__', span.text) : escaped(span.text);
  });
  return around('**', inner.join(''), (markdown) => markdown);
}

function spanToMarkdown(span: Span): string {
  if (typeof span === 'string') return escaped(span);
  const { text, style } = span;
  const url = span.url === undefined ? undefined : safeUrl(span.url);
  if (url !== undefined && text === span.url) return `<${target(url)}>`;
  const styled = style === undefined || text.trim() === '' ? escaped(text) : styles[style](text);
  return url === undefined ? styled : `[${styled}](<${target(url)}>)`;
}

const styles = {
  bold: (text: string) => around('**', text),
  mark: (text: string) => around('**', text),
  italic: (text: string) => around('*', text),
  // In one line: small print ends where a line does, and a code that goes on behind it is none.
  code: (text: string) =>
    `\`${toVisible(text)
      .replaceAll('`', 'ˋ')
      .replace(/\s*[\n\r]\s*/g, ' ')}\``,
} as const;

/** An address inside of a link, where nothing may close it or look like a mention. */
const target = (url: string) => url.replace(/[<>\s]|@(?=everyone|here)/gi, encodeURIComponent);

/** Discord reads no emphasis whose marks touch white space. */
function around(mark: string, text: string, write = escaped): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return `${before}${mark}${write(inner)}${mark}${after}`;
}

/** A block of fixed width; what would close it early is broken up. */
export function toCodeBlock(language: string, code: string): string {
  return `\`\`\`${language}\n${toVisible(code).replaceAll('```', '`\u200b`\u200b`')}\n\`\`\``;
}

function escaped(text: string): string {
  return toVisible(text)
    .replace(/[\\*_~`|[\]<>#]/g, '\\$&')
    .replace(/^(\s*)([-+])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.')
    .replace(/:\/\//g, ':\\//')
    .replace(/@(?=everyone|here)/gi, '@\u200b');
}
