/** Leaves a slot to whoever waits the longest; again does nothing. */
export type Leave = () => void;

/** Lets so many in at the same time, the others in the order they came. */
export function createSlots(most: number): () => Promise<Leave> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    };
  };
}
