import { attachmentComplaints } from '../block-checks.ts';
import type { SharedLinks } from '../entities.ts';
import { type Fields, fieldsOf } from '../json.ts';
import { pingsIn } from '../pings.ts';
import { Refusal } from '../refusal.ts';
import { changed, type State } from '../state.ts';
import type { Call, Method } from './method.ts';

/** The message whose links are unfurled, named by channel and time or by the id that link_shared carried. */
function findShared({ state, args }: Call): SharedLinks {
  const byId = args.unfurl_id !== undefined || args.source !== undefined;
  if (byId && (args.unfurl_id === undefined || args.source === undefined)) {
    throw new Refusal(args.source === undefined ? 'missing_source' : 'missing_unfurl_id');
  }
  if (!byId && args.channel === undefined) throw new Refusal('missing_channel');
  if (!byId && args.ts === undefined) throw new Refusal('missing_ts');
  const shared = state.links.find((links) =>
    byId
      ? links.unfurlId === args.unfurl_id && links.source === args.source
      : links.channel === args.channel && links.ts === args.ts && links.source === 'conversations_history',
  );
  if (!shared) throw new Refusal(byId ? 'invalid_unfurl_id' : 'cannot_find_message');
  return shared;
}

/** Shows unfurls under the message they belong to; the same address again replaces its first unfurl. */
function attach(state: State, shared: SharedLinks, unfurls: Fields): void {
  for (const [url, attachment] of Object.entries(unfurls)) {
    const { source, channel, ts } = shared;
    const unfurl = { url, attachment: fieldsOf(attachment), source, channel, ts };
    const known = state.unfurls.findIndex(
      (one) => one.url === url && one.channel === channel && one.ts === ts,
    );
    if (known >= 0) state.unfurls[known] = unfurl;
    else state.unfurls.push(unfurl);
    for (const target of pingsIn({ attachments: [attachment] })) state.pings.push({ target, channel, ts });
  }
  changed(state);
}

/** https://docs.slack.dev/reference/methods/chat.unfurl */
const unfurl: Method = {
  token: 'bot',
  scopes: ['links:write'],
  run(call) {
    const { unfurls: given, metadata } = call.args;
    if (given === undefined && metadata === undefined) throw new Refusal('missing_unfurls');
    const shared = findShared(call);
    const unfurls = fieldsOf(given);
    const foreign = Object.keys(unfurls).filter((url) => !shared.urls.includes(url));
    if (foreign.length > 0) {
      const isKnown = foreign.every((url) => call.state.links.some(({ urls }) => urls.includes(url)));
      const complaints = foreign.map((url) => `not in the message: ${url}`);
      throw new Refusal(isKnown ? 'cannot_unfurl_message' : 'cannot_unfurl_url', complaints);
    }
    const complaints = Object.entries(unfurls).flatMap(([url, attachment]) =>
      attachmentComplaints(attachment, `/unfurls/${url.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
    if (complaints.length > 0) throw new Refusal('cannot_parse_attachment', complaints);
    attach(call.state, shared, unfurls);
    return {};
  },
};

export const unfurlMethods: Readonly<Record<string, Method>> = { 'chat.unfurl': unfurl };
