import { AllowedMentionsTypes, type APIAllowedMentions, MessageFlags } from 'discord.js';
import { type Component, everyComponent } from './components.ts';
import type { Complaint } from './errors.ts';
import { LIMITS } from './limits.ts';

/**
 * What Discord refuses in `allowed_mentions`.
 * https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function checkMentions(allowed: APIAllowedMentions | undefined): Complaint[] {
  if (!allowed) return [];
  const parse = allowed.parse ?? [];
  return ([AllowedMentionsTypes.User, AllowedMentionsTypes.Role] as const).flatMap((kind) => {
    const path = ['allowed_mentions', kind];
    const listed = allowed[kind] ?? [];
    return [
      ...(parse.includes(kind) && listed.length > 0
        ? [
            {
              path,
              code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
              message: `parse:["${kind}"] and ${kind}: [...] are mutually exclusive.`,
            },
          ]
        : []),
      ...(new Set(listed).size < listed.length
        ? [{ path, code: 'SET_TYPE_ALREADY_CONTAINS_VALUE', message: 'The set already contains this value' }]
        : []),
      ...(listed.length > LIMITS.mentionsListed.max
        ? [
            {
              path,
              code: 'BASE_TYPE_MAX_LENGTH',
              message: `Must be ${LIMITS.mentionsListed.max} or fewer in length.`,
            },
          ]
        : []),
    ];
  });
}

/** The users, roles and everyone-words that a text names. */
export function findMentions(text: string): { users: string[]; roles: string[]; everyone: string[] } {
  const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, id = '']) => id))];
  return {
    users: all(/<@!?(\d{1,20})>/g),
    roles: all(/<@&(\d{1,20})>/g),
    everyone: all(/@(everyone|here)/g),
  };
}

/** The text in which Discord looks for mentions: the content, and the text displays of the new kind of message. */
export function mentionableText(
  content: string | null | undefined,
  components: readonly Component[],
): string {
  const texts = [...everyComponent(components)].map(({ component }) => component.content ?? '');
  return [content ?? '', ...texts].join('\n');
}

/**
 * Whom a message pings: users' and roles' ids, `everyone`, `here`. Stricter than Discord in one way: a mention counts
 * inside code and after a backslash too, since a safe bot depends on neither.
 */
export function findPings(
  text: string,
  allowed: APIAllowedMentions | null | undefined,
  situation: { mayPingEveryone: boolean; repliedTo?: string | undefined; flags: number },
): string[] {
  const named = findMentions(text);
  const parse = allowed ? (allowed.parse ?? []) : Object.values(AllowedMentionsTypes);
  const among = (ids: string[], kind: AllowedMentionsTypes.User | AllowedMentionsTypes.Role) =>
    parse.includes(kind) ? ids : ids.filter((id) => allowed?.[kind]?.includes(id));
  const repliedTo = (allowed ? allowed.replied_user === true : true) ? situation.repliedTo : undefined;
  if (situation.flags & MessageFlags.Ephemeral) return [];
  return [
    ...new Set([
      ...among(named.users, AllowedMentionsTypes.User),
      ...among(named.roles, AllowedMentionsTypes.Role),
      ...(parse.includes(AllowedMentionsTypes.Everyone) && situation.mayPingEveryone ? named.everyone : []),
      ...(repliedTo ? [repliedTo] : []),
    ]),
  ];
}
