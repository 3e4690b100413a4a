import { type Discord, textOf } from '../../support/discord/discord.ts';
import type { Message } from '../../support/slack/entities.ts';
import type { Slack } from '../../support/slack/slack.ts';
import type { Asked } from './load.ts';

/** What became of the questions of one kind. */
export interface Count {
  asked: number;
  /** The platform was told that an answer comes, or got it. */
  acknowledged: number;
  /** Acknowledged, and answered exactly once. */
  once: number;
  lost: number;
  /**
   * Not answered, and the process died while it sent the answer: nobody can see in Slack whether a person alone has it, so it was
   * not sent again.
   */
  inDoubt: number;
  /** Answered more than once, acknowledged or not. */
  doubled: number;
  /** What was lost or doubled, by the platform's ids, with how its answers begin. */
  which: string[];
}

/** The questions by kind. */
export type Counts = Record<'interactions' | 'mentionsInDiscord' | 'slashes' | 'mentionsInSlack', Count>;

interface Found {
  id: string;
  isAcknowledged: boolean;
  /** What they say. */
  answers: readonly string[];
  isInDoubt?: boolean;
}

/** What the way to the processes and the processes themselves tell. */
export interface Seen {
  /** What the database says became of what some process took on, by the platform's ids. */
  taken: ReadonlyMap<string, string>;
  /** The events that were acknowledged at one of their tries, by the messages they tell of. */
  acknowledged: ReadonlyMap<string, string>;
  /** The triggers of commands, by who used them. */
  triggers: ReadonlyMap<string, string>;
  /** What was not sent again, by its key. */
  inDoubt: ReadonlySet<string>;
}

/**
 * Counts answers. Acknowledged is what the platform believes that we have: in Discord an interaction whose callback it took;
 * in Slack what was answered with 200, at any of its tries. For a message Discord knows no acknowledgement; there it is our own
 * record that we took it on.
 */
export function countAnswers(
  asked: Asked,
  discord: Discord,
  slack: Slack,
  { taken, acknowledged, triggers, inDoubt }: Seen,
): Counts {
  const bySlack = slack.state.messages.filter(({ botId }) => botId !== undefined && botId !== '');
  const replies = new Map<string, string[]>();
  for (const channel of asked.channels)
    for (const message of discord.messages(channel)) {
      const to = message.message_reference?.message_id;
      if (message.author.id !== discord.bot.id || to === undefined) continue;
      replies.set(to, [...(replies.get(to) ?? []), textOf(message)]);
    }
  const counts = {
    interactions: toCount(
      asked.interactions.map(({ interaction, callback, reply, followUps }) => ({
        id: interaction.id,
        isAcknowledged: callback !== undefined,
        answers: [...(reply ? [reply] : []), ...followUps].map(textOf),
      })),
    ),
    mentionsInDiscord: toCount(
      asked.messages.map(({ id }) => ({
        id,
        isAcknowledged: taken.has(id),
        answers: replies.get(id) ?? [],
      })),
    ),
    slashes: toCount(
      asked.slashes.map(({ by, exchange }) => ({
        id: by.name,
        isAcknowledged: exchange.outcomes.some(({ ok }) => ok),
        answers: bySlack.filter((each) => each.visibleTo === by.id && !isProgress(each)).map(toText),
        isInDoubt: inDoubt.has(`slack:command:${triggers.get(by.id)}`),
      })),
    ),
    mentionsInSlack: toCount(
      asked.mentions.map(({ by, exchange: { message } }) => ({
        id: acknowledged.get(message?.ts ?? '') ?? '',
        isAcknowledged: acknowledged.has(message?.ts ?? ''),
        answers: bySlack
          .filter((each) => (each.threadTs === message?.ts || each.visibleTo === by.id) && !isProgress(each))
          .map(toText),
        isInDoubt: inDoubt.has(`slack:event:${acknowledged.get(message?.ts ?? '')}`),
      })),
    ),
  };
  for (const count of Object.values(counts))
    count.which = count.which.map(
      (each) => `${each}\n  (${taken.get(each.split(':')[0] ?? '') ?? 'not taken on'})`,
    );
  return counts;
}

/** What only says that an answer comes has a button to cancel it. */
function isProgress({ blocks }: Message): boolean {
  return JSON.stringify(blocks ?? []).includes('"action_id":"cancel:');
}

const toText = ({ text, visibleTo }: Message) => (visibleTo === undefined ? text : `(to one alone) ${text}`);

/** So much of an answer that it can be told what it is. */
const toBeginning = (text: string) => JSON.stringify(text.slice(0, 100));

function toCount(found: readonly Found[]): Count {
  const acknowledged = found.filter((each) => each.isAcknowledged);
  const without = acknowledged.filter(({ answers }) => answers.length === 0);
  const lost = without.filter(({ isInDoubt }) => isInDoubt !== true);
  const doubled = found.filter(({ answers }) => answers.length > 1);
  return {
    asked: found.length,
    acknowledged: acknowledged.length,
    once: acknowledged.filter(({ answers }) => answers.length === 1).length,
    lost: lost.length,
    inDoubt: without.length - lost.length,
    doubled: doubled.length,
    which: [...lost, ...doubled].map(({ id, answers }) =>
      [`${id}:`, ...answers.map(toBeginning)].join('\n  '),
    ),
  };
}
