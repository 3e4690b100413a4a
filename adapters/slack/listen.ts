import type { App, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { Installations } from '../../src/installations.ts';
import { answerMessageShortcut, answerSlash } from './interactions.ts';
import { previewLinks } from './links.ts';
import { answerMessage, type Hearing } from './messages.ts';
import { answerNamed } from './named.ts';
import type { Parts } from './parts.ts';
import type { Presence } from './presence.ts';
import { answerPress } from './presses.ts';
import { answerInView, answerSearch, openSearch, publishHome } from './view-interactions.ts';
import { SEARCH_VIEW } from './views.ts';

/** The names by which Slack tells our shortcuts apart. */
export const SEARCH_SHORTCUT = 'search';
export const MESSAGE_SHORTCUT = 'papers';

type Handler = (event: unknown, hearing: Hearing) => Promise<void>;

/** What we do with each event. The manifest subscribes to no others. */
function eventHandlers(
  installations: Installations,
  presence: Presence,
  parts: Parts,
): Readonly<Record<string, Handler>> {
  const forget = async (team: string) => {
    await installations.remove(`slack:${team}`);
    await presence.removed(team);
    parts.log.warn({ team }, 'a Slack workspace took its token back; install the app there again to go on');
  };
  return {
    app_mention: (event, hearing) => answerMessage(event, hearing, parts),
    message: async (event, hearing) => {
      if (directMessage.safeParse(event).success) await answerMessage(event, hearing, parts);
      else await answerNamed(event, hearing, parts);
    },
    link_shared: (event, hearing) => previewLinks(event, hearing, parts),
    app_home_opened: async (event, { client, team }) => {
      const opened = homeOpened.safeParse(event).data;
      if (opened) await publishHome({ client, team, user: opened.user }, parts);
    },
    app_uninstalled: (_event, { team }) => forget(team),
    tokens_revoked: async (event, { team }) => {
      if (botTokens.safeParse(event).success) await forget(team);
    },
  };
}

const directMessage = z.object({ channel_type: z.literal('im') });
const homeOpened = z.object({ user: z.string(), tab: z.literal('home').optional() });
/** Tokens of single users mean nothing to us. */
const botTokens = z.object({ tokens: z.object({ bot: z.array(z.string()).min(1) }) });

/** Connects Bolt's listeners with what we do. Each acknowledges first and works then. */
export function listen(app: App, installations: Installations, presence: Presence, parts: Parts): void {
  for (const [name, handle] of Object.entries(eventHandlers(installations, presence, parts))) {
    app.event(name, async ({ event, body, client, context }) => {
      const hearing: Hearing = { client, team: context.teamId ?? body.team_id, me: context.botUserId };
      parts.run(async () => {
        if (await isFirst(body.event_id, parts)) await handle(event, hearing);
      });
    });
  }
  app.command(/^\//, async ({ ack, body, client, respond }) => {
    await ack();
    parts.run(() => answerSlash(body, { client, respond }, parts));
  });
  app.action(/^/, async ({ ack, body, client, respond }) => {
    await ack();
    parts.run(() =>
      'view' in body && body.view
        ? answerInView(body, client, parts)
        : answerPress(body, { client, respond }, parts),
    );
  });
  app.shortcut(/^/, async ({ ack, body, client, respond }) => {
    await ack();
    parts.run(() =>
      body.type === 'message_action'
        ? answerMessageShortcut(body, { client, respond }, parts)
        : openSearch(body, client, parts),
    );
  });
  // A submission is acknowledged by its answer.
  app.view<ViewSubmitAction>(SEARCH_VIEW, async ({ ack, body, client }) =>
    parts.run(() => answerSearch(body, { client, ack }, parts)),
  );
}

/**
 * Slack sends an event again until it is acknowledged, over any socket. Whichever copy comes first is answered, also
 * where that is a retry. Where the memory of claims fails, an answer too many is better than none.
 */
async function isFirst(eventId: string, { once, log }: Parts): Promise<boolean> {
  try {
    return await once.claim(`slack:event:${eventId}`);
  } catch (error) {
    log.error({ err: error }, 'cannot tell whether an event was answered');
    return true;
  }
}
