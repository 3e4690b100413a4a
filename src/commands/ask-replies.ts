import type { Answer } from '../answers/ask.ts';
import type { Checked } from '../answers/llm/check.ts';
import { quoteOf } from '../answers/passages.ts';
import type { Asked } from '../answers/reading.ts';
import { toCard } from '../cards.ts';
import type { Paper } from '../papers/paper.ts';
import type { Button, Card, Reply, Span, Text } from '../reply.ts';
import { toPlain } from '../reply.ts';
import { shorten } from '../text/shorten.ts';
import type { Words } from '../words/words.ts';

/** A question is repeated above its answer, for those who did not see it asked; longer ones in part. */
const LONGEST_TITLE = 200;

/** The passages in the authors' own words, each with its citation, and a card for each paper cited. */
export function quotesReply(
  asked: Asked,
  answer: Extract<Answer, { kind: 'quotes' }>,
  source: string,
  words: Words,
): Reply {
  const { passages, differ, confidence } = answer;
  const cited = citations(passages.map(({ paper }) => paper));
  const text: Span[] = [words.papersSpeak(cited.papers.length)];
  for (const passage of passages) text.push('\n· “', quoteOf(passage), '” ', cited.mark(passage.paper));
  if (differ) {
    const [one, other] = differ.map(({ paper }) => cited.mark(paper));
    text.push('\n', { text: words.seemToDiffer(one ?? '', other ?? ''), style: 'italic' });
  }
  const note = confidence === 'loose' ? joinNotes(words.looseMatch, source) : source;
  return {
    title: toTitle(asked),
    text,
    cards: cited.cards(words),
    note,
    buttons: [morePapers(asked, words)],
  };
}

/** What a model wrote and code has checked, so far or in the end. */
export function writtenReply(
  asked: Asked,
  sentences: readonly Checked[],
  model: string,
  source: string,
  words: Words,
): Reply {
  const cited = citations(sentences.flatMap(({ cites }) => cites.map(({ paper }) => paper)));
  const text = sentences.flatMap((sentence, at): Span[] => {
    const papers = new Set(sentence.cites.map(({ paper }) => paper));
    const marks = [...papers].flatMap((paper): Span[] => [` ${cited.mark(paper)}`]);
    return [at === 0 ? '· ' : '\n· ', sentence.text, ...marks];
  });
  const quotes: Button = {
    label: words.original,
    run: { command: 'ask', options: { ...toOptions(asked), quotes: true } },
  };
  return {
    title: toTitle(asked),
    text,
    cards: cited.cards(words),
    note: joinNotes(words.writtenBy(model), source),
    buttons: [quotes, morePapers(asked, words)],
  };
}

/** No paper answers: that, the closest ones, and what to search for instead. */
export function nothingReply(
  asked: Asked,
  { closest, known }: Extract<Answer, { kind: 'nothing' }>,
  among: number,
  words: Words,
): Reply {
  const text = [words.noneAnswers(among), ...(closest.length > 0 ? [` ${words.closestPapers}`] : [])];
  return {
    title: toTitle(asked),
    text,
    cards: closest.map((paper) => toCard(paper, words, { buttons: [summaryOf(paper, words)] })),
    buttons:
      known === ''
        ? []
        : [{ label: words.searchFor(known), run: { command: 'search', options: { query: known } } }],
  };
}

/** Shown while a model reads. */
export function readingReply(asked: Asked, papers: number, words: Words): Reply {
  return { title: toTitle(asked), text: words.reading(papers) };
}

/** What is shown where the asker stopped the search for papers. */
export function stoppedReply(asked: Asked, words: Words): Reply {
  return { title: toTitle(asked), text: words.stoppedReading };
}

/** Two closing remarks in one line. */
export function joinNotes(first: string, second: Text | undefined): string {
  return second === undefined ? first : `${first} ${toPlain(second)}`;
}

function toTitle({ question }: Asked): string {
  return shorten(question.replace(/\s+/gu, ' '), LONGEST_TITLE);
}

function toOptions({ question, about, papers }: Asked): Record<string, string> {
  return {
    question,
    ...(about === undefined ? {} : { about }),
    ...(papers === undefined ? {} : { papers: papers.join(',') }),
  };
}

/** It also carries the question, from which a follow-up in the thread knows what it is about. */
function morePapers({ question }: Asked, words: Words): Button {
  return { label: words.morePapers, run: { command: 'search', options: { query: question } } };
}

function summaryOf(paper: Paper, words: Words): Button {
  return { label: words.summary, run: { command: 'summary', options: { paper: paper.id } } };
}

/** Numbers papers in the order in which they are first cited. */
function citations(papers: readonly Paper[]) {
  const unique = [...new Map(papers.map((paper) => [paper.id, paper])).values()];
  const mark = (paper: Paper) => `[${unique.findIndex(({ id }) => id === paper.id) + 1}]`;
  return {
    papers: unique,
    mark,
    cards: (words: Words): Card[] =>
      unique.map((paper) => ({
        ...toCard(paper, words, { buttons: [summaryOf(paper, words)] }),
        title: `${mark(paper)} ${paper.title}`,
      })),
  };
}
