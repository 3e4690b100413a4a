import {
  type APIEmbed,
  MessageFlags,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import type { Component } from './components.ts';
import { type Complaint, invalidForm, refusal } from './errors.ts';
import { LIMITS } from './limits.ts';
import { checkMentions } from './mentions.ts';
import { checkComponents } from './validate-components.ts';

/** What an edit finds. */
export interface Existing {
  flags: number;
  content: string;
  embeds: readonly unknown[];
  components: readonly unknown[];
  attachments: readonly { id: string; filename: string }[];
}

export type MessageBody = RESTPostAPIChannelMessageJSONBody | RESTPatchAPIChannelMessageJSONBody;

/** Where a body goes: that decides which flags it may carry and what of the message is there already. */
export interface Destination {
  /** Names of the files sent with it. */
  files: readonly string[];
  /** `callback` and `follow-up` answer an interaction, so they may be for the asker alone. */
  as: 'message' | 'callback' | 'follow-up' | 'edit';
  /** The message that it edits. */
  existing?: Existing;
  /** Where the body stands in the request: `['data']` in a callback. */
  path?: readonly PropertyKey[];
}

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const FLAGS_BY_DESTINATION: Record<Destination['as'], number> = {
  message: MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2,
  callback:
    MessageFlags.SuppressEmbeds |
    MessageFlags.Ephemeral |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsComponentsV2,
  'follow-up':
    MessageFlags.SuppressEmbeds |
    MessageFlags.Ephemeral |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsComponentsV2,
  edit: MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2,
};

/**
 * Checks a message's body against what Discord refuses though the published description allows it.
 *
 * @throws {Refusal} 50035 with every complaint, or 50006 for an empty message.
 */
export function checkMessage(body: MessageBody, destination: Destination): void {
  const { existing, files, path = [] } = destination;
  const wasV2 = Boolean((existing?.flags ?? 0) & MessageFlags.IsComponentsV2);
  const v2 = wasV2 || Boolean((body.flags ?? 0) & MessageFlags.IsComponentsV2);
  // The published description was applied: these are components, whatever the types of the library call them.
  const components = (body.components ?? []) as Component[];
  const complaints = [
    ...checkFlags(body.flags, destination.as, wasV2),
    ...(v2 ? checkNoLegacyFields(body, existing) : checkLegacyFields(body)),
    ...checkComponents(components, v2, [...files, ...keptFiles(body, existing)]),
    ...checkMentions(body.allowed_mentions ?? undefined),
    ...checkAttachments(body, files),
    ...checkNonce(body),
  ];
  if (complaints.length > 0)
    throw invalidForm(complaints.map((complaint) => ({ ...complaint, path: [...path, ...complaint.path] })));
  if (isEmpty(body, destination)) throw refusal('emptyMessage');
}

function checkFlags(flags: number | null | undefined, as: Destination['as'], wasV2: boolean): Complaint[] {
  if (flags === null || flags === undefined) return [];
  if ((flags & ~FLAGS_BY_DESTINATION[as]) !== 0)
    return [{ path: ['flags'], code: 'FLAGS_NOT_ALLOWED', message: `Flags ${flags} cannot be set here.` }];
  if (wasV2 && !(flags & MessageFlags.IsComponentsV2))
    return [
      {
        path: ['flags'],
        code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
        message: 'The components flag cannot be removed once it was set.',
      },
    ];
  return [];
}

/** A message of the new kind has no other content; what it had before must be emptied in the edit that sets the flag. */
function checkNoLegacyFields(body: MessageBody, existing: Destination['existing']): Complaint[] {
  const legacy = {
    content: body.content === undefined ? existing?.content : body.content,
    embeds: body.embeds === undefined ? existing?.embeds : body.embeds,
    poll: 'poll' in body ? body.poll : undefined,
    sticker_ids: 'sticker_ids' in body ? body.sticker_ids : undefined,
  };
  return Object.entries(legacy).flatMap(([field, value]) => {
    const used = Array.isArray(value) ? value.length > 0 : Boolean(value);
    const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    return used
      ? [{ path: [field], code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message }]
      : [];
  });
}

function checkLegacyFields({ content, embeds }: MessageBody): Complaint[] {
  const embedText = (embeds ?? []).reduce((sum, embed) => sum + textOfEmbed(embed), 0);
  return [
    ...((content ?? '').trim().length > LIMITS.content.max
      ? [
          {
            path: ['content'],
            code: 'BASE_TYPE_MAX_LENGTH',
            message: `Must be ${LIMITS.content.max} or fewer in length.`,
          },
        ]
      : []),
    ...(embedText > LIMITS.embedTotal.max
      ? [
          {
            path: ['embeds'],
            code: 'MAX_EMBED_SIZE_EXCEEDED',
            message: `Embed size exceeds maximum size of ${LIMITS.embedTotal.max}`,
          },
        ]
      : []),
  ];
}

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
function textOfEmbed({ title, description, footer, author, fields = [] }: APIEmbed): number {
  const texts = [
    title,
    description,
    footer?.text,
    author?.name,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce((sum, text) => sum + (text ?? '').trim().length, 0);
}

/** Each file that is described must have been sent, under the number that its part carries. */
function checkAttachments(body: MessageBody, files: readonly string[]): Complaint[] {
  return (body.attachments ?? []).flatMap(({ id }, index) => {
    const known = Number(id) < files.length || String(id).length > 10;
    const message = `Attachment data for id ${id} not found`;
    return known ? [] : [{ path: ['attachments', index], code: 'ATTACHMENT_NOT_FOUND', message }];
  });
}

/** The names of files that stay; all do where an edit does not speak of them. */
function keptFiles({ attachments }: MessageBody, existing: Existing | undefined): string[] {
  const kept = (existing?.attachments ?? []).filter(
    ({ id }) => !attachments || attachments.some((each) => String(each.id) === id),
  );
  return kept.map(({ filename }) => filename);
}

function checkNonce(body: MessageBody): Complaint[] {
  if (!('enforce_nonce' in body) || !body.enforce_nonce || body.nonce) return [];
  const message = 'A nonce is required when enforce_nonce is set.';
  return [{ path: ['nonce'], code: 'BASE_TYPE_REQUIRED', message }];
}

function isEmpty(body: MessageBody, { existing, files }: Destination): boolean {
  const after = {
    content: body.content === undefined ? existing?.content : body.content,
    embeds: body.embeds === undefined ? existing?.embeds : body.embeds,
    components: body.components === undefined ? existing?.components : body.components,
  };
  const other =
    files.length > 0 || (body.attachments ?? []).length > 0 || ('poll' in body && Boolean(body.poll));
  return !other && !(after.content ?? '').trim() && !after.embeds?.length && !after.components?.length;
}
