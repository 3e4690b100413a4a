import { type Fields, textOf, walk } from './json.ts';

const MARKUP = /<(![a-z]+|@[UW][A-Z0-9]+|!subteam\^S[A-Z0-9]+)(?:\|[^>]{0,200})?>/g;
const HANDLES = /(?:^|\s)@(channel|here|everyone)\b/g;

/** Whom a text notifies, as written in mrkdwn: `<!channel>`, `<@U…>`, `<!subteam^S…>`. https://docs.slack.dev/messaging/formatting-message-text */
function inText(text: string, linksNames: boolean): string[] {
  const marked = [...text.matchAll(MARKUP)].flatMap((match) => (match[1] ? [`<${match[1]}>`] : []));
  const named = linksNames ? [...text.matchAll(HANDLES)].map((match) => `<!${match[1]}>`) : [];
  return [...marked.filter((target) => !target.startsWith('<!date')), ...named];
}

/** What each rich text element that notifies stands for in mrkdwn. */
const RICH: Readonly<Record<string, (node: Fields) => string>> = {
  user: (node) => `<@${textOf(node.user_id)}>`,
  usergroup: (node) => `<!subteam^${textOf(node.usergroup_id)}>`,
  broadcast: (node) => `<!${textOf(node.range)}>`,
};

function inBlocks(blocks: unknown): string[] {
  return [...walk(blocks, '')].flatMap(({ node }) => {
    if (node.type === 'mrkdwn' || node.type === 'markdown') return inText(textOf(node.text) ?? '', false);
    const rich = RICH[textOf(node.type) ?? ''];
    return rich ? [rich(node)] : [];
  });
}

const ATTACHMENT_TEXTS = ['pretext', 'text', 'title', 'fallback'] as const;

/** Whom a message would notify, each once. Its text counts even where blocks are shown instead: notifications read it. */
export function pingsIn(content: Fields): string[] {
  const attachments = [...walk(content.attachments, '')].flatMap(({ node }) =>
    node.type === undefined ? ATTACHMENT_TEXTS.flatMap((key) => inText(textOf(node[key]) ?? '', false)) : [],
  );
  const text = inText(textOf(content.text) ?? '', content.link_names === true || content.parse === 'full');
  return [
    ...new Set([...text, ...inBlocks(content.blocks), ...inBlocks(content.attachments), ...attachments]),
  ];
}

const LINK = /<(https?:\/\/[^|>\s]{1,3000})(?:\|[^>]*)?>/g;

/** The addresses that Slack previews under a bot's message: media unless `unfurl_media` is false, pages where `unfurl_links` is true. */
export function previewsIn(content: Fields): string[] {
  const texts = [
    textOf(content.text) ?? '',
    ...[...walk(content.blocks, '')].map(({ node }) => textOf(node.text) ?? ''),
  ];
  const links = texts.flatMap((text) =>
    [...text.matchAll(LINK)].flatMap((match) => (match[1] ? [match[1]] : [])),
  );
  const isMedia = (url: string) => /\.(?:png|jpe?g|gif|webp|mp4)(?:$|\?)|youtu\.?be|vimeo/i.test(url);
  const shown = links.filter((url) =>
    isMedia(url) ? content.unfurl_media !== false : content.unfurl_links === true,
  );
  return [...new Set(shown)];
}
