/** A channel or conversation in which somebody asks. */
export interface Place {
  /** Unique over platforms: `discord:80351110224678912`, `slack:T024BE7LD/C024BE91L`. */
  id: string;
  /** Whether the asker may change what the bot does here. */
  mayManage: boolean;
}

/** What was set for places. Every implementation passes test/contracts/places.ts. */
export interface Places {
  /** Whether papers named in passing get a card here; no where nobody switched it on. */
  hasCards(placeId: string): Promise<boolean>;
  setCards(placeId: string, on: boolean): Promise<void>;
}

/** Keeps settings as long as the process lives. */
export function createMemoryPlaces(): Places {
  const withCards = new Set<string>();
  return {
    hasCards: (placeId) => Promise.resolve(withCards.has(placeId)),
    setCards(placeId, on) {
      if (on) withCards.add(placeId);
      else withCards.delete(placeId);
      return Promise.resolve();
    },
  };
}
