import { splitSentences } from '../answers/sentences.ts';
import type { Language, Paper } from '../papers/paper.ts';
import type { Span, Text } from '../reply.ts';
import { MAX_ABSTRACT } from './indexing.ts';
import { findMarks, type Mark } from './marks.ts';

/** A snippet's length in UTF-16 units, and how much of it comes before the first match where it must be cut. */
const LENGTH = 280;
const LEAD = 90;

/** How a sentence says what its paper does, in the three languages. */
const STATES_PURPOSE: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:(?:we|i|this (?:paper|work|study|article|report|survey))(?: \w+ly)? (?:propose|present|introduce|develop|describe|study|investigate|explore|show|design)|(?:is|are) (?:proposed|presented|introduced))/iu,
  ru: /(?:предлага|представля|разработа|описыва|исследу|показыва|вводим)|в (?:этой|данной|настоящей) (?:работе|статье)/iu,
  zh: /提出|介绍|本文|我们(?:研究|设计|开发|展示)/u,
};

/**
 * The sentence of the abstract that says most of what was searched for, matches marked, cut at words to about 280
 * characters; `…` stands where the abstract goes on. Where only the title matched, it is the sentence that says what
 * the paper does.
 *
 * @param terms as a search result gives them
 */
export function toSnippet(paper: Paper, terms: readonly string[]): Text {
  const { lang } = paper;
  const abstract = paper.abstract.slice(0, MAX_ABSTRACT);
  const marks = findMarks(abstract, terms);
  const sentences = splitSentences(abstract, lang);
  const best = marks.length > 0 ? richest(sentences, marks) : purpose(sentences, lang);
  if (!best) return '';
  const inside = marks.filter(({ start, end }) => start >= best.start && end <= best.end);
  const cut = cutAround(abstract, best, inside);
  const spans = toSpans(abstract, cut.start, cut.end, inside);
  return [...(cut.start > 0 ? ['… '] : []), ...spans, ...(cut.end < abstract.trimEnd().length ? [' …'] : [])];
}

/** A title with what was searched for marked. */
export function markTitle(title: string, terms: readonly string[]): Span[] {
  return toSpans(title, 0, title.length, findMarks(title, terms));
}

interface Range {
  start: number;
  end: number;
}

/** The sentence with most different terms, then most matches, then the earliest. */
function richest<Sentence extends Range>(
  sentences: readonly Sentence[],
  marks: readonly Mark[],
): Sentence | undefined {
  let best: { sentence: Sentence; different: number; all: number } | undefined;
  let next = 0;
  for (const sentence of sentences) {
    const terms = new Set<string>();
    let all = 0;
    for (let mark = marks[next]; mark && mark.start < sentence.end; mark = marks[++next]) {
      for (const term of mark.terms) terms.add(term);
      all += 1;
    }
    const better = !best || terms.size > best.different || (terms.size === best.different && all > best.all);
    if (better) best = { sentence, different: terms.size, all };
  }
  return best?.sentence;
}

function purpose<Sentence extends { text: string }>(
  sentences: readonly Sentence[],
  lang: Language,
): Sentence | undefined {
  return sentences.find(({ text }) => STATES_PURPOSE[lang].test(text.slice(0, 2000))) ?? sentences[0];
}

/** The part of a sentence to show: all of it, or a window that takes in the first of its closest matches. */
function cutAround(text: string, sentence: Range, marks: readonly Mark[]): Range {
  if (sentence.end - sentence.start <= LENGTH) return sentence;
  const focus = densest(marks) ?? sentence;
  const latest = Math.max(sentence.start, sentence.end - LENGTH);
  const start = focus.start - LEAD <= sentence.start ? sentence.start : Math.min(focus.start - LEAD, latest);
  const end = Math.min(sentence.end, start + LENGTH);
  return {
    start: start === sentence.start ? start : wordStart(text, start, focus.start),
    end: end === sentence.end ? end : wordEnd(text, Math.max(start, end - 40), end),
  };
}

/** The mark from which a window of the snippet's length, without its lead, holds most marks. */
function densest(marks: readonly Mark[]): Mark | undefined {
  let best: { mark: Mark; count: number } | undefined;
  let to = 0;
  marks.forEach((mark, from) => {
    while ((marks[to]?.end ?? Infinity) <= mark.start + LENGTH - LEAD) to += 1;
    if (to - from > (best?.count ?? 0)) best = { mark, count: to - from };
  });
  return best?.mark ?? marks[0];
}

/** The first start of a word from here on; within a run without spaces, the first character's start. */
function wordStart(text: string, from: number, limit: number): number {
  const space = text.slice(from, limit).search(/\s/u);
  return space < 0 ? wholeCharacter(text, from) : from + space + 1;
}

/** The last end of a word up to here; within a run without spaces, the last character's end. */
function wordEnd(text: string, from: number, to: number): number {
  const words = /^.*\S(?=\s)/su.exec(text.slice(from, to + 1));
  return words ? from + words[0].length : wholeCharacter(text, to);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The start of the character that holds this position: no accent or emoji is cut in two. */
function wholeCharacter(text: string, at: number): number {
  const from = Math.max(0, at - 32);
  const found = graphemes.segment(text.slice(from, at + 32)).containing(at - from);
  return found ? from + found.index : at;
}

function toSpans(text: string, from: number, to: number, marks: readonly Mark[]): Span[] {
  const spans: Span[] = [];
  let at = from;
  for (const mark of marks) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, to);
    if (start >= end) continue;
    if (start > at) spans.push(text.slice(at, start));
    spans.push({ text: text.slice(start, end), style: 'mark' });
    at = end;
  }
  if (at < to) spans.push(text.slice(at, to));
  return spans;
}
