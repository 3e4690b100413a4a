import type { Language } from '../papers/paper.ts';
import type { Evidence } from './evidence.ts';

/** Words of more and of less, and words that turn a sentence round. `*` stands for the rest of a word. */
const WORDS: Readonly<Record<Language, { more: RegExp; less: RegExp; not: RegExp }>> = {
  en: {
    more: words(
      'increas* improv* higher greater more enhanc* promot* gain* outperform* surpass* better faster larger boost* rais* exceed*',
    ),
    less: words(
      'decreas* reduc* lower* less fewer smaller degrad* drop* declin* worse* slower inhibit* suppress* hurt* harm* impair* diminish*',
    ),
    not: words('no not cannot neither nor never without fail* lack* absen* unable unlikely'),
  },
  ru: {
    more: words('увелич* повыш* улучш* больше выше лучше быстрее превос* превзо* рост* растет растёт усил*'),
    less: words('уменьш* сниж* сокращ* меньше ниже хуже медленнее ухудш* пада* потер* ослаб*'),
    not: words('не нет ни без невозможно неспособ* нехват* отсутств*'),
  },
  zh: {
    more: /提高|提升|增加|改善|优于|超过|高于|更好|更高|更快/gu,
    less: /降低|减少|下降|恶化|低于|更差|更慢|损害|削弱/gu,
    not: /不|没有|无法|无需|无须|未|缺乏|缺少/gu,
  },
};

/** What two passages must both have of the question before their directions are compared: as many words, as much cover. */
const SHARED = { words: 2, cover: 0.3 };

/**
 * The first two passages of different papers that seem to differ: one tells of more where the other tells of less, about the
 * same words of the question, and neither is turned round by a negation that the other lacks. It is a guess by words, right
 * in two of three cases (`npm run bench -- ask` holds it against SciFact's claims and the evidence that contradicts them).
 */
export function findDisagreement(evidence: readonly Evidence[]): [Evidence, Evidence] | undefined {
  for (const [at, one] of evidence.entries()) {
    const other = evidence.slice(at + 1).find((each) => differ(one, each));
    if (other) return [one, other];
  }
  return undefined;
}

function differ(a: Evidence, b: Evidence): boolean {
  if (a.passage.paper.id === b.passage.paper.id) return false;
  if (Math.min(a.cover, b.cover) < SHARED.cover) return false;
  if (a.matched.intersection(b.matched).size < SHARED.words) return false;
  return isOpposite(toStance(a), toStance(b));
}

/** Whether one tells of more and the other of less, with the same negation. */
export function isOpposite(a: Stance, b: Stance): boolean {
  return a.direction * b.direction < 0 && a.negated === b.negated;
}

/** Which way a sentence points: 1 more, -1 less, 0 neither or both. */
export interface Stance {
  direction: -1 | 0 | 1;
  negated: boolean;
}

export function toStance({ passage: { sentence, paper } }: Pick<Evidence, 'passage'>): Stance {
  return stanceOf(sentence.text, paper.lang);
}

/** The stance of a text, by counting words. */
export function stanceOf(text: string, lang: Language): Stance {
  const { more, less, not } = WORDS[lang];
  const balance = count(text, more) - count(text, less);
  return { direction: balance > 0 ? 1 : balance < 0 ? -1 : 0, negated: count(text, not) > 0 };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function words(list: string): RegExp {
  const source = list.replaceAll('*', '\\p{L}*').replaceAll(' ', '|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');
}
