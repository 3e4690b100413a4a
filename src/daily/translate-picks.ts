import type { Writer } from '../answers/llm/writer.ts';
import { summarise } from '../answers/summary.ts';
import type { Language, Paper } from '../papers/paper.ts';
import type { Pick } from './pick.ts';

/** What of a pick's card is in the authors' words, or translated. */
export interface PickText {
  title: string;
  tldr: string;
}

/** The part of the writer that translates. */
export type Translator = { [Name in 'model' | 'translate']: Writer[Name] };

/** Translations by a paper's id, and by which model. */
export interface PickTranslations {
  model: string;
  texts: ReadonlyMap<string, PickText>;
}

/** A pick's card in the authors' own words. */
export function toPickText(paper: Paper): PickText {
  return { title: paper.title, tldr: summarise(paper).tldr.text };
}

/**
 * Puts the titles and TL;DRs of picks into a language. A part whose translation did not pass the check stays as the authors
 * wrote it, and a paper of which nothing passed is left out, like one that is in that language already. Never rejects.
 *
 * @param person by whom the tokens are counted
 * @returns undefined where nothing was translated
 */
export async function translatePicks(
  picks: readonly Pick[],
  { lang, person, signal }: { lang: Language; person: string; signal?: AbortSignal | undefined },
  writer: Translator,
): Promise<PickTranslations | undefined> {
  const foreign = picks.map(({ paper }) => paper).filter((paper) => paper.lang !== lang);
  if (foreign.length === 0) return undefined;
  const items = foreign.flatMap((paper) => {
    const { title, tldr } = toPickText(paper);
    return [
      { id: `title ${paper.id}`, text: title },
      { id: `tldr ${paper.id}`, text: tldr },
    ];
  });
  const translated = await writer.translate(items, { person, lang, signal });
  const texts = foreign.flatMap((paper): [string, PickText][] => {
    const [title, tldr] = [translated.get(`title ${paper.id}`), translated.get(`tldr ${paper.id}`)];
    if (title === undefined && tldr === undefined) return [];
    const own = toPickText(paper);
    return [[paper.id, { title: title ?? own.title, tldr: tldr ?? own.tldr }]];
  });
  return texts.length === 0 ? undefined : { model: writer.model, texts: new Map(texts) };
}
