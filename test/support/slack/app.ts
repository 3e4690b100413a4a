import type { webApi } from '@slack/bolt';

/** An app manifest, as apps.manifest.validate takes it. https://docs.slack.dev/reference/app-manifest */
export type Manifest = webApi.AppsManifestValidateArguments['manifest'];

/** What an app may do and hear, as its manifest says. https://docs.slack.dev/reference/app-manifest */
export interface AppSettings {
  scopes: ReadonlySet<string>;
  events: ReadonlySet<string>;
  commands: ReadonlySet<string>;
  unfurlDomains: readonly string[];
  /** The callback ids of shortcuts. */
  shortcuts: Readonly<Record<'global' | 'message', ReadonlySet<string>>>;
  redirectUrls: readonly string[];
  hasHomeTab: boolean;
}

/** The scope that an event needs. https://docs.slack.dev/reference/events */
const EVENT_SCOPES: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  link_shared: 'links:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
};

/** The scope without which an installed app does not hear of an event; undefined where any app does. */
export const scopeOfEvent = (event: string): string | undefined => EVENT_SCOPES[event];

/** Reads a manifest. Throws an error where Slack would refuse to save it: an event without its scope, over five unfurl domains. */
export function toAppSettings(manifest: Manifest): AppSettings {
  const scopes = new Set<string>(manifest.oauth_config?.scopes?.bot ?? []);
  const events = new Set<string>(manifest.settings?.event_subscriptions?.bot_events ?? []);
  const unfurlDomains = manifest.features?.unfurl_domains ?? [];
  const shortcuts = manifest.features?.shortcuts ?? [];
  const callbackIds = (type: 'global' | 'message') =>
    new Set(shortcuts.filter((shortcut) => shortcut.type === type).map((shortcut) => shortcut.callback_id));
  const unheard = [...events].filter(
    (event) => !scopes.has(EVENT_SCOPES[event] ?? event) && EVENT_SCOPES[event],
  );
  if (unheard.length > 0) throw new Error(`manifest: events without their scope: ${unheard.join(', ')}`);
  if (unfurlDomains.length > 5) throw new Error('manifest: at most 5 unfurl_domains');
  return {
    scopes,
    events,
    commands: new Set((manifest.features?.slash_commands ?? []).map((command) => command.command)),
    unfurlDomains,
    shortcuts: { global: callbackIds('global'), message: callbackIds('message') },
    redirectUrls: manifest.oauth_config?.redirect_urls ?? [],
    hasHomeTab: manifest.features?.app_home?.home_tab_enabled ?? false,
  };
}

/** An app that may do all that the stand-in knows, for tests that are not about the manifest. */
export const wideManifest: Manifest = {
  display_information: { name: 'Paperboy' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    bot_user: { display_name: 'paperboy', always_online: true },
    shortcuts: [
      { name: 'Search papers', type: 'global', callback_id: 'search', description: 'Search papers' },
      {
        name: 'Papers in this message',
        type: 'message',
        callback_id: 'papers',
        description: 'Papers in this message',
      },
    ],
    slash_commands: [{ command: '/paper', description: 'Papers' }],
    unfurl_domains: ['arxiv.org', 'alphaxiv.org', 'huggingface.co'],
  },
  oauth_config: {
    scopes: {
      bot: [
        'app_mentions:read',
        'channels:history',
        'channels:join',
        'channels:read',
        'chat:write',
        'commands',
        'files:write',
        'groups:history',
        'groups:read',
        'im:history',
        'im:read',
        'im:write',
        'links:read',
        'links:write',
        'users:read',
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_mention',
        'app_uninstalled',
        'link_shared',
        'message.channels',
        'message.groups',
        'message.im',
        'tokens_revoked',
      ],
    },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};
