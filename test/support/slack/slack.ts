import { type Manifest, toAppSettings, wideManifest } from './app.ts';
import { installInBrowser, type Page } from './browser.ts';
import type { Transport } from './delivery.ts';
import { addChannel, addTeam, addUser, install, teamOf } from './directory.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import type {
  ApiCall,
  Channel,
  ChannelKind,
  Message,
  OpenView,
  Ping,
  Team,
  Unfurl,
  User,
} from './entities.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHttpDelivery, verifyUrl } from './http-delivery.ts';
import { LIMITS } from './limits.ts';
import { listen } from './listening.ts';
import { methods } from './methods/methods.ts';
import { endTokens } from './oauth.ts';
import { createPeopleActing, type PeopleActing } from './people-acting.ts';
import { createPeopleCommanding, type PeopleCommanding } from './people-commanding.ts';
import { createPeopleInModals, type PeopleInModals } from './people-modals.ts';
import { createPeopleTalking, type PeopleTalking } from './people-talking.ts';
import { createSlackServer } from './server.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { createState, type State } from './state.ts';
import { quiet, story, until } from './waiting.ts';
import type { WebApi } from './web-api.ts';

export interface SlackOptions {
  /** The app's manifest: its scopes, events, commands, shortcuts and domains. By default an app that may do everything. */
  manifest?: Manifest;
  /** Milliseconds since 1970, by which triggers, response_urls and codes age. */
  now?: () => number;
  /** Milliseconds in which the app must acknowledge. */
  ackWindow?: number;
  /** Milliseconds before each retry of an event. */
  retries?: readonly number[];
}

/** A Slack on 127.0.0.1, as strict as the real one, and the people in it. */
export interface Slack extends PeopleTalking, PeopleCommanding, PeopleActing, PeopleInModals {
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  /** For Bolt's `authorizationUrl`. */
  authorizeUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  clientId: string;
  clientSecret: string;
  /** The team in which the app is installed from the start. */
  team: Team;
  /** Every Web API call and use of a response_url, with its answer. */
  calls: readonly ApiCall[];
  /** What the app did that Slack forbids or advises against. */
  violations: readonly string[];
  /** Whom the app's messages would notify. */
  pings: readonly Ping[];
  unfurls: readonly Unfurl[];
  /** Everything else that happened; read it, and let the verbs change it. */
  state: State;
  faults: Faults;
  socket: Pick<SocketMode, 'count' | 'opened' | 'disconnect' | 'drop'>;
  addTeam(name: string): Team;
  /** The person of that handle, made where there is none. */
  user(name: string, profile?: Partial<User>): User;
  /** The channel of that name, made where there is none; the app is a member unless `withBot` is false. */
  channel(
    name: string,
    options?: { kind?: ChannelKind; team?: Team; members?: User[]; withBot?: boolean },
  ): Channel;
  archive(channel: Channel): void;
  /** Deletes a channel with all that was said in it. */
  remove(channel: Channel): void;
  /** Takes the app out of a channel. */
  kick(channel: Channel): void;
  /** What a channel shows, oldest first: all of it, or one thread; to everybody, or also what only one person sees. */
  messages(channel: Channel, options?: { thread?: Message; visibleTo?: User }): Message[];
  /** The modals a person has open, the first below. */
  views(user: User): OpenView[];
  /** The Home tab of a person, once published. */
  home(user: User): OpenView | undefined;
  /** Throws an error that lists what the app did wrong, if anything. */
  expectClean(): void;
  /** Waits for something that a probe gives, looking again at every change; rejects after ten seconds with the story so far. */
  until<Found>(what: string, probe: () => Found | undefined | false): Promise<Found>;
  /** Waits until nothing was under way for `span` ms (100): only to see that nothing more comes. */
  quiet(span?: number): Promise<void>;
  /** From here on delivers to this address, signed, instead of over sockets. Rejects unless it answers the challenge. */
  useHttp(url: string): Promise<void>;
  /** Installs the app in a team through its install page. */
  install(installUrl: string, team: Team, options?: { forgetful?: boolean }): Promise<Page>;
  /** Removes the app from a team; the app hears of it. */
  uninstall(team: Team): void;
  /** Revokes the app's tokens of a team; the app hears of it. */
  revoke(team: Team): void;
  stop(): Promise<void>;
}

