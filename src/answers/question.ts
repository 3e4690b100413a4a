import { analyse, type Token, toTerms } from '../search/analysis.ts';
import { fold } from '../search/normalise.ts';
import { namesIn } from './llm/check-names.ts';

/** One thing that a question asks about. */
export interface AskedTerm {
  /** Folded and stemmed, as in src/search. */
  term: string;
  /** As the asker wrote it, folded. */
  text: string;
  /** The terms of other ways to write it, such as a long form's; each way counts where all of its terms stand. */
  alternatives: readonly (readonly string[])[];
  /** How rare it is among the papers (inverse document frequency), times how much it was asked for. */
  weight: number;
  /** In how many papers it stands. */
  papers: number;
  /** It looks like a name: what does not speak of that answers nothing. */
  isName: boolean;
}

/** A question made ready to be compared with sentences. */
export interface Question {
  text: string;
  /** Each once, in the order asked; stop words left out. */
  terms: readonly AskedTerm[];
  /** The sum of the terms' weights. */
  weight: number;
}

/** What a corpus says about words. */
export interface Rarity {
  /** Papers in the corpus. */
  papers: number;
  /** In how many of them a term stands. */
  papersWith(term: string): number;
  /** What the search widened the question by, as people write it: `mixture of experts` for `moe`, or the other way round. */
  also: readonly string[];
}

/** More words than this add nothing to what is asked. */
const MOST_TERMS = 40;

/** What the words of the thread's earlier question count in one that stands by itself. */
const EARLIER = 0.2;

/** Words that questions are made of say little of what is asked; they count this much of others. */
const FRAME = 0.3;
const FRAME_WORDS = new Set(
  [
    'paper papers use uses used using make makes made work works good best way get gets help helps mean means happen know',
    'tell explain show describe give need possible today people anyone someone thing things actually',
    'статья статьи использовать сделать работает лучший способ нужно помогает значит почему расскажи объясни',
    '论文 使用 方法 什么样 怎样 哪些 哪个 告诉 解释 需要',
  ].flatMap((words) => words.split(' ')),
);

/** A follow-up with fewer words of its own leans on the question before it, and so does one that starts like this. */
const OWN_WORDS = 3;
const LEANS =
  /^\s*(?:and|but|or|so|also|what about|how about|why|is it|does it|do they|are they|can it|а|и|но|или|почему|что насчет|что насчёт|那|那么|还有|呢)(?![\p{L}])/iu;

/** The words of a question that say what it is about, each once, as it writes them first. */
export function wordsOf(text: string): { term: string; text: string }[] {
  const words = new Map<string, { term: string; text: string }>();
  for (const token of analyse(text)) {
    if (token.role !== 'word' || words.has(token.term)) continue;
    words.set(token.term, { term: token.term, text: fold(text.slice(token.start, token.end)) });
    if (words.size === MOST_TERMS) break;
  }
  return [...words.values()];
}

/** Whether a follow-up says too little by itself: `and for vision?`, `why?`. */
export function leansOnEarlier(text: string): boolean {
  return LEANS.test(text) || wordsOf(text).length < OWN_WORDS;
}

/**
 * Weighs the words of a question, and those of the thread's earlier question where there is one: where the question leans on
 * that, both halves count the same, for its few words say what is new.
 */
export function toQuestion(text: string, rarity: Rarity, earlier = ''): Question {
  const own = wordsOf(text).map((word) => weigh(word, rarity, FRAME_WORDS.has(word.text) ? FRAME : 1));
  const known = new Set(own.map(({ term }) => term));
  const before = wordsOf(earlier)
    .filter(({ term }) => !known.has(term))
    .map((word) => weigh(word, rarity, FRAME_WORDS.has(word.text) ? FRAME : 1));
  const names = new Set(namesIn(text).flatMap(toTerms));
  const share = leansOnEarlier(text) ? (sumOf(own) || 1) / (sumOf(before) || 1) : EARLIER;
  const alternatives = toAlternatives(`${text} ${earlier}`, rarity.also);
  for (const [at, word] of own.entries()) addJoined(alternatives, word, own[at + 1]);
  const terms = [...own, ...before.map((word) => ({ ...word, weight: word.weight * share }))].map(
    (word): AskedTerm => ({
      ...word,
      alternatives: alternatives.get(word.term) ?? [],
      isName: names.has(word.term),
    }),
  );
  return { text, terms, weight: sumOf(terms) };
}

function weigh(word: { term: string; text: string }, rarity: Rarity, share: number) {
  const papers = rarity.papersWith(word.term);
  return { ...word, papers, weight: inverseFrequency(papers, rarity.papers) * share };
}

function sumOf(terms: readonly { weight: number }[]): number {
  return terms.reduce((sum, { weight }) => sum + weight, 0);
}

/** Inverse document frequency as BM25 has it, above 0 for every word (Robertson and Zaragoza 2009, section 3.1). */
function inverseFrequency(papersWith: number, papers: number): number {
  const having = Math.min(papersWith, papers);
  return Math.log(1 + (papers - having + 0.5) / (having + 0.5));
}

/**
 * Which of the asked words each widening stands for. An acronym and its long form are matched by first letters, stop words
 * counted: `moe` and `mixture of experts`.
 */
function toAlternatives(asked: string, also: readonly string[]): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  const offer = (term: string, way: string[]) => found.set(term, [...(found.get(term) ?? []), way]);
  const words = analyse(asked).filter((token) => token.role !== 'part');
  for (const text of also) {
    const written = analyse(text).filter((token) => token.role !== 'part');
    const terms = written.filter((token) => token.role === 'word').map(({ term }) => term);
    const [only] = terms;
    if (only !== undefined && written.length === 1) {
      for (const token of spelling(words, only)) if (token.role === 'word') offer(token.term, [only]);
    } else {
      const short = words.find(({ term }) => spelling(written, term).length === written.length);
      if (short) offer(short.term, terms);
    }
  }
  return found;
}

/** `1 bit` is also `1-bit`, where the analysis takes that for one word. */
function addJoined(
  alternatives: Map<string, string[][]>,
  word: { term: string; text: string },
  next: { term: string; text: string } | undefined,
): void {
  const terms = next ? toTerms(`${word.text}-${next.text}`) : [];
  if (next === undefined || terms.length !== 1) return;
  for (const { term } of [word, next]) alternatives.set(term, [...(alternatives.get(term) ?? []), terms]);
}

/** The run of words whose first letters spell an acronym; empty where there is none. */
function spelling(words: readonly Token[], acronym: string): Token[] {
  const letters = words.map(({ term }) => term.charAt(0)).join('');
  const at = acronym.length < 2 ? -1 : letters.indexOf(acronym);
  return at < 0 ? [] : words.slice(at, at + acronym.length);
}
