import type { AppSettings } from './app.ts';
import type { Outcome } from './delivery.ts';
import type {
  ApiCall,
  Channel,
  Message,
  OAuthCode,
  OpenView,
  Ping,
  ResponseUrl,
  SharedLinks,
  Team,
  Token,
  Trigger,
  Unfurl,
  User,
} from './entities.ts';
import type { Fields } from './json.ts';

/** Everything the stand-in knows. Functions beside it change it; `changed` wakes those who wait for something. */
export interface State {
  now(): number;
  app: AppSettings;
  appId: string;
  clientId: string;
  clientSecret: string;
  codes: Map<string, OAuthCode>;
  /** The token in the payloads of old, which signatures replaced. */
  verificationToken: string;
  teams: Map<string, Team>;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  messages: Message[];
  views: Map<string, OpenView>;
  homes: Map<string, OpenView>;
  tokens: Map<string, Token>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  links: SharedLinks[];
  files: Map<string, Fields>;
  calls: ApiCall[];
  /** Every attempt to deliver something: an event's type, a command or an interaction's type. */
  deliveries: { what: string; retry: number; outcome: Outcome }[];
  unfurls: Unfurl[];
  pings: Ping[];
  /** What the app did that Slack forbids or advises against. */
  violations: string[];
  listeners: Set<() => void>;
  counter: number;
  lastTs: number;
  /** Sends an event to the app, as far as it subscribed. */
  emit(team: string, event: Fields): void;
}

export function createState(options: Pick<State, 'now' | 'app' | 'emit'>): State {
  return {
    ...options,
    appId: 'A0PAPERBOY1',
    clientId: '1111111111.2222222222',
    clientSecret: 'client-secret-of-the-stand-in',
    codes: new Map(),
    verificationToken: 'verification-token',
    teams: new Map(),
    users: new Map(),
    channels: new Map(),
    messages: [],
    views: new Map(),
    homes: new Map(),
    tokens: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    links: [],
    files: new Map(),
    calls: [],
    deliveries: [],
    unfurls: [],
    pings: [],
    violations: [],
    listeners: new Set(),
    counter: 0,
    lastTs: 0,
  };
}

export function changed(state: State): void {
  for (const listener of [...state.listeners]) listener();
}

export function violate(state: State, what: string): void {
  state.violations.push(what);
  changed(state);
}

/** A fresh id of Slack's look: `U0000000001`. */
export function newId(state: State, prefix: string): string {
  state.counter += 1;
  return `${prefix}${state.counter.toString(36).toUpperCase().padStart(10, '0')}`;
}

/** A fresh timestamp, `1700000000.000100`: unique, and never before an earlier one. */
export function newTs(state: State): string {
  state.lastTs = Math.max(state.lastTs + 100, state.now() * 1000);
  return `${Math.floor(state.lastTs / 1e6)}.${String(state.lastTs % 1e6).padStart(6, '0')}`;
}
