import type { App, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { Owed } from '../../src/debts/owing.ts';
import type { Installations } from '../../src/installations.ts';
import { answerMessageShortcut, answerSlash, type Interacting } from './interactions.ts';
import { previewLinks } from './links.ts';
import { logUnseen } from './marks.ts';
import { answerMessage, type Hearing } from './messages.ts';
import { answerNamed } from './named.ts';
import { answerPromptly, keeping, promiseTo, takeOn, toOwing } from './owed.ts';
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
      const key = `slack:event:${body.event_id}`;
      const owed = await takeOn(key, body, parts);
      if (!owed) return;
      const team = context.teamId ?? body.team_id;
      const hearing: Hearing = { client, team, me: context.botUserId, owed: { ...owed, key } };
      parts.run(() => keeping(owed, () => handle(event, hearing)));
    });
  }
  app.command(/^\//, async ({ ack, body, client, respond }) => {
    parts.run(() =>
      answerPromptly(`slack:command:${body.trigger_id}`, body, { ack, respond }, parts, (answering) =>
        answerSlash(body, { client, ...answering }, parts),
      ),
    );
  });
  app.action(/^/, async ({ ack, body, client, respond }) => {
    if ('view' in body && body.view) {
      await ack();
      parts.run(() => answerInView(body, client, parts));
      return;
    }
    const key = `slack:press:${'trigger_id' in body ? body.trigger_id : ''}`;
    const owed = await promiseTo(key, body, parts);
    await ack();
    parts.run(() =>
      keeping(owed, () => answerPress(body, { client, respond, ...owing(key, owed, parts) }, parts)),
    );
  });
  app.shortcut(/^/, async ({ ack, body, client, respond }) => {
    if (body.type !== 'message_action') {
      await ack();
      parts.run(() => openSearch(body, client, parts));
      return;
    }
    const key = `slack:shortcut:${body.trigger_id}`;
    const owed = await promiseTo(key, body, parts);
    await ack();
    parts.run(() =>
      keeping(owed, () =>
        answerMessageShortcut(body, { client, respond, ...owing(key, owed, parts) }, parts),
      ),
    );
  });
  // A submission is acknowledged by its answer.
  app.view<ViewSubmitAction>(SEARCH_VIEW, async ({ ack, body, client }) =>
    parts.run(() => answerSearch(body, { client, ack }, parts)),
  );
}

/** What is owed to a person alone, who may have it already where another process was about to send it. */
function owing(key: string, owed: Owed | undefined, { log }: Parts): Pick<Interacting, 'owed'> {
  if (!owed) return {};
  const known = toOwing(key, owed);
  if (owed.begun === 'no') return { owed: known };
  return {
    owed: {
      ...known,
      begin() {
        logUnseen(key, log);
        return Promise.resolve(false);
      },
    },
  };
}
