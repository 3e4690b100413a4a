import { parseQuery } from '../search/parse-query.ts';
import type { Query } from '../search/query.ts';

/** One topic of a subscription: a query of its own, with the conditions that stand for all. */
export interface SubscribedTopic {
  /** As written, without the conditions; empty where there are conditions alone. */
  text: string;
  query: Query;
}

/** Quotations, conditions and words, one after the other; a comma is a piece of its own, but where it is part of one. */
const PIECES =
  /[-−–—]?(?:\p{L}{1,20}[:：])?(?:"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」)|(?:cat|has|lang)[:：][^\s,，]+(?:[,，][^\s,，]+)*|[,，、]|[^\s,，、]+/giu;
const CONDITION = /^(?:[-−–—][^\s\-−–—]|(?:author|cat|year|after|before|has|lang|sort)[:：])/iu;
const COMMA = /^[,，、]$/u;
/** Holds for every paper. */
const ANY = 'lang:en,ru,zh';

/**
 * Reads a subscription's text. Topics stand between commas, each in search syntax; what is a condition (`-word`, `cat:`,
 * `lang:` …) holds for all of them: `moe, quantization -vision cat:cs.CL`. Conditions alone make one topic without words,
 * and nothing at all makes none.
 *
 * @throws UserError as `parseQuery` does, for a condition with a wrong value
 */
export function parseTopics(text: string): SubscribedTopic[] {
  const topics: string[][] = [[]];
  const conditions: string[] = [];
  for (const [piece] of text.matchAll(PIECES)) {
    if (COMMA.test(piece)) topics.push([]);
    else if (CONDITION.test(piece)) conditions.push(piece);
    else if (/[\p{L}\p{N}]/u.test(piece)) topics.at(-1)?.push(piece);
  }
  const written = topics.map((words) => words.join(' ')).filter((words) => words !== '');
  if (written.length > 0) return written.map((words) => toTopic(words, conditions));
  if (conditions.length === 0) return [];
  return [toTopic('', conditions.some((each) => /^\p{L}/u.test(each)) ? conditions : [ANY, ...conditions])];
}

function toTopic(text: string, conditions: readonly string[]): SubscribedTopic {
  return { text, query: { ...parseQuery([text, ...conditions].join(' ')), sort: 'relevance' } };
}
