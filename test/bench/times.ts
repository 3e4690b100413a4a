/** How long each takes, one after the other, in ms. */
export async function timesOf<Item>(
  items: readonly Item[],
  run: (item: Item) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) times.push(await timeOf(() => run(item)));
  return times;
}

/** How long it takes, in ms. */
export async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
