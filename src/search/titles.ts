/** A title, and its words, folded, each with a space before it. */
export interface Title {
  id: string;
  title: string;
  votes: number;
  folded: string;
}

/** Titles that do not change, found by how their words start. */
export interface Titles {
  size: number;
  all(): readonly Title[];
  /** The titles with a word that starts like this; one may come twice. */
  starting(prefix: string): Iterable<Title>;
  dump(): TitlesDump;
}

/** Titles as they are kept on disk: sorted, for sorting takes longest. */
export interface TitlesDump {
  titles: readonly Title[];
  words: string[];
  ends: Uint32Array;
  places: Uint32Array;
}

/** Sorts the words of all titles; of each it is written down, packed, which titles have it. */
export function sortTitles(titles: readonly Title[]): Titles {
  const having = new Map<string, number[]>();
  titles.forEach(({ folded }, at) => {
    for (const word of new Set(folded.trim().split(' '))) {
      const list = having.get(word);
      if (list) list.push(at);
      else having.set(word, [at]);
    }
  });
  const words = [...having.keys()].sort((a, b) => (a < b ? -1 : 1));
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

  return createTitles({ titles, words, ends, places });
}

/** @param from what `dump` gave */
export function createTitles(from: TitlesDump): Titles {
  const { titles, words, ends, places } = from;
  return {
    dump: () => from,
    size: titles.length,
    all: () => titles,
    *starting(prefix) {
      let low = 0;
      let high = words.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((words[middle] ?? '') < prefix) low = middle + 1;
        else high = middle;
      }
      let last = low;
      while (words[last]?.startsWith(prefix)) last += 1;
      const from = low === 0 ? 0 : (ends[low - 1] ?? 0);
      const to = last === 0 ? 0 : (ends[last - 1] ?? 0);
      for (let at = from; at < to; at++) {
        const title = titles[places[at] ?? 0];
        if (title) yield title;
      }
    },
  };
}
