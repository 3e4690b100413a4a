import { isEmpty } from './content-checks.ts';
import { channelOf, teamOf } from './directory.ts';
import type { Message } from './entities.ts';
import { type Fields, fieldsOf, objectsOf, textOf, walk } from './json.ts';
import { pingsIn, previewsIn } from './pings.ts';
import { changed, newId, newTs, type State } from './state.ts';

/** Blocks with the ids that Slack gives where the app gave none, and what else it writes into them. */
export function withIds(state: State, blocks: readonly Fields[]): Fields[] {
  const copy = structuredClone([...blocks]);
  for (const block of copy) block.block_id ??= newId(state, 'b');
  for (const { node } of walk(copy, '')) {
    if (node.type === 'rich_text_preformatted') node.border ??= 0;
    const isInteractive = /^(?:overflow|checkboxes|(?:.*_)?buttons?|.*_select|.*picker|.*_input)$/.test(
      textOf(node.type) ?? '',
    );
    if (isInteractive) node.action_id ??= newId(state, 'a');
  }
  return copy;
}

/** What a message shows, from arguments that passed `checkContent`. */
function shown(state: State, content: Fields): Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'> {
  return {
    text: textOf(content.text) ?? textOf(content.markdown_text) ?? '',
    ...(content.blocks !== undefined && { blocks: withIds(state, objectsOf(content.blocks)) }),
    ...(content.attachments !== undefined && {
      attachments: structuredClone(objectsOf(content.attachments)),
    }),
    ...(content.metadata !== undefined &&
      !isEmpty(content.metadata) && { metadata: structuredClone(fieldsOf(content.metadata)) }),
  };
}

/** Who says it where: everything of a message but what it shows. */
export type Placement = Pick<
  Message,
  'channel' | 'user' | 'botId' | 'threadTs' | 'isBroadcast' | 'visibleTo' | 'files'
>;

/** Puts the app's message into its channel, notes whom it notifies, and tells the app of it unless it is ephemeral. */
export function addMessage(state: State, placement: Placement & { botId: string }, content: Fields): Message {
  const message = store(state, placement, { ...shown(state, content), previews: previewsIn(content) });
  notePings(state, message, content);
  if (!message.visibleTo) emitMessage(state, message, toMessageObject(message));
  changed(state);
  return message;
}

/** Puts a person's message into its channel, as the composer writes it. Telling the app is the caller's. */
export function addPersonMessage(state: State, placement: Placement, text: string): Message {
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  const blocks = withIds(state, [{ type: 'rich_text', elements }]);
  const message = store(state, placement, { text, blocks, previews: [] });
  changed(state);
  return message;
}

function store(
  state: State,
  placement: Placement,
  content: Pick<Message, 'text' | 'previews' | 'blocks'>,
): Message {
  const { team } = channelOf(state, placement.channel);
  const message: Message = { ts: newTs(state), team, ...placement, ...content, revision: 0 };
  state.counter += 1;
  message.revision = state.counter;
  state.messages.push(message);
  return message;
}

/** Replaces what a message shows, keeping its place. */
export function editMessage(state: State, message: Message, content: Fields): void {
  state.counter += 1;
  const previous = toMessageObject(message);
  for (const key of ['blocks', 'attachments', 'metadata'] as const) delete message[key];
  Object.assign(message, shown(state, content), { editedTs: newTs(state), revision: state.counter });
  if (message.botId) message.previews = previewsIn(content);
  notePings(state, message, content);
  if (!message.visibleTo) {
    emitMessage(state, message, {
      type: 'message',
      subtype: 'message_changed',
      message: toMessageObject(message),
      previous_message: previous,
      hidden: true,
      ts: newTs(state),
    });
  }
  changed(state);
}

export function deleteMessage(state: State, message: Message): void {
  state.messages.splice(state.messages.indexOf(message), 1);
  if (!message.visibleTo) {
    const event = {
      type: 'message',
      subtype: 'message_deleted',
      deleted_ts: message.ts,
      hidden: true,
      ts: newTs(state),
    };
    emitMessage(state, message, { ...event, previous_message: toMessageObject(message) });
  }
  changed(state);
}

function notePings(state: State, message: Message, content: Fields): void {
  if (!message.botId) return;
  for (const target of pingsIn(content))
    state.pings.push({ target, channel: message.channel, ts: message.ts });
}

const CHANNEL_TYPES = { public: 'channel', private: 'group', im: 'im' } as const;

/** The event of a message; none where the app is no member. Apps hear their own messages too. https://docs.slack.dev/reference/events/message */
export function messageEvent(state: State, message: Message, event: Fields): Fields | undefined {
  const channel = channelOf(state, message.channel);
  if (!channel.members.has(teamOf(state, message.team).botUser)) return undefined;
  return { ...event, channel: channel.id, channel_type: CHANNEL_TYPES[channel.kind], event_ts: event.ts };
}

function emitMessage(state: State, message: Message, event: Fields): void {
  const heard = messageEvent(state, message, event);
  if (heard) state.emit(message.team, heard);
}

/** A message as Slack shows it to apps. https://docs.slack.dev/reference/events/message */
export function toMessageObject(message: Message, withMetadata = true): Fields {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: message.team,
    ...(message.botId && { bot_id: message.botId }),
    ...(message.blocks && { blocks: message.blocks }),
    ...(message.attachments && { attachments: message.attachments }),
    ...(message.files && { files: message.files }),
    ...(message.threadTs && { thread_ts: message.threadTs }),
    ...(message.isBroadcast && { subtype: 'thread_broadcast' }),
    ...(message.editedTs && { edited: { user: message.user, ts: message.editedTs } }),
    ...(message.metadata && withMetadata && { metadata: message.metadata }),
  };
}
