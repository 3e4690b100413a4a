/**
 * The name that was most likely meant: the one at the smallest optimal string alignment distance (Damerau 1964:
 * insertions, deletions, substitutions and swapped neighbours), where that is at most a third of the name's length.
 */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  if (typed.length > 64) return undefined;
  let best: { name: string; distance: number } | undefined;
  for (const name of names) {
    const distance = editDistance(typed, name);
    if (distance <= Math.max(1, Math.floor(name.length / 3)) && distance < (best?.distance ?? Infinity))
      best = { name, distance };
  }
  return best && best.distance < best.name.length ? best.name : undefined;
}

/**
 * Optimal string alignment distance between two short strings, in UTF-16 units.
 *
 * @param most what is farther apart is only known to be: then more than this is given, and found out sooner
 */
export function editDistance(a: string, b: string, most = Infinity): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  let least = 0;
  for (let row = 1; row <= a.length; row++) {
    const current = new Array<number>(b.length + 1).fill(Infinity);
    current[0] = row;
    const leastBefore = least;
    least = row;
    // Cells farther from the diagonal are more than `most` already.
    const last = Math.min(b.length, row + most);
    for (let column = Math.max(1, row - most); column <= last; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let distance = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (isSwapped(a, b, row, column)) distance = Math.min(distance, (before[column - 2] ?? 0) + 1);
      current[column] = distance;
      if (distance < least) least = distance;
    }
    // A swap reaches back two rows.
    if (least > most && leastBefore > most) return most + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** Whether the last two letters of one, up to here, are those of the other in turn. */
function isSwapped(a: string, b: string, row: number, column: number): boolean {
  if (row < 2 || column < 2) return false;
  return (
    a.charCodeAt(row - 1) === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === b.charCodeAt(column - 1)
  );
}
