import type { types } from '@slack/bolt';
import { z } from 'zod';
import { findCommand } from '../../src/line.ts';
import { parseArxivId } from '../../src/papers/arxiv-id.ts';
import { wordsFor } from '../../src/words/words.ts';
import type { Hearing } from './messages.ts';
import type { Parts } from './parts.ts';
import { withPatience } from './patience.ts';
import { type Situation, situationOf } from './person.ts';
import { logRefusal } from './refusals.ts';
import { render } from './render.ts';
import { recordSightings } from './sightings.ts';
import { unescaped } from './wire.ts';

/** The domains whose links to papers the app hears of, subdomains included. Slack takes five. */
export const unfurlDomains = ['arxiv.org', 'alphaxiv.org', 'huggingface.co', 'hf.co', 'ar5iv.org'] as const;

/** https://docs.slack.dev/reference/events/link_shared */
const shared = z.object({
  user: z.string(),
  channel: z.string(),
  message_ts: z.string(),
  unfurl_id: z.string().optional(),
  source: z.enum(['composer', 'conversations_history']).optional(),
  links: z.array(z.object({ url: z.string() })),
});

/** More cards than this would bury the message they belong to. */
const MOST = 5;

/**
 * Shows a compact card under each link to a paper that we know, while a message is written as well as once it is
 * posted. Links to anything else are left to Slack.
 */
export async function previewLinks(event: unknown, { client, team }: Hearing, parts: Parts): Promise<void> {
  const { user, channel, message_ts: ts, unfurl_id: unfurlId, source, links } = shared.parse(event);
  const where = { client, team, user, channel };
  // Everybody there sees the card, so it tells only what was said there; its buttons cannot change, so none are for all.
  const { mayRead: _asker, ...situation } = await situationOf(where, parts);
  // Slack knows a link only by the very characters in which it named it.
  const urls = [...new Set(links.map(({ url }) => url))].slice(0, MOST);
  const previews = await Promise.all(
    urls.map(async (url) => [url, await previewOf(url, situation, parts)] as const),
  );
  const known = previews.flatMap(([url, preview]) => (preview ? [[url, preview] as const] : []));
  if (known.length === 0) return;
  const message =
    unfurlId !== undefined && source !== undefined ? { unfurl_id: unfurlId, source } : { channel, ts };
  const unfurls = Object.fromEntries(known.map(([url, { attachment }]) => [url, attachment]));
  try {
    await withPatience(parts.patience, () => client.chat.unfurl({ ...message, unfurls }));
  } catch (error) {
    logRefusal(error, 'chat.unfurl', parts.log);
  }
  const papers = known.flatMap(([, { paper }]) => paper ?? []);
  if (source !== 'composer') await recordSightings(papers, { ...where, ts }, parts);
}

/** The card of the paper that a link leads to; undefined where it leads to none that we know. */
async function previewOf(
  url: string,
  situation: Situation,
  { bot }: Parts,
): Promise<{ attachment: types.MessageAttachment; paper: string | undefined } | undefined> {
  const text = unescaped(url);
  if (!parseArxivId(text) || !findCommand('papers', bot.commands)) return undefined;
  const { outcome, reply } = await bot.run({
    invocation: { command: 'papers', options: { text } },
    ...situation,
  });
  const [card] = reply.cards ?? [];
  if (outcome !== 'ok' || !card) return undefined;
  const { blocks, text: fallback } = render(
    { cards: [card] },
    { commands: bot.commands, words: wordsFor(situation.asker.lang), preview: true },
  );
  return { attachment: { blocks, fallback }, paper: card.paper };
}
