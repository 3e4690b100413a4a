import { analyse } from '../search/analysis.ts';
import { toPlainCase } from '../search/normalise.ts';
import type { Pick } from './pick.ts';

const PHRASES = 3;
/** A phrase of a headline has two to so many words. */
const MOST_WORDS = 4;
/** What titles do rather than speak of, so no phrase begins or ends with it. */
const NOT_AT_EDGES =
  /^(?:towards?|rethinking|understanding|improving|learning|exploring|enhancing|beyond|using|via|novel|new|efficient|effective|simple|better|general|large|based|aware|driven|guided|scaling|unlocking|leveraging|bridging|making|how|why|what|when|can|do|does|is|are|not|all|need|needs|you|your|more|less|one|two)$/i;

/**
 * The day's own topics: a short phrase out of each title, as it stands there, at most three. Of a title's neighbouring
 * words that are no stop words the longest run of up to four is taken, behind the work's name where it has one.
 */
export function toHeadline(picks: readonly Pick[]): string[] {
  const phrases: string[] = [];
  for (const { paper } of picks) {
    const phrase = toPhrase(paper.title);
    if (phrase === undefined) continue;
    const folded = phrase.toLowerCase();
    if (phrases.some((each) => each.toLowerCase().includes(folded) || folded.includes(each.toLowerCase())))
      continue;
    phrases.push(phrase);
    if (phrases.length === PHRASES) break;
  }
  return phrases;
}

function toPhrase(title: string): string | undefined {
  const colon = title.search(/[:：]/);
  const start = colon > 0 && colon < title.length - 10 ? colon + 1 : 0;
  const about = title.slice(start);
  const words = analyse(about).filter(({ role }) => role !== 'part');
  const runs: { start: number; end: number; words: number }[] = [];
  let run: (typeof words)[number][] = [];
  const close = () => {
    while (run[0] && NOT_AT_EDGES.test(about.slice(run[0].start, run[0].end))) run = run.slice(1);
    const kept = run.slice(-MOST_WORDS);
    let end = kept.length;
    while (end > 0 && NOT_AT_EDGES.test(about.slice(kept[end - 1]?.start, kept[end - 1]?.end))) end -= 1;
    const [first, last] = [kept[0], kept[end - 1]];
    if (first && last) runs.push({ start: first.start, end: last.end, words: end });
    run = [];
  };
  for (const word of words) {
    const before = run.at(-1);
    const gap = before ? about.slice(before.end, word.start) : '';
    if (word.role !== 'word' || !/^[\s-]*$/u.test(gap)) close();
    if (word.role === 'word') run.push(word);
  }
  close();
  const best = runs.toSorted((a, b) => b.words - a.words || b.start - a.start)[0];
  if (!best || best.words < 2) return undefined;
  return toPlainCase(about.slice(best.start, best.end));
}
