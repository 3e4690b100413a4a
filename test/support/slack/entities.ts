import type { Fields } from './json.ts';

export interface User {
  id: string;
  team: string;
  /** The handle, as in `@ana`. */
  name: string;
  realName: string;
  timeZone: string;
  /** As Slack writes it: `en-US`. */
  locale: string;
  isBot: boolean;
  /** Sees only the channels that they are a member of. */
  isGuest?: boolean;
}

export type ChannelKind = 'public' | 'private' | 'im';

export interface Channel {
  id: string;
  team: string;
  name: string;
  kind: ChannelKind;
  members: Set<string>;
  isArchived: boolean;
}

export interface Message {
  ts: string;
  channel: string;
  team: string;
  user: string;
  /** Set where the app wrote it. */
  botId?: string;
  threadTs?: string;
  isBroadcast?: boolean;
  text: string;
  blocks?: Fields[];
  attachments?: Fields[];
  metadata?: Fields;
  files?: Fields[];
  editedTs?: string;
  /** Set where it is ephemeral: the one user who sees it. */
  visibleTo?: string;
  /** Addresses that Slack would preview under it by itself. */
  previews: string[];
  /** Grows with every post and edit of the whole stand-in. */
  revision: number;
}

export interface OpenView {
  id: string;
  team: string;
  user: string;
  hash: string;
  /** As the app sent it, with ids filled in. */
  view: Fields;
  rootId: string;
  previousId: string | undefined;
}

export interface Token {
  team: string;
  kind: 'bot' | 'app';
  scopes: ReadonlySet<string>;
  status: 'active' | 'revoked' | 'uninstalled';
}

export interface Team {
  id: string;
  name: string;
  domain: string;
  botUser: string;
  botId: string;
}

/** One Web API call as it arrived, and what it was answered. */
export interface ApiCall {
  method: string;
  args: Fields;
  token: string | undefined;
  response?: Fields;
}

export interface Unfurl {
  url: string;
  attachment: Fields;
  /** Where it is shown: in a posted message, or while it is written. */
  source: 'conversations_history' | 'composer';
  channel: string;
  ts: string;
}

/** Whom a message would notify: `<!channel>`, `<@U…>`. */
export interface Ping {
  target: string;
  channel: string;
  ts: string;
}

export interface SharedLinks {
  unfurlId: string;
  source: Unfurl['source'];
  channel: string;
  ts: string;
  urls: readonly string[];
}

/** A permission to post where something was asked. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export interface ResponseUrl {
  path: string;
  team: string;
  channel: string;
  user: string;
  /** The message whose button was pressed. */
  original: Message | undefined;
  madeAt: number;
  uses: number;
}

export interface Trigger {
  team: string;
  user: string;
  madeAt: number;
  isSpent: boolean;
  /** The modal it came from. */
  viewId: string | undefined;
}

/** What a consent at /oauth/v2/authorize gave, to be exchanged once. */
export interface OAuthCode {
  team: string;
  user: string;
  scopes: ReadonlySet<string>;
  redirectUri: string | undefined;
  madeAt: number;
  isSpent: boolean;
}
