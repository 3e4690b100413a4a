import { numberOf, objectsOf, textOf } from '../json.ts';
import { addMessage } from '../messages.ts';
import { Refusal } from '../refusal.ts';
import { newId } from '../state.ts';
import { type Call, findChannel, type Method, required } from './method.ts';

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
const getUploadUrl: Method = {
  token: 'bot',
  scopes: ['files:write'],
  run({ state, args, base }) {
    const length = numberOf(args.length) ?? 0;
    if (length <= 0) throw new Refusal('invalid_arguments', ['must be more than 0 [json-pointer:/length]']);
    const id = newId(state, 'F');
    state.files.set(id, { id, name: required(args, 'filename'), length });
    return { file_id: id, upload_url: `${base}/upload/v1/${id}` };
  },
};

function share(call: Call, files: Record<string, unknown>[]): void {
  const { state, args, team } = call;
  const channel = findChannel({ ...call, args: { channel: args.channel_id } });
  if (!channel.members.has(team.botUser)) throw new Refusal('not_in_channel');
  const threadTs = textOf(args.thread_ts);
  const placement = {
    channel: channel.id,
    user: team.botUser,
    botId: team.botId,
    files,
    ...(threadTs && { threadTs }),
  };
  addMessage(state, placement, {
    text: textOf(args.initial_comment) ?? '',
    ...(args.blocks ? { blocks: args.blocks } : {}),
  });
}

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
const completeUpload: Method = {
  token: 'bot',
  scopes: ['files:write'],
  run(call) {
    const files = objectsOf(call.args.files).map((named) => {
      const file = call.state.files.get(textOf(named.id) ?? '');
      if (!file || file.content === undefined) throw new Refusal('file_not_found');
      return { ...file, id: file.id, title: textOf(named.title) ?? file.name };
    });
    if (files.length === 0)
      throw new Refusal('invalid_arguments', ['no fewer than 1 items allowed [json-pointer:/files]']);
    if (call.args.channel_id !== undefined) share(call, files);
    return { files: files.map(({ id, title }) => ({ id, title })) };
  },
};

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};
