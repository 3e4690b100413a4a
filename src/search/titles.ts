/** A title, and its words, folded, each with a space before it. */
export interface Title {
  id: string;
  title: string;
  votes: number;
  folded: string;
}

/** A title that has words that start as was typed. */
export interface Ranked {
  title: Title;
  /** How well it fits: 0 starts with what was typed, 1 has it in a row, 2 has its words. */
  place: number;
}

/** Titles that do not change, found by how their words start. */
export interface Titles {
  size: number;
  all(): readonly Title[];
  /**
   * The best titles with words that start like these, best first as {@link byRank} has it. Titles alone are looked into that
   * would come among the best: a single letter starts the words of most.
   *
   * @param words folded; at least one
   */
  best(words: readonly string[], limit: number, isWanted: (title: Title) => boolean): Ranked[];
  dump(): TitlesDump;
}

/** Titles as they are kept on disk: sorted, for sorting takes longest; the titles themselves are kept elsewhere. */
export interface TitlesDump {
  /** In the order that titles of one place have. */
  ids: string[];
  folded: string[];
  votes: number[];
  /** Which titles come first by their folded words. */
  alphabet: Uint32Array;
  words: string[];
  ends: Uint32Array;
  places: Uint32Array;
}

/** Sorts titles and the words of all; of each word it is written down, packed, which titles have it. */
export function sortTitles(unsorted: readonly Title[]): Titles {
  const titles = unsorted.toSorted(byTitle);
  const having = new Map<string, number[]>();
  titles.forEach(({ folded }, at) => {
    for (const word of new Set(folded.trim().split(' '))) {
      const list = having.get(word);
      if (list) list.push(at);
      else having.set(word, [at]);
    }
  });
  const words = [...having.keys()].sort(compareText);
  const ends = new Uint32Array(words.length);
  let length = 0;
  words.forEach((word, at) => {
    length += having.get(word)?.length ?? 0;
    ends[at] = length;
  });
  const places = new Uint32Array(length);
  words.forEach((word, at) => {
    places.set(having.get(word) ?? [], at === 0 ? 0 : ends[at - 1]);
  });
  const foldedAt = (at: number): string => titles[at]?.folded ?? '';
  const alphabet = Uint32Array.from(titles.keys()).sort((a, b) => compareText(foldedAt(a), foldedAt(b)));
  return createTitles(titles, { alphabet, words, ends, places });
}

/**
 * @param from what `dump` gave
 * @param keptOf gives the paper of an id, whose texts are then shared
 */
export function restoreTitles(
  from: TitlesDump,
  keptOf: (id: string) => Pick<Title, 'id' | 'title'> | undefined,
): Titles {
  const { ids, folded, votes, ...sorted } = from;
  const titles = ids.map((id, at) => {
    const kept = keptOf(id);
    const texts = { id: kept?.id ?? id, title: kept?.title ?? '', folded: folded[at] ?? '' };
    return { ...texts, votes: votes[at] ?? 0 };
  });
  return createTitles(titles, sorted);
}

/** How titles are found: by the alphabet, and by their words. */
type Sorted = Pick<TitlesDump, 'alphabet' | 'words' | 'ends' | 'places'>;

function createTitles(titles: readonly Title[], sorted: Sorted): Titles {
  const { alphabet, words, ends, places } = sorted;

  /** The titles with a word that starts like this; one may come twice. */
  const havingStart = (start: string): Uint32Array => {
    const [low, high] = toRange(words.length, (at) => words[at] ?? '', start);
    return places.subarray(low === 0 ? 0 : ends[low - 1], high === 0 ? 0 : ends[high - 1]);
  };
  const startingWith = (start: string): Uint32Array => {
    const [low, high] = toRange(titles.length, (at) => titles[alphabet[at] ?? 0]?.folded ?? '', start);
    return alphabet.subarray(low, high);
  };

  return {
    dump: () => ({
      ids: titles.map(({ id }) => id),
      folded: titles.map((title) => title.folded),
      votes: titles.map((title) => title.votes),
      ...sorted,
    }),
    size: titles.length,
    all: () => titles,
    best(asked, limit, isWanted) {
      const placeOf = toPlacing(asked);
      const best = createBest(limit);
      const collect = (numbers: Uint32Array, least: number): void => {
        for (const at of numbers) {
          if (!best.takes({ place: least, at })) continue;
          const title = titles[at];
          const place = title && isWanted(title) ? placeOf(title) : NOWHERE;
          if (place !== NOWHERE) best.add({ place, at });
        }
      };
      collect(startingWith(` ${asked.join(' ')}`), 0);
      const having = asked.map(havingStart);
      const [fewest = new Uint32Array()] = having.sort((a, b) => a.length - b.length);
      collect(fewest, 1);
      return best.all().flatMap(({ place, at }) => {
        const title = titles[at];
        return title ? [{ title, place }] : [];
      });
    },
  };
}

/** Of a title that does not have all the words. */
export const NOWHERE = Infinity;

/** Tells how well a title fits what was typed, see {@link Ranked}. */
export function toPlacing(asked: readonly string[]): (title: Title) => number {
  const together = ` ${asked.join(' ')}`;
  const starts = asked.map((word) => ` ${word}`);
  return ({ folded }) => {
    if (folded.startsWith(together)) return 0;
    if (folded.includes(together)) return 1;
    return starts.every((start) => folded.includes(start)) ? 2 : NOWHERE;
  };
}

/** The best title starts with what was typed; then comes one that has it in a row; of these, the one with most votes. */
export function byRank(a: Ranked, b: Ranked): number {
  return a.place - b.place || byTitle(a.title, b.title);
}

function byTitle(a: Title, b: Title): number {
  return b.votes - a.votes || compareText(a.title, b.title) || compareText(a.id, b.id);
}

/** A title by its number; titles of one place are better the smaller it is. */
interface Numbered {
  place: number;
  at: number;
}

/** Keeps the best so many, each once, in order. */
function createBest(limit: number): {
  takes(each: Numbered): boolean;
  add(each: Numbered): void;
  all(): readonly Numbered[];
} {
  const kept: Numbered[] = [];
  const isBefore = (a: Numbered, b: Numbered): boolean =>
    a.place < b.place || (a.place === b.place && a.at < b.at);
  const takes = (each: Numbered): boolean => {
    const last = kept.at(-1);
    return kept.length < limit || (last !== undefined && isBefore(each, last));
  };
  return {
    takes,
    add(each) {
      if (!takes(each) || kept.some(({ at }) => at === each.at)) return;
      const next = kept.findIndex((other) => isBefore(each, other));
      kept.splice(next < 0 ? kept.length : next, 0, each);
      if (kept.length > limit) kept.pop();
    },
    all: () => kept,
  };
}

/** From where to where in a sorted list the texts start like this. */
function toRange(length: number, textAt: (at: number) => string, start: string): [from: number, to: number] {
  const firstFrom = (isBefore: (text: string) => boolean): number => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(textAt(middle))) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [firstFrom((text) => text < start), firstFrom((text) => text < start || text.startsWith(start))];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
