import type { Channel, ChannelKind, Team, User } from './entities.ts';
import { newId, type State } from './state.ts';

/** Makes a workspace with its bot user; the app is not installed yet. */
export function addTeam(state: State, name: string): Team {
  const id = newId(state, 'T');
  const bot = addUser(state, id, { name: 'paperboy', isBot: true });
  const domain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const team: Team = { id, name, domain, botUser: bot.id, botId: newId(state, 'B') };
  state.teams.set(id, team);
  return team;
}

/** Installs the app in a team. Gives its bot token, which carries the scopes. */
export function install(state: State, team: Team, scopes: ReadonlySet<string>): string {
  const token = `xoxb-${team.id}-${newId(state, 'bot')}`;
  state.tokens.set(token, { team: team.id, kind: 'bot', scopes, status: 'active' });
  return token;
}

export function addUser(state: State, team: string, profile: Partial<User> & { name: string }): User {
  const user: User = {
    id: newId(state, 'U'),
    team,
    realName: profile.name,
    timeZone: 'Europe/Amsterdam',
    locale: 'en-US',
    isBot: false,
    ...profile,
  };
  state.users.set(user.id, user);
  return user;
}

const ID_PREFIXES: Readonly<Record<ChannelKind, string>> = { public: 'C', private: 'G', im: 'D' };

export function addChannel(
  state: State,
  team: string,
  channel: Partial<Channel> & { name: string },
): Channel {
  const made: Channel = {
    id: newId(state, ID_PREFIXES[channel.kind ?? 'public']),
    team,
    kind: 'public',
    members: new Set(),
    isArchived: false,
    ...channel,
  };
  state.channels.set(made.id, made);
  return made;
}

/** The direct conversation of a user with the app, made where there is none. */
export function directChannel(state: State, team: Team, user: string): Channel {
  const known = [...state.channels.values()].find(
    (channel) => channel.kind === 'im' && channel.members.has(user),
  );
  return (
    known ?? addChannel(state, team.id, { name: user, kind: 'im', members: new Set([user, team.botUser]) })
  );
}

export function teamOf(state: State, id: string): Team {
  const team = state.teams.get(id);
  if (!team) throw new Error(`no team ${id}`);
  return team;
}

export function userOf(state: State, id: string): User {
  const user = state.users.get(id);
  if (!user) throw new Error(`no user ${id}`);
  return user;
}

export function channelOf(state: State, id: string): Channel {
  const channel = state.channels.get(id);
  if (!channel) throw new Error(`no channel ${id}`);
  return channel;
}

/** A user as users.info shows it. https://docs.slack.dev/reference/objects/user-object */
export function toUserObject(user: User, withLocale: boolean): Record<string, unknown> {
  return {
    id: user.id,
    team_id: user.team,
    name: user.name,
    real_name: user.realName,
    deleted: false,
    is_bot: user.isBot,
    is_restricted: user.isGuest === true,
    is_ultra_restricted: false,
    tz: user.timeZone,
    tz_label: user.timeZone,
    tz_offset: offsetSeconds(user.timeZone),
    profile: { real_name: user.realName, display_name: user.name },
    ...(withLocale && { locale: user.locale }),
  };
}

/** A zone's winter offset from UTC in seconds; Slack's own is today's, and nothing here depends on the difference. */
function offsetSeconds(timeZone: string): number {
  const winter = new Date('2026-01-15T12:00:00Z');
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    winter,
  );
  const [, sign, hours, minutes] =
    /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '') ?? [];
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60) : 0;
}

/** A channel as conversations.info shows it. https://docs.slack.dev/reference/objects/conversation-object */
export function toChannelObject(channel: Channel, bot: string): Record<string, unknown> {
  const isDirect = channel.kind === 'im';
  return {
    id: channel.id,
    ...(isDirect ? { user: channel.name } : { name: channel.name, name_normalized: channel.name }),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: isDirect,
    is_mpim: false,
    is_private: channel.kind !== 'public',
    is_archived: channel.isArchived,
    is_member: channel.members.has(bot),
    context_team_id: channel.team,
  };
}
