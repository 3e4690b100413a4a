import type { Paper } from '../papers/paper.ts';
import { analyse, toSequence } from '../search/analysis.ts';
import { toPlainCase } from '../search/normalise.ts';
import { SAYS_LITTLE } from '../search/says-little.ts';
import { STOP_WORDS } from '../search/stop-words.ts';
import type { Pick } from './pick.ts';

const PHRASES = 3;
/** A phrase of a headline has two to so many words. */
const MOST_WORDS = 4;

/** What titles do rather than speak of: no phrase begins or ends with it. */
const NOT_AT_EDGES = new Set(
  (
    'achieve adapt assess build classify control decode design detect discover enhance estimate evaluate explain extract generate identify improve ' +
    'learn make mitigate optimize plan predict prevent quantify recognize reconstruct reduce select solve synthesize track understand ' +
    'achieving adaptive single effect effects emergence review report advanced advancing aligning allocating analyzing assessing based beyond boosting bridging building ' +
    'comprehensive designing effective efficient empowering enabling enhanced enhancing evaluating exploring fast faster ' +
    'framework general generating guided improved improving incorporating integrating introducing investigating leveraging ' +
    'making mitigating new novel optimizing predicting preliminary revisiting rethinking robust scalable simple toward towards ' +
    'understanding unified unifying unlocking unveiling using'
  ).split(' '),
);
/** Kinds of work that people wait for; these are named together with what they are about. */
const SURVEY = /\ba (?:survey|review) (?:of|on) (?:[^\s:,.?!()]+ ?){1,3}$/i;

/**
 * The day's own topics, at most three: a short phrase out of each title, as it stands there but for case. English puts
 * what a phrase is about last, so that the end of a run of words between stop words and punctuation is taken, as long
 * as the abstract says the very same; where it says none, the paper gives no phrase. What merely repeats the
 * subscription's topic, or a phrase before, is no news. Only English titles are cut,
 * for the words of others change their endings in a list.
 */
export function toHeadline(picks: readonly Pick[]): string[] {
  const phrases: string[] = [];
  const said = new Set<string>();
  for (const { paper, why } of picks) {
    if (phrases.length === PHRASES) break;
    const terms = (text: string) => termsOf(text).filter((term) => !SAYS_LITTLE.has(term));
    const topic = new Set(why.flatMap((reason) => (reason.kind === 'topic' ? termsOf(reason.text) : [])));
    const phrase = toPhrases(paper).find(
      (text) =>
        !terms(text).some((term) => said.has(term)) && !termsOf(text).every((term) => topic.has(term)),
    );
    if (phrase === undefined) continue;
    phrases.push(asWritten(phrase, paper.abstract));
    for (const term of terms(phrase)) said.add(term);
  }
  return phrases;
}

/** The phrases that a paper offers, as its title has them, most telling first. */
function toPhrases({ title, titleDerived, abstract, lang }: Paper): string[] {
  if (lang !== 'en' || titleDerived) return [];
  const said = toSequence(analyse(abstract));
  const found = title
    .split(BREAKS)
    .flatMap((part) => toRuns(part).flatMap((run) => toEnding(run, said) ?? []));
  found.sort((a, b) => b.worth - a.worth);
  const survey = SURVEY.exec(title)?.[0].replace(/^A/, 'a');
  const texts = found.map(({ text }) => text);
  return survey === undefined ? texts : [survey, ...texts];
}

const BREAKS = /[:：;,!?()[\]"“”…]|\.(?=\s|$)|\s[-–—]+\s|—/u;

/** Runs of words without stop words, as they stand in the text; an `of` may stand inside. */
function toRuns(text: string): string[][] {
  const runs: string[][] = [[]];
  const words = text.split(/\s+/u).filter((word) => word !== '');
  for (const [at, word] of words.entries()) {
    const links = word.toLowerCase() === 'of' && !isStop(words[at + 1] ?? 'of');
    if (isStop(word) && !links) runs.push([]);
    else runs.at(-1)?.push(word);
  }
  return runs;
}

/** The longest ending of a run that the abstract says too, and how much it tells. */
function toEnding(run: readonly string[], said: string): { text: string; worth: number } | undefined {
  for (let size = Math.min(MOST_WORDS, run.length); size >= 2; size -= 1) {
    const words = run.slice(-size);
    if (![words[0], words.at(-1)].every((word) => word !== undefined && mayStandAtEdge(word))) continue;
    const telling = words.filter((word) => !SAYS_LITTLE.has(word.toLowerCase()) && !isStop(word)).length;
    const count = said.split(toSequence(analyse(words.join(' ')))).length - 1;
    if (telling > 0 && count > 0) return { text: words.join(' '), worth: telling + Math.min(count, 3) };
  }
  return undefined;
}

function mayStandAtEdge(word: string): boolean {
  const folded = word.toLowerCase();
  return (
    !isStop(word) &&
    !NOT_AT_EDGES.has(folded) &&
    !/(?:ly|-based|-aware|-driven|-guided|['’]s?)$/u.test(folded)
  );
}

function isStop(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase());
}

/** Names that keep their capital wherever they stand. */
const NAMES =
  /^(?:Monte|Carlo|Bayes|Bayesian|Gaussian|Gaussians|Markov|Bellman|Fourier|Ising|Lipschitz|Hamiltonian|Nash|Shapley|Wasserstein|Riemannian|Euclidean|Python|English|Chinese|Arabic|African|Indian|European|American|Mamba)$/;

/** The case of running text: a word that the abstract has with a capital between small words is a name, and keeps it. */
function asWritten(phrase: string, abstract: string): string {
  return phrase.replace(/\p{L}+/gu, (word) => {
    const isName =
      NAMES.test(word) || new RegExp(`(?<!\\p{L})\\p{Ll}+,? ${word} \\p{Ll}`, 'u').test(abstract);
    const hasSmall = new RegExp(`(?<!\\p{L})${word.toLowerCase()}(?!\\p{L})`, 'u').test(abstract);
    if (hasSmall && !NAMES.test(word)) return word.toLowerCase();
    return isName ? word : toPlainCase(word);
  });
}

function termsOf(text: string): string[] {
  return analyse(text)
    .filter(({ role }) => role === 'word')
    .map(({ term }) => term);
}
