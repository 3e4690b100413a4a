import type { webApi } from '@slack/bolt';
import type { Command } from '../../src/command.ts';
import { shorten } from '../../src/text/shorten.ts';
import { limits } from './limits.ts';
import { unfurlDomains } from './links.ts';
import { MESSAGE_SHORTCUT, SEARCH_SHORTCUT } from './listen.ts';
import { scopesFor } from './scopes.ts';

export type Manifest = webApi.AppsManifestValidateArguments['manifest'];

const ROOT_COMMAND = '/paper';

const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'link_shared',
  'message.im',
  'tokens_revoked',
] as const;

const messageEvents = ['message.channels', 'message.groups'] as const;

/**
 * What Slack is told of the app. https://docs.slack.dev/reference/app-manifest
 *
 * @param address Where Slack reaches us over HTTP, without a path; Socket Mode where there is none.
 * @param readsMessages Asks for what people write in channels too, for cards under bare IDs.
 */
export function toManifest(commands: readonly Command[], address?: string, readsMessages = false): Manifest {
  const url = address === undefined ? undefined : `${address.replace(/\/+$/, '')}/slack/events`;
  const at = url === undefined ? {} : { request_url: url };
  return {
    display_information: {
      name: 'Paperboy',
      description: 'Search, read, summarise and cite AI papers',
      background_color: '#8a1c1c',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'paperboy', always_online: true },
      shortcuts: [
        {
          type: 'global',
          name: 'Search papers',
          callback_id: SEARCH_SHORTCUT,
          description: 'Search for AI papers',
        },
        {
          type: 'message',
          name: 'Papers in this message',
          callback_id: MESSAGE_SHORTCUT,
          description: 'A card for each paper that this message names',
        },
      ],
      slash_commands: [
        {
          command: ROOT_COMMAND,
          description: 'Search, read, summarise and cite AI papers',
          usage_hint: shorten(commands.map(({ examples }) => examples[0]).join(' | '), limits.usageHint),
          should_escape: false,
          ...(url === undefined ? {} : { url }),
        },
      ],
      unfurl_domains: [...unfurlDomains],
    },
    oauth_config: {
      ...(address === undefined
        ? {}
        : { redirect_urls: [`${address.replace(/\/+$/, '')}/slack/oauth_redirect`] }),
      scopes: { bot: scopesFor(readsMessages) },
    },
    settings: {
      event_subscriptions: { ...at, bot_events: [...events, ...(readsMessages ? messageEvents : [])] },
      interactivity: { is_enabled: true, ...at },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  };
}
