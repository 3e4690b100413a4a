/** What Slack puts in angle brackets: `<https://…|label>`, `<@U123>`, `<#C123|general>`, `<!here>`, `<mailto:…|…>`. */
const BRACKETED = /<((?:https?:\/\/|mailto:|tel:)[^<>|\s]*|[@#!][^<>|\s]*)(?:\|([^<>]*))?>/g;

/**
 * What a person typed, from the text in which Slack delivers it: links as their addresses, names as words, and `&lt;`
 * as `<`. Mentions without a name vanish.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function fromWire(text: string): string {
  const unwrapped = text.replace(BRACKETED, (_whole, target: string, label: string | undefined) => {
    if (target.startsWith('http')) return target;
    if (label !== undefined) return label;
    return /^(?:mailto|tel):/.test(target) ? target.replace(/^[a-z]+:/, '') : ' ';
  });
  return unescaped(unwrapped);
}

/** The text as it came, without its links. */
export function withoutLinks(text: string): string {
  return text.replace(BRACKETED, ' ');
}

/** Slack escapes three characters and no others; `&amp;` comes last, or `&amp;lt;` would turn into `<`. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
