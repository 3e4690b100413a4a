import { type Message, MessageFlags, type PartialMessage, PermissionFlagsBits } from 'discord.js';
import { createInTurn } from '../../src/concurrency/in-turn.ts';
import { findArxivIds } from '../../src/papers/arxiv-id.ts';
import type { Places } from '../../src/places.ts';
import { wordsFor } from '../../src/words/words.ts';
import { toPlaceId } from './asker.ts';
import { logRefusal } from './log-refusal.ts';
import type { Parts } from './parts.ts';
import { toPayload } from './payload.ts';
import { render } from './render.ts';
import { rememberMessage } from './sightings.ts';
import { standingOfAuthor } from './standing.ts';

/** What is known of a message that got a card: our answer, and the IDs it shows. */
interface Answered {
  answer: Message;
  ids: string;
}

/** What a message said when the gateway told of it, and when it was edited to say so. */
interface Version {
  content: string;
  edited: number;
}

/** Older messages are edited so seldom that their cards may stay as they are. */
const REMEMBERED = 1_000;

export interface QuietCards {
  /** A message was posted, edited, or got its preview. */
  seen(message: Message<true>): Promise<void>;
  deleted(message: Message | PartialMessage): Promise<void>;
}

/**
 * Cards for arXiv links and IDs that people post, in channels that switched them on: a reply without a sound, which
 * follows the message's edits. Discord's own preview of a link makes way for the card; where we may not hide it
 * (Manage Messages), a link gets no card, so that nothing is shown twice. Needs the Message Content intent.
 */
export function createQuietCards(places: Places, parts: Parts): QuietCards {
  const answered = new Map<string, Answered>();

  async function show(message: Message<true>, ids: string): Promise<void> {
    const standing = standingOfAuthor(message, parts);
    const outcome = await parts.bot.run({
      invocation: { command: 'papers', options: { text: ids } },
      ...standing,
      forEveryone: true,
    });
    const { reply } = outcome;
    // Papers that we do not have are nobody's question here.
    if (outcome.outcome !== 'ok' || !reply.cards?.length) return;
    const { note: _unknown, ...cards } = reply;
    const payload = toPayload(
      render(cards, { commands: parts.bot.commands, words: wordsFor(standing.asker.lang) }),
    );
    const before = answered.get(message.id);
    if (before) {
      await before.answer.edit(payload);
      answered.set(message.id, { ...before, ids });
      return rememberMessage(message, outcome, parts);
    }
    const answer = await message.reply({
      ...payload,
      flags: [payload.flags, MessageFlags.SuppressNotifications],
      failIfNotExists: false,
    });
    answered.set(message.id, { answer, ids });
    await rememberMessage(message, outcome, parts);
    if (answered.size > REMEMBERED) answered.delete(answered.keys().next().value ?? '');
  }

  async function remove(id: string): Promise<void> {
    const before = answered.get(id);
    if (!before) return;
    answered.delete(id);
    await before.answer.delete();
  }

  async function follow(message: Message<true>, { content, edited }: Version): Promise<void> {
    const ids = idsIn(content, mayHidePreviews(message)).join(' ');
    if (ids === (answered.get(message.id)?.ids ?? '')) return;
    if (!(await places.hasCards(toPlaceId(message.channelId)))) return;
    if (!(await parts.once.claim(`discord:cards:${message.id}:${edited}`))) return;
    if (ids === '') return remove(message.id);
    await show(message, ids);
    if (answered.has(message.id) && /https?:\/\//.test(content)) await message.suppressEmbeds(true);
  }

  /** An edit must not overtake the answer to what it edits. */
  const inTurn = createInTurn();
  const calmly = (id: string, work: () => Promise<void>) =>
    inTurn(id, () => work().catch((error: unknown) => logRefusal(error, parts)));
  return {
    seen(message) {
      // discord.js changes a message in place whenever it hears of it, so what it says now is taken down now.
      const version = { content: message.content, edited: message.editedTimestamp ?? 0 };
      return calmly(message.id, () => follow(message, version));
    },
    deleted: ({ id }) => calmly(id, () => remove(id)),
  };
}

function mayHidePreviews(message: Message<true>): boolean {
  const me = message.guild.members.me;
  return me !== null && message.channel.permissionsFor(me).has(PermissionFlagsBits.ManageMessages);
}

/** The papers named in a text, each once; those in links only where their preview can be hidden. */
function idsIn(text: string, withLinks: boolean): string[] {
  const links = [...text.matchAll(/https?:\/\/\S+/g)].map(({ index, 0: link }) => ({
    start: index,
    end: index + link.length,
  }));
  const found = findArxivIds(text).filter(
    ({ start }) => withLinks || !links.some((link) => start >= link.start && start < link.end),
  );
  return [...new Set(found.map(({ id }) => id))];
}
