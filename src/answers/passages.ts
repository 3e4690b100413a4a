import type { Paper } from '../papers/paper.ts';
import { CUES } from './cues.ts';
import { looksLikeInstruction } from './instructions.ts';
import { type Sentence, splitSentences } from './sentences.ts';

/** A sentence of a paper's abstract that may answer a question, verbatim. */
export interface Passage {
  paper: Paper;
  sentence: Sentence;
  /** Position in the abstract, from 0, and how many sentences that has. */
  at: number;
  of: number;
  /** The neighbouring sentences; empty at the ends. */
  before: string;
  after: string;
}

/** An abstract has some ten sentences of some 200 characters; of a text that only claims to be one, so much is read. */
const MOST_SENTENCES = 60;
const LONGEST = 1200;

/** How a sentence starts that says little without the one before it. */
const LEANS: Readonly<Record<Paper['lang'], RegExp>> = {
  en: new RegExp(
    `${[
      '^(?:\\(?(?:i{2,3}|iv|vi{0,3}|[b-h]|[2-9])\\)',
      'this|these|that|those|it|its|they|their|such|both|however|moreover|furthermore|in addition|additionally|also|thus',
      'therefore|hence|then|here|for (?:instance|example)|specifically|in (?:particular|contrast)|by contrast|as a result',
      'consequently|instead|nevertheless|on the other hand|to this end|to (?:do|address|overcome|tackle|solve) (?:so|it|th\\p{L}+)',
      '(?:based|building|inspired|motivated|driven|with|from|beyond|despite|besides)(?: up)?(?:on| by)? (?:this|these|that|it)',
    ].join('|')})(?!\\p{L})`,
    'iu',
  ),
  ru: /^(?:эт(?:о|от|а|и|ого|ой|их)|он[аои]?|их|его|ее|её|так(?:ой|ая|ие|же)|однако|кроме (?:того|этого)|более того|поэтому|тем самым|при этом|например|в частности|для этого|благодаря этому|на основе этого|в результате)(?!\p{L})/iu,
  zh: /^(?:这|该|其|它|此外|因此|然而|同时|另外|例如|为此|具体来说|基于此)/u,
};

/**
 * The sentences of a paper that may be quoted, in order. Left out are those with an address in them, those that talk to a
 * reader's machine instead of telling what was found, and the last one of an abstract that the page cut off. Linear in the
 * length of the text.
 */
export function toPassages(paper: Paper): Passage[] {
  const sentences = splitSentences(paper.abstract, paper.lang).slice(0, MOST_SENTENCES);
  const texts = sentences.map(({ text }) => text);
  const whole = paper.abstractCut && sentences.length > 1 ? sentences.length - 1 : sentences.length;
  return sentences.slice(0, whole).flatMap((sentence, at) => {
    if (!isQuotable(sentence.text, paper)) return [];
    const beside = (index: number) => {
      const text = texts[index] ?? '';
      return index < whole && isQuotable(text, paper) ? text : '';
    };
    return [{ paper, sentence, at, of: sentences.length, before: beside(at - 1), after: beside(at + 1) }];
  });
}

/** What is quoted of a passage, verbatim: the sentence, and the one before it where it leans on that. */
export function quoteOf({ paper, sentence, before }: Passage): string {
  return before !== '' && LEANS[paper.lang].test(sentence.text)
    ? `${before} ${sentence.text}`
    : sentence.text;
}

function isQuotable(text: string, { lang }: Paper): boolean {
  return text.length <= LONGEST && !CUES[lang].link.test(text) && !looksLikeInstruction(text);
}
