import { INTRODUCTIONS } from './introductions.ts';
import type { Language } from './paper.ts';

const MAX_LENGTH = 90;
/** An abstract says what it presents well before this. */
const MAX_READ = 6000;

/**
 * A title for a paper whose page gave none, from its own abstract (clean text): the name of what it presents and what
 * that is (`LayerDiffusion: an approach enabling …`), taken from the sentence that introduces it; without a name the
 * clause that says what is presented, else the first clause. At most 90 characters, cut between words, without
 * punctuation at its end; empty for an empty abstract.
 */
export function deriveTitle(abstract: string, lang: Language): string {
  const sentences = toSentences(abstract.slice(0, MAX_READ));
  for (const rule of INTRODUCTIONS[lang].naming) {
    for (const sentence of sentences) {
      const title = toNamedTitle(sentence, rule);
      if (title !== undefined) return title;
    }
  }
  for (const sentence of sentences) {
    const what = INTRODUCTIONS[lang].presenting.exec(sentence)?.groups?.what;
    if (what !== undefined && what.length > 12) return shorten(capitalised(withoutArticle(what)));
  }
  return shorten(sentences[0] ?? '');
}

/** Enough for finding introductions: a stop before a capital, or a full-width stop. */
function toSentences(text: string): string[] {
  return text.split(/(?<=[.!?][)"»”]?)\s+(?=["«“(]?[\p{Lu}\p{Script=Han}])|(?<=[。！？])/u).filter(Boolean);
}

/** `Name: what it is`, where the rule finds a name that can be one. */
function toNamedTitle(sentence: string, rule: RegExp): string | undefined {
  const match = rule.exec(sentence.slice(0, 800));
  const { name, short, head = '' } = match?.groups ?? {};
  if (match === null || name === undefined || !isName(name)) return undefined;
  const label = short === undefined ? name : `${name} (${short})`;
  const rest = sentence.slice(match.index + match[0].length);
  return shorten(`${label}: ${toDescription(rest, head)}`);
}

/** Words that start with a capital without naming anything. */
const COMMON =
  /^(?:We|Our|The|This|These|In|It|LLMs?|AI|RL|NLP|GPUs?|CNNs?|GPT-?\d*|Transformers?|LoRA|BERT|MoE)$/u;

function isName(name: string): boolean {
  return name.length > 1 && name.length <= 60 && /\p{Lu}/u.test(name) && !COMMON.test(name);
}

/** What the name stands for: an apposition after it, else the words before it with the clause after it. */
function toDescription(rest: string, head: string): string {
  const apposition = APPOSITION.exec(rest)?.[1];
  if (apposition !== undefined) return apposition;
  // Chinese puts the name inside the phrase: `名为 OneBit 的量化框架`.
  const belonging = /^\s?的(.+)$/su.exec(rest)?.[1];
  if (belonging !== undefined) return head.trim() + belonging;
  const clause = CLAUSE.exec(rest)?.[1] ?? '';
  if (head.trim() === '') return clause.replace(RELATIVE, '');
  return clause.startsWith('котор') ? `${head.trim()}, ${clause}` : `${head.trim()} ${clause}`.trim();
}

/** After a comma, a dash or a colon: a noun phrase, but no relative clause. */
const APPOSITION =
  /^\s*(?:[,:，：–—-]|\()\s*(?=(?:an?|the|our|one)\s|[\p{Script=Cyrillic}\p{Script=Han}])(?!котор|что\s|где\s)(.+)$/su;
const CLAUSE =
  /^[\s,，]*((?:(?:that|which|to|for|by|in|with|using|based|designed|для|на)(?=\s)|котор\p{L}+).*)$/su;
const RELATIVE = /^(?:which|that|котор\p{L}+)\s/u;

function withoutArticle(text: string): string {
  return text.replace(/^(?:an?|the|our)\s+/iu, '').trim();
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** The text up to the end of its sentence, cut after a clause or between words where that is still too long. */
function shorten(text: string): string {
  const whole = text.trim();
  if (whole.length <= MAX_LENGTH) return withoutEnd(whole);
  const cut = whole.slice(0, MAX_LENGTH + 1);
  const clause = Math.max(
    ...[', ', '; ', ' – ', ' — ', ' - ', '，', '。', '；'].map((mark) => cut.lastIndexOf(mark)),
  );
  const word = Math.max(cut.lastIndexOf(' '), /\p{Script=Han}/u.test(cut) ? MAX_LENGTH : 0);
  const at = clause > MAX_LENGTH / 2 ? clause : word > 0 ? word : MAX_LENGTH;
  return withoutEnd(
    cut
      .slice(0, at)
      .toWellFormed()
      .replace(/\ufffd$/u, ''),
  );
}

/** Words that cannot end a title: the cut fell between them and what they belong to. */
const LOOSE_END =
  /\s(?:a|an|the|of|for|to|and|or|in|on|with|by|that|which|from|as|via|is|are|into|at|using|и|в|на|с|для|из|по|к|от|что|который|которая|которое|которые|при|или)$/iu;

function withoutEnd(text: string): string {
  let end = text;
  for (let before = ''; before !== end; ) {
    before = end;
    end = end.replace(/[\s.,;:!?，。；：！？、–—-]+$/u, '').replace(LOOSE_END, '');
  }
  return end.split('(').length > end.split(')').length ? end.slice(0, end.lastIndexOf('(')).trimEnd() : end;
}
