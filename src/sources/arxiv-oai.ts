import { z } from 'zod';
import type { Clock } from '../ports.ts';
import { splitAuthors } from './author-names.ts';
import { fetchWhole, type PoliteFetch } from './polite-fetch.ts';
import { arxivId, instant, type Sifted, type SourceDraft, sift, toCategories, toUtcDay } from './sift.ts';
import { parseCursor, type Source } from './source.ts';
import { SourceError } from './source-error.ts';
import { parseXml, readShape, text } from './xml.ts';

/** The address of arXiv's OAI-PMH service; https://info.arxiv.org/help/oa/index.html */
export const ARXIV_OAI_URL = 'https://oaipmh.arxiv.org/oai';

/** How far back a first harvest goes. */
const FIRST_DAYS = 30;

/** arXiv's records change once a day; asked somewhat more often, a day is never left out. */
const AT_MOST_EVERY = 20 * 3_600_000;

/** The archives that are groups of their own; all others are sets of the group `physics`. */
const GROUPS = new Set(['cs', 'econ', 'eess', 'math', 'q-bio', 'q-fin', 'stat']);

/** A record in the format `arXivRaw`, the one that tells versions and their dates. */
const record = z
  .object({
    metadata: z.object({
      arXivRaw: z.object({
        id: text.pipe(arxivId),
        title: text,
        authors: text,
        abstract: text,
        categories: text,
        comments: text,
        version: z
          .array(z.object({ '@version': z.string().regex(/^v\d{1,3}$/), date: text.pipe(instant) }))
          .min(1),
      }),
    }),
  })
  .transform(({ metadata: { arXivRaw: raw } }): SourceDraft => {
    const submitted = raw.version.reduce((first, version) => (version.date < first.date ? version : first));
    return {
      arxivId: raw.id.id,
      version: Math.max(...raw.version.map((version) => Number(version['@version'].slice(1)))),
      title: raw.title,
      abstract: raw.abstract,
      authors: splitAuthors(raw.authors),
      date: toUtcDay(submitted.date),
      categories: toCategories(raw.categories.split(/\s+/)),
      comments: raw.comments,
    };
  });

const answer = z.object({
  'OAI-PMH': z.looseObject({
    error: z.looseObject({ '@code': z.string(), '#text': z.string().default('') }).optional(),
    ListRecords: z
      .looseObject({ record: z.array(z.unknown()).default([]), resumptionToken: text })
      .optional(),
  }),
});

/** Deleted records have no metadata and are nobody's mistake. */
const deleted = z.object({ header: z.looseObject({ '@status': z.literal('deleted') }) });

/** Where the harvest stands: the sets before `set` are read, and that one as far as `token`. */
const harvest = z.object({
  /** Of the sets, joined; another choice of categories is another harvest. */
  categories: z.string(),
  /** Records changed from this day on are to be harvested. */
  from: z.iso.date(),
  /** The day this round began, from which the next one goes on. */
  began: z.iso.date(),
  /** The set being read, counted from 0. */
  set: z.int().nonnegative(),
  token: z.string().optional(),
});
type Harvest = z.infer<typeof harvest>;

/** A part of a list, and what to ask for the next part with; `expired` where the token that was asked with is. */
interface Listed extends Sifted {
  token: string | undefined;
  expired?: true;
}

/**
 * Everything that changed in some categories since the last harvest: for catching up after a long pause. It goes on
 * inside a list where it was cut off; a list whose token has expired is read anew from its beginning.
 *
 * @param categories such as `cs.AI`
 * @see https://www.openarchives.org/OAI/openarchivesprotocol.html
 */
export function createArxivOai(
  url: string,
  categories: readonly string[],
  fetch: PoliteFetch,
  clock: Clock,
): Source {
  async function list(state: Harvest, category: string): Promise<Listed> {
    const parameters: Record<string, string> =
      state.token === undefined
        ? { verb: 'ListRecords', metadataPrefix: 'arXivRaw', set: toSet(category), from: state.from }
        : { verb: 'ListRecords', resumptionToken: state.token };
    return fetchWhole(fetch, {
      url: `${url}?${new URLSearchParams(parameters)}`,
      accept: 'text/xml',
      read: readRecords,
    });
  }

  return {
    name: 'arxiv-oai',
    atMostEvery: AT_MOST_EVERY,
    async *fetchSince(cursor) {
      const today = toUtcDay(clock.now());
      let state = begin(parseCursor(cursor, harvest), today, categories, clock);
      for (let category = categories[state.set]; category !== undefined; category = categories[state.set]) {
        const { papers, rejected, token, expired } = await list(state, category);
        if (expired && state.token !== undefined) {
          state = withoutToken(state);
          continue;
        }
        if (token !== undefined && token === state.token) {
          throw new SourceError('unreadable', 'arXiv gave the same resumption token twice');
        }
        state = token === undefined ? { ...withoutToken(state), set: state.set + 1 } : { ...state, token };
        yield { papers, rejected, cursor: JSON.stringify(state) };
      }
    },
  };
}

/** Where to go on: inside the last round, or with a new one where that was finished. */
function begin(last: Harvest | undefined, today: string, sets: readonly string[], clock: Clock): Harvest {
  const earliest = toUtcDay(new Date(clock.now().getTime() - FIRST_DAYS * 86_400_000));
  const categories = sets.join(' ');
  // A round of the future was begun while the clock was wrong.
  if (last === undefined || last.began > today || last.categories !== categories) {
    return { categories, from: earliest, began: today, set: 0 };
  }
  if (last.set >= sets.length) return { categories, from: last.began, began: today, set: 0 };
  // A token lives until midnight at most, so one of an earlier day is not even tried.
  return last.began === today ? last : withoutToken(last);
}

function withoutToken({ token: _, ...rest }: Harvest): Harvest {
  return rest;
}

/** The set of a category: `cs:cs:AI`, `physics:astro-ph:CO`, `physics:hep-th`. */
export function toSet(category: string): string {
  const [archive = '', subject] = category.split('.');
  const group = GROUPS.has(archive) ? archive : 'physics';
  return [group, archive, ...(subject === undefined ? [] : [subject])].join(':');
}

function readRecords(body: string): Listed {
  const { error, ListRecords: found } = readShape(answer, parseXml(body))['OAI-PMH'];
  if (error?.['@code'] === 'badResumptionToken')
    return { papers: [], rejected: [], token: undefined, expired: true };
  if (error !== undefined && error['@code'] !== 'noRecordsMatch') {
    throw new SourceError(
      'refused',
      `refused the request (${error['@code']}: ${error['#text'].slice(0, 200)})`,
    );
  }
  const records = (found?.record ?? []).filter((entry) => !deleted.safeParse(entry).success);
  return { ...sift('arXiv', records, record), token: found?.resumptionToken || undefined };
}
