import type { Message } from 'discord.js';
import { type FollowUp, followUpOf } from '../../src/answers/thread.ts';
import type { Command, Invocation } from '../../src/command.ts';
import { parseLine } from '../../src/line.ts';
import type { Log } from '../../src/ports.ts';
import { everyButton } from './buttons.ts';
import { fromCustomId, piecesOf } from './custom-id.ts';
import { componentsToSend } from './relabel.ts';

/** As many replies to replies are followed back. */
const LONGEST_CHAIN = 8;
/** As many messages of a thread are looked at, the newest. */
const OF_THREAD = 50;

/**
 * What a message follows up on: the answers of ours that it replies to, else those in its thread. Our own messages can be
 * read without any privilege, and their buttons say what they answered. Where they cannot be read, nothing is followed up on.
 */
export async function followUpIn(
  message: Message,
  commands: readonly Command[],
  log: Log,
): Promise<FollowUp> {
  try {
    const replied = await repliedTo(message);
    const ours = replied.some(isOurs) ? replied : await inThread(message);
    return followUpOf(ours.filter(isOurs).map((each) => invocationsOf(each, commands)));
  } catch (err) {
    log.info({ err }, 'what was said before could not be read');
    return {};
  }
}

const isOurs = ({ author, client }: Message) => author.id === client.user?.id;

/** The messages that this one replies to, oldest first. */
async function repliedTo(message: Message): Promise<Message[]> {
  const chain: Message[] = [];
  let id = message.reference?.messageId;
  while (id !== undefined && chain.length < LONGEST_CHAIN) {
    // One that was deleted ends the chain.
    const before: Message | undefined = await message.channel.messages.fetch(id).catch(() => undefined);
    if (before) chain.unshift(before);
    id = before?.reference?.messageId;
  }
  return chain;
}

/** The newest messages of a thread after the one that it began with, oldest first; none where this is no thread. */
async function inThread({ channel }: Message): Promise<Message[]> {
  if (!channel.isThread()) return [];
  const start = await channel.fetchStarterMessage().catch(() => null);
  const said = await channel.messages.fetch({ limit: OF_THREAD });
  return [...(start ? [start] : []), ...[...said.values()].reverse()];
}

/** What the buttons of a message run. */
function invocationsOf(message: Message, commands: readonly Command[]): Invocation[] {
  const components = componentsToSend(message);
  const pieces = piecesOf(components);
  return everyButton(components).flatMap((button) => {
    const line = 'custom_id' in button ? fromCustomId(button.custom_id, pieces)?.line : undefined;
    try {
      return line === undefined ? [] : [parseLine(line, commands)];
    } catch {
      // Of a version whose commands were others.
      return [];
    }
  });
}
