import { toCard } from '../cards.ts';
import type { Button, Card, Reply } from '../reply.ts';
import type { Words } from '../words/words.ts';
import type { DayPicks } from './choose-picks.ts';
import { toHeadline } from './headline.ts';
import type { Pick } from './pick.ts';
import { type PickTranslations, toPickText } from './translate-picks.ts';

/**
 * A day's picks as they are posted: a title, the headline, and a card for each with its TL;DR and why it is here.
 *
 * @param translations what stands in place of the authors' words, which are then a press away
 */
export function toPicksReply(
  { picks, among }: DayPicks,
  topic: string | undefined,
  day: string,
  words: Words,
  translations?: PickTranslations,
): Reply {
  // Of one paper it would be its title once more.
  const phrases = picks.length > 1 ? toHeadline(picks) : [];
  return {
    title: words.picksOf(day, picks.length, among, topic),
    ...(phrases.length > 0 && { text: words.headline(phrases) }),
    cards: picks.map((pick) => toPickCard(pick, words, translations)),
    ...(translations && { note: words.translatedBy(translations.model) }),
  };
}

function toPickCard({ paper, why }: Pick, words: Words, translations: PickTranslations | undefined): Card {
  const { id } = paper;
  const translated = translations?.texts.get(id);
  const { title, tldr } = translated ?? toPickText(paper);
  const button: Button = translated
    ? { label: words.original, run: { command: 'summary', options: { paper: id, original: true } } }
    : { label: words.summary, run: { command: 'summary', options: { paper: id } } };
  return {
    ...toCard(paper, words, { body: tldr, buttons: [button] }),
    title,
    fields: [{ label: words.label.why, value: words.because(why) }],
  };
}