/** Starts a Slack on a free port of 127.0.0.1, with one team in which the app is installed. */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const ackWindow = options.ackWindow ?? LIMITS.acknowledgement;
  const stopping = new AbortController();
  const state = createState({
    now: options.now ?? Date.now,
    app: toAppSettings(options.manifest ?? wideManifest),
    emit: (team, event) => void dispatch.event(team, event),
  });
  const socketMode = createSocketMode(state, ackWindow);
  let transport: Transport = socketMode.deliver;
  const retries = options.retries ?? LIMITS.eventRetries;
  const dispatch: Dispatch = createDispatch(state, {
    transport: () => transport,
    retries,
    signal: stopping.signal,
  });
  const faults = createFaults();
  let base = '';
  const api: WebApi = {
    state,
    faults,
    methods: { ...methods, 'apps.connections.open': socketMode.open },
    base: () => base,
  };
  const server = createSlackServer(api);
  server.on('upgrade', socketMode.upgrade);
  base = await listen(server);

  const team = addTeam(state, 'Readers');
  const botToken = install(state, team, state.app.scopes);
  const appToken = `xapp-1-${state.appId}`;
  state.tokens.set(appToken, {
    team: team.id,
    kind: 'app',
    scopes: new Set(['connections:write']),
    status: 'active',
  });
  const signingSecret = 'signing-secret-of-the-stand-in';

  return {
    ...createPeopleTalking(state, dispatch),
    ...createPeopleCommanding(state, dispatch, () => base),
    ...createPeopleActing(state, dispatch, () => base),
    ...createPeopleInModals(state, dispatch),
    ...places(state, team),
    apiUrl: `${base}/api/`,
    authorizeUrl: `${base}/oauth/v2/authorize`,
    botToken,
    appToken,
    signingSecret,
    clientId: state.clientId,
    clientSecret: state.clientSecret,
    team,
    calls: state.calls,
    violations: state.violations,
    pings: state.pings,
    unfurls: state.unfurls,
    state,
    faults,
    socket: socketMode,
    expectClean() {
      if (state.violations.length > 0) throw new Error(`Slack minds:\n${story(state)}`);
    },
    until: (what, probe) => until(state, what, probe, 25_000),
    quiet: (span = 100) => quiet(state, dispatch.underWay, span),
    async useHttp(url) {
      await verifyUrl(url, signingSecret, state.verificationToken, ackWindow);
      transport = createHttpDelivery(url, signingSecret, ackWindow);
    },
    install: (installUrl, { id }, how) => installInBrowser(installUrl, id, how),
    uninstall: (gone) => endTokens(state, gone, 'uninstalled'),
    revoke: (gone) => endTokens(state, gone, 'revoked'),
    async stop() {
      stopping.abort();
      socketMode.drop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The people and places of a workspace, and what can be seen there. */
function places(
  state: State,
  home: Team,
): Pick<
  Slack,
  'addTeam' | 'user' | 'channel' | 'archive' | 'remove' | 'kick' | 'messages' | 'views' | 'home'
> {
  return {
    addTeam: (name) => addTeam(state, name),
    user(name, profile = {}) {
      const team = profile.team ?? home.id;
      const known = [...state.users.values()].find((user) => user.name === name && user.team === team);
      return known ?? addUser(state, team, { ...profile, name });
    },
    channel(name, { kind = 'public', team = home, members = [], withBot = true } = {}) {
      const known = [...state.channels.values()].find(
        (channel) => channel.name === name && channel.team === team.id,
      );
      const ids = [...members.map((member) => member.id), ...(withBot ? [team.botUser] : [])];
      return known ?? addChannel(state, team.id, { name, kind, members: new Set(ids) });
    },
    archive(channel) {
      channel.isArchived = true;
    },
    remove(channel) {
      state.channels.delete(channel.id);
      state.messages = state.messages.filter((message) => message.channel !== channel.id);
    },
    kick: (channel) => void channel.members.delete(teamOf(state, channel.team).botUser),
    messages: (channel, { thread, visibleTo } = {}) =>
      state.messages
        .filter((message) => message.channel === channel.id)
        .filter((message) => !message.visibleTo || message.visibleTo === visibleTo?.id)
        .filter(
          (message) =>
            !thread || message.ts === thread.ts || message.threadTs === (thread.threadTs ?? thread.ts),
        ),
    views: (user) => [...state.views.values()].filter((view) => view.user === user.id),
    home: (user) => state.homes.get(user.id),
  };
}
