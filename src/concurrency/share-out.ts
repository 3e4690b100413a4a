/**
 * Shares room out among texts that want so much each: who wants less than an equal share gets what they want, and leaves
 * the rest to the others (max-min fairness; Bertsekas and Gallager, Data Networks, section 6.5.2).
 *
 * @returns how much each gets, in their order; together at most `room`
 */
export function shareOut(wants: readonly number[], room: number): number[] {
  const shares = wants.map(() => 0);
  let left = Math.max(0, room);
  const modestFirst = [...wants.entries()].sort(([, a], [, b]) => a - b);
  for (const [at, [index, want]] of modestFirst.entries()) {
    const share = Math.min(want, Math.floor(left / (wants.length - at)));
    shares[index] = share;
    left -= share;
  }
  return shares;
}
