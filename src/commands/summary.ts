import { z } from 'zod';
import type { Checked } from '../answers/llm/check.ts';
import { findNumbers, type Summary, summarise } from '../answers/summary.ts';
import { nextSteps, toCard } from '../cards.ts';
import { type Context, defineCommand } from '../command.ts';
import type { Language, Paper } from '../papers/paper.ts';
import type { Button, Field, Reply, Span } from '../reply.ts';
import { sharedBy } from '../team/shared-by.ts';
import type { Words } from '../words/words.ts';
import { joinNotes } from './ask-replies.ts';
import { paperOption, suggestPapers, withPaper } from './paper-option.ts';

export const summary = defineCommand({
  name: 'summary',
  summary: "A paper's TL;DR, problem, idea and results, in the authors' own sentences",
  examples: ['summary 2402.17764', 'summary LoRETTA'],
  options: z.object({
    paper: paperOption,
    lang: z
      .enum(['en', 'ru', 'zh'])
      .describe('language to write in, where a language model is set up')
      .optional(),
    original: z.boolean().describe('the authors’ own sentences, no language model').optional(),
  }),
  positional: 'paper',
  suggest: { paper: suggestPapers },

  run: ({ paper: reference, lang, original }, context) =>
    withPaper('summary', reference, context, async (paper) =>
      original
        ? quoted(paper, context.words, await sharedBy(paper.id, context))
        : write(paper, lang ?? context.asker.lang, context),
    ),
});

/** The four parts, of those that a summary has, in the order of reading. */
const PARTS = ['tldr', 'problem', 'idea', 'results'] as const;

/**
 * In the authors' own sentences.
 *
 * @param more fields that come after these
 */
function quoted(paper: Paper, words: Words, more: readonly Field[]): Reply {
  return {
    cards: [{ ...toCard(paper, words), fields: [...toFields(partsOf(summarise(paper)), words), ...more] }],
    note: words.authorsOwnWords,
    buttons: nextSteps(paper, words, 'summary'),
  };
}

/** As a model writes it where there is one; the authors' own sentences also stand in where it fails. */
async function write(paper: Paper, lang: Language, context: Context): Promise<Reply> {
  const { writer, progress, signal, asker, words } = context;
  const shared = await sharedBy(paper.id, context);
  const own = quoted(paper, words, shared);
  if (!writer) return own;
  progress?.(own);
  const { outcome, sentences } = await writer.summarise(paper, { person: asker.id, lang, signal });
  const parts = writtenParts(sentences);
  if (outcome !== 'written' || parts.tldr === undefined) {
    const reason = outcome === 'written' ? 'unchecked' : outcome;
    return { ...own, note: joinNotes(words.notWritten[reason], own.note) };
  }
  const original: Button = {
    label: words.original,
    run: { command: 'summary', options: { paper: paper.id, original: true } },
    inPlace: true,
  };
  return {
    cards: [{ ...toCard(paper, words), fields: [...toFields(parts, words), ...shared] }],
    note: words.writtenBy(writer.model),
    buttons: [original, ...nextSteps(paper, words, 'summary')],
  };
}

type Parts = Partial<Record<(typeof PARTS)[number], string>>;

function partsOf({ tldr, problem, method, results }: Summary): Parts {
  return Object.fromEntries(
    Object.entries({ tldr, problem, idea: method, results }).flatMap(([part, sentence]) =>
      sentence ? [[part, sentence.text]] : [],
    ),
  );
}

/** The first sentence of each part. */
function writtenParts(sentences: readonly Checked[]): Parts {
  return Object.fromEntries(
    sentences.flatMap(({ part, text }) => (part ? [[part, text] as const] : [])).toReversed(),
  );
}

function toFields(parts: Parts, words: Words): Field[] {
  return PARTS.flatMap((part) => {
    const text = parts[part];
    return text === undefined ? [] : [{ label: words[part], value: withBoldNumbers(text) }];
  });
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
