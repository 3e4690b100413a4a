import { z } from 'zod';
import { detectLanguage } from '../../papers/language.ts';
import type { Language } from '../../papers/paper.ts';
import { CUES } from '../cues.ts';
import { looksLikeInstruction } from '../instructions.ts';
import { splitSentences } from '../sentences.ts';
import type { Exchange } from './attempt.ts';
import { checkTranslation } from './check-translation.ts';
import { toTranslationPrompt } from './prompt.ts';

/** A text to translate: a title, a sentence or two. */
export interface Original {
  /** Each once. */
  id: string;
  text: string;
}

/** A translation as a model gives it, before anything of it is believed. */
const Translation = z.object({ number: z.int(), text: z.string().trim().min(1).max(3000) });
type Translation = z.infer<typeof Translation>;

/** More texts, or longer ones, are left as they are. */
const MOST = { texts: 40, length: 1200 };
/** Room that a translation and the JSON around it may take, by the length of the texts. */
const ROOM = { times: 3, more: 200 };

/** The translations of some texts as they come in. */
export interface Translations {
  /** Asks for those that are still wanted; undefined where none is. */
  next(): Exchange<Translation> | undefined;
  /** By id, those that passed the check. Of two texts that are given the same words, neither. */
  read(): ReadonlyMap<string, string>;
}

/** Leaves out texts that are in the language already, that talk to the model, or that lead elsewhere. */
export function toTranslations(items: readonly Original[], lang: Language): Translations {
  const wanted = items.filter(({ text }) => isTranslatable(text, lang)).slice(0, MOST.texts);
  const translated = new Map<number, string>();
  return {
    next() {
      const texts = wanted.flatMap(({ text }, at) =>
        translated.has(at + 1) ? [] : [{ number: at + 1, text }],
      );
      if (texts.length === 0) return undefined;
      const prompt = toTranslationPrompt(texts, lang);
      return {
        prompt,
        shape: Translation,
        longest: ROOM.times * prompt.user.length + ROOM.more,
        take({ number, text }) {
          const original = wanted[number - 1];
          if (original === undefined) return 'no such text';
          if (translated.has(number)) return 'translated twice';
          const checked = checkTranslation(original.text, text, lang);
          if (!('text' in checked)) return checked.objection;
          translated.set(number, checked.text);
          return undefined;
        },
        enough: () => translated.size === wanted.length,
      };
    },
    read() {
      const groups = Map.groupBy(translated, ([, text]) => text);
      const own = [...groups.values()].filter(
        (group) => new Set(group.map(([number]) => wanted[number - 1]?.text)).size === 1,
      );
      return new Map(own.flat().flatMap(([number, text]) => toEntry(wanted[number - 1], text)));
    },
  };
}

function toEntry(original: Original | undefined, text: string): [id: string, text: string][] {
  return original ? [[original.id, text]] : [];
}

function isTranslatable(text: string, lang: Language): boolean {
  const written = detectLanguage(text);
  if (written === lang || text.trim() === '' || text.length > MOST.length) return false;
  const parts = splitSentences(text, written);
  return !parts.some((part) => looksLikeInstruction(part.text) || CUES[written].link.test(part.text));
}
