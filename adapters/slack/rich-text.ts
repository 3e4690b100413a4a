import type { types } from '@slack/bolt';
import type { Span, Style, Text } from '../../src/reply.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { toVisible } from '../../src/text/visible.ts';
import { limits } from './limits.ts';

type Element = types.RichTextText | types.RichTextLink;

/** A matched word is set in bold, as Slack's own search does. */
const styles: Readonly<Record<Style, NonNullable<types.RichTextText['style']>>> = {
  bold: { bold: true },
  mark: { bold: true },
  italic: { italic: true },
  code: { code: true },
};

/**
 * Text as rich text elements. Slack parses no markup in them: what an author wrote arrives unchanged and stays words.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function toElements(text: Text): Element[] {
  const spans = typeof text === 'string' ? [text] : text;
  return spans.flatMap(toElement);
}

function toElement(span: Span): Element[] {
  const { text, style, url } = typeof span === 'string' ? { text: span } : span;
  const words = toVisible(text);
  // Slack refuses an element without text.
  if (words === '') return [];
  const styled = style === undefined ? {} : { style: styles[style] };
  const address = url === undefined ? undefined : safeUrl(url, limits.buttonUrl);
  return address === undefined
    ? [{ type: 'text', text: words, ...styled }]
    : [{ type: 'link', url: address, text: words, ...styled }];
}

/** A paragraph with line breaks; none where there is nothing to read. */
export function toParagraph(text: Text): types.RichTextBlock[] {
  const elements = toElements(text);
  return elements.length === 0
    ? []
    : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}

/** A block to copy, in fixed width. */
export function toPreformatted(code: string): types.RichTextBlock {
  const text = toVisible(code) || ' ';
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}
