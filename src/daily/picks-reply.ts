import { summarise } from '../answers/summary.ts';
import { toCard } from '../cards.ts';
import type { Paper } from '../papers/paper.ts';
import type { Card, Reply } from '../reply.ts';
import type { Words } from '../words/words.ts';
import type { DayPicks } from './choose-picks.ts';
import { toHeadline } from './headline.ts';
import type { Pick } from './pick.ts';

/** A day's picks as they are posted: a title, the headline, and a card for each with its TL;DR and why it is here. */
export function toPicksReply(
  { picks, among }: DayPicks,
  topic: string | undefined,
  day: string,
  words: Words,
): Reply {
  const phrases = toHeadline(picks);
  return {
    title: words.picksOf(day, picks.length, among, topic),
    ...(phrases.length > 0 && { text: words.headline(phrases) }),
    cards: picks.map((pick) => toPickCard(pick, words)),
  };
}

function toPickCard({ paper, why }: Pick, words: Words): Card {
  return {
    ...toCard(paper, words, {
      body: toTldr(paper),
      buttons: [{ label: words.summary, run: { command: 'summary', options: { paper: paper.id } } }],
    }),
    fields: [{ label: words.label.why, value: words.because(why) }],
  };
}

const toTldr = (paper: Paper) => summarise(paper).tldr.text;
