import type { Asker } from '../command.ts';
import type { Language } from '../papers/paper.ts';
import { withFeedback } from '../team/feedback.ts';
import type { Team } from '../team/team.ts';
import { wordsFor } from '../words/words.ts';
import { choosePicks, type DayPicks, type PickingParts } from './choose-picks.ts';
import type { Prepared } from './deliver.ts';
import { toEmptyReply } from './empty-day.ts';
import { toPicksReply } from './picks-reply.ts';
import type { Subscription } from './subscriptions.ts';
import { type Translator, translatePicks } from './translate-picks.ts';

export interface PreparingParts extends PickingParts {
  team: Team;
  /** Translates what is not in the channel's language; absent where no language model is set up. */
  writer?: Translator | undefined;
}

/**
 * Makes what a subscription gets on a day: the picks with their votes, or the one line of an empty day; undefined where
 * it wants silence.
 *
 * @param papers those that an earlier try had chosen: it gets the same again
 */
export async function prepareDelivery(
  subscription: Subscription,
  day: string,
  papers: readonly string[] | undefined,
  parts: PreparingParts,
): Promise<Prepared | undefined> {
  const { topic, lang, zone, whenEmpty } = subscription;
  const words = wordsFor(lang);
  const chosen = papers ? await chosenBefore(papers, parts) : await choosePicks(subscription, day, parts);
  if (chosen.picks.length === 0) {
    if (whenEmpty === 'silent') return undefined;
    return {
      papers: [],
      reply: await toEmptyReply({ topic, day, zone, isToday: true }, { ...parts, words }),
    };
  }
  const asker = toReader(subscription);
  const translations =
    parts.writer && (await translatePicks(chosen.picks, { lang, person: asker.id }, parts.writer));
  const reply = toPicksReply(chosen, topic, day, words, translations);
  const withVotes = await withFeedback(reply, { team: parts.team, asker, words, forEveryone: true });
  return { papers: chosen.picks.map(({ paper }) => paper.id), reply: withVotes };
}

/** An earlier try did not live to say why it chose these; that they were new is true. */
async function chosenBefore(ids: readonly string[], { library }: PreparingParts): Promise<DayPicks> {
  const papers = await library.get(ids);
  return {
    picks: papers.map((paper) => ({ paper, score: 0, why: [{ kind: 'new' }] })),
    among: papers.length,
  };
}

/** Nobody asked; the channel's server is whose votes are shown. */
function toReader({ place, server, lang, zone }: Subscription): Asker & { lang: Language } {
  return { id: place, server, lang, zone };
}
