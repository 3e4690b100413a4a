import type { Channel, Message, Team, Token } from '../entities.ts';
import { type Fields, textOf } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { State } from '../state.ts';

/** One call of a method whose token and arguments are in order. */
export interface Call {
  state: State;
  args: Fields;
  team: Team;
  token: Token;
  /** The address of the stand-in, without a slash at its end. */
  base: string;
}

/** One Web API method. `scopes`: any one of them will do. `run` gives the answer without `ok`, or throws a Refusal. */
export interface Method {
  token: 'bot' | 'app' | 'none';
  scopes?: readonly string[];
  run(call: Call): Fields;
}

/** A text argument that the schema made sure of. */
export const required = (args: Fields, name: string): string => textOf(args[name]) ?? '';

/** The channel of a call, as the app may see it. Throws `channel_not_found` for a private one it is no member of. */
export function findChannel({ state, args, team }: Call): Channel {
  const channel = state.channels.get(required(args, 'channel'));
  const isVisible =
    channel?.team === team.id && (channel.kind === 'public' || channel.members.has(team.botUser));
  if (!channel || !isVisible) throw new Refusal('channel_not_found');
  return channel;
}

/** The message at a timestamp that all members see; ephemeral ones cannot be found. */
export function findMessage(state: State, channel: Channel, ts: string): Message | undefined {
  return state.messages.find(
    (message) => message.channel === channel.id && message.ts === ts && !message.visibleTo,
  );
}

const KIND_SCOPES = { public: 'channels', private: 'groups', im: 'im' } as const;

/** Throws `missing_scope` where the token lacks the scope that this kind of channel needs: `channels:history`, `im:read`. */
export function needChannelScope({ token }: Call, channel: Channel, right: 'history' | 'read'): void {
  const needed = `${KIND_SCOPES[channel.kind]}:${right}`;
  if (!token.scopes.has(needed)) {
    throw new Refusal('missing_scope', [], { needed, provided: [...token.scopes].join(',') });
  }
}
