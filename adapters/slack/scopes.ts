import type { webApi } from '@slack/bolt';

type Manifest = webApi.AppsManifestValidateArguments['manifest'];
export type BotScope = NonNullable<
  NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']
>[number];

export interface Scope {
  scope: BotScope;
  reason: string;
}

/**
 * What the app asks for, and why. There is nothing that reads what is said in a channel: it hears what is said to it,
 * and links to papers.
 */
export const scopes: readonly Scope[] = [
  { scope: 'commands', reason: 'the command /paper and the two shortcuts' },
  { scope: 'chat:write', reason: 'to answer' },
  { scope: 'app_mentions:read', reason: 'to hear a message that mentions it' },
  { scope: 'im:history', reason: 'to hear what is written to it in private' },
  { scope: 'links:read', reason: 'to hear of pasted links to papers' },
  { scope: 'links:write', reason: 'to show a card under such a link' },
  { scope: 'users:read', reason: 'to answer in your language, and to know what day it is for you' },
  {
    scope: 'channels:read',
    reason: 'to know which channels are public, and by what name to say where a paper came up before',
  },
  { scope: 'files:write', reason: 'to send your reading list as a file' },
];

/** What it asks for besides where `SLACK_MESSAGE_CONTENT` is set. */
export const messageScopes: readonly Scope[] = [
  {
    scope: 'channels:history',
    reason:
      'to see bare arXiv IDs in public channels it is in, where cards are switched on; ' +
      'and, after a crash, to look whether the picks of the day were posted already',
  },
  { scope: 'groups:history', reason: 'the same in private channels it is in' },
];

/** @param readsMessages as `SLACK_MESSAGE_CONTENT` says */
export const scopesFor = (readsMessages: boolean): BotScope[] =>
  [...scopes, ...(readsMessages ? messageScopes : [])].map(({ scope }) => scope);
