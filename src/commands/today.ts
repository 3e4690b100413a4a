import { z } from 'zod';
import { summarise } from '../answers/summary.ts';
import { pageButtons, toCard } from '../cards.ts';
import { type Context, defineCommand } from '../command.ts';
import { dayIn, daysBetween, isDay } from '../days.ts';
import { UserError } from '../errors.ts';
import type { Library } from '../library.ts';
import { dayOf, type Paper } from '../papers/paper.ts';
import type { Reply } from '../reply.ts';
import { parseQuery } from '../search/parse-query.ts';
import { suggestTopics, topicOption } from './topic-option.ts';

const PAGE = 5;

export const today = defineCommand({
  name: 'today',
  aliases: ['new'],
  summary: 'What is new today, or the papers of another day',
  examples: ['today', 'today quantization', 'today --day 2024-11-26'],
  options: z.object({
    topic: topicOption,
    day: z.string().max(20).describe('another day, as 2024-11-26').optional(),
    page: z.int().min(1).max(200).default(1).describe('which page of that day'),
  }),
  positional: 'topic',
  suggest: { topic: suggestTopics, day: suggestDays },

  async run({ topic, day: given, page }, context) {
    const { words, clock, asker, library } = context;
    const now = dayIn(clock.now(), asker.zone);
    const day = given?.trim() ?? now;
    if (!isDay(day)) throw new UserError(words.badDay(day), { example: 'today --day 2024-11-26' });
    const wanted = await papersOf(day, topic, context);
    if (wanted.length > 0) {
      const title =
        day === now ? words.newToday(wanted.length, day, topic) : words.papersOf(wanted.length, day, topic);
      return listing(wanted, { title }, { topic, day, page }, context);
    }
    const last = await lastDayBefore(day, topic, context);
    const title = words.nothingOn(day, day === now, topic);
    const announcement = day === now ? await library.announcement(clock.now()) : undefined;
    const why = announcement ? `${words.announcement(announcement)} ` : '';
    if (last === undefined)
      return { title, text: topic === undefined ? words.emptyCorpus : words.nothingYet(topic) };
    const papers = await papersOf(last, topic, context);
    const text = why + words.lastDay(last, papers.length, daysBetween(last, day));
    return listing(
      papers,
      { title, text, note: await corpusAge(now, context) },
      { topic, day: last, page },
      context,
    );
  },
});

/** As many papers about a topic as are looked at; a day has far fewer. */
const MOST = 1000;

async function papersOf(day: string, topic: string | undefined, { library }: Context): Promise<Paper[]> {
  if (topic === undefined) return library.onDay(day);
  return (await papersAbout(topic, library)).filter((paper) => dayOf(paper) === day);
}

async function papersAbout(topic: string, library: Library): Promise<Paper[]> {
  return (await library.search({ ...parseQuery(topic), sort: 'new' }, { offset: 0, limit: MOST })).papers;
}

/** The newest day with papers (about the topic) that is not after `day`; where there is none, the newest of all. */
async function lastDayBefore(
  day: string,
  topic: string | undefined,
  { library }: Context,
): Promise<string | undefined> {
  if (topic === undefined) return ((await library.days(1, day))[0] ?? (await library.days(1))[0])?.day;
  const days = (await papersAbout(topic, library)).flatMap((paper) => dayOf(paper) ?? []).sort();
  return days.findLast((each) => each <= day) ?? days.at(-1);
}

async function corpusAge(now: string, { library, words }: Context): Promise<string> {
  const newest = (await library.days(1))[0]?.day ?? now;
  return words.corpusAge(await library.count(), newest, daysBetween(newest, now));
}

function listing(
  papers: readonly Paper[],
  head: Pick<Reply, 'title' | 'text' | 'note'>,
  { topic, day, page }: { topic: string | undefined; day: string; page: number },
  { words }: Context,
): Reply {
  const pages = Math.ceil(papers.length / PAGE);
  if (page > pages) throw new UserError(words.noSuchPage(page, pages), { example: `today --day ${day}` });
  const cards = papers.slice((page - 1) * PAGE, page * PAGE).map((paper) =>
    toCard(paper, words, {
      body: summarise(paper).tldr.text,
      buttons: [
        { label: words.summary, run: { command: 'summary', options: { paper: paper.id } } },
        { label: words.similar, run: { command: 'similar', options: { paper: paper.id } } },
      ],
    }),
  );
  const options = { ...(topic === undefined ? {} : { topic }), day };
  return { ...head, cards, buttons: pageButtons('today', options, page, pages, words) };
}

async function suggestDays(
  typed: string,
  { library, words }: Context,
): Promise<{ label: string; value: string }[]> {
  const days = await library.days(200);
  return days
    .filter((each) => each.day.startsWith(typed))
    .map((each) => ({ label: `${each.day} (${words.papers(each.papers)})`, value: each.day }));
}
