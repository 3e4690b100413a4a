import { z } from 'zod';
import { findNumbers, type Summary, summarise } from '../answers/summary.ts';
import { nextSteps, toCard } from '../cards.ts';
import { defineCommand } from '../command.ts';
import type { Field, Span } from '../reply.ts';
import type { Words } from '../words/words.ts';
import { paperOption, suggestPapers, withPaper } from './paper-option.ts';

export const summary = defineCommand({
  name: 'summary',
  summary: "A paper's TL;DR, problem, idea and results, in the authors' own sentences",
  examples: ['summary 2402.17764', 'summary LoRETTA'],
  options: z.object({ paper: paperOption }),
  positional: 'paper',
  suggest: { paper: suggestPapers },

  run: ({ paper: reference }, context) =>
    withPaper('summary', reference, context, (paper) => ({
      cards: [{ ...toCard(paper, context.words), fields: toFields(summarise(paper), context.words) }],
      note: context.words.authorsOwnWords,
      buttons: nextSteps(paper, context.words, 'summary'),
    })),
});

function toFields(summary: Summary, words: Words): Field[] {
  const parts = [
    [words.tldr, summary.tldr],
    [words.problem, summary.problem],
    [words.idea, summary.method],
    [words.results, summary.results],
  ] as const;
  return parts.flatMap(([label, sentence]) =>
    sentence ? [{ label, value: withBoldNumbers(sentence.text) }] : [],
  );
}

function withBoldNumbers(sentence: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const { start, end } of findNumbers(sentence)) {
    if (start > at) spans.push(sentence.slice(at, start));
    spans.push({ text: sentence.slice(start, end), style: 'bold' });
    at = end;
  }
  if (at < sentence.length) spans.push(sentence.slice(at));
  return spans;
}
