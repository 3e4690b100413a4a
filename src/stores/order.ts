/**
 * The order of ids in every store: by Unicode code point, which is also the order of their UTF-8 bytes and so
 * SQLite's. JavaScript's `<` goes by UTF-16 unit and puts U+1D400 before U+FF21.
 *
 * @returns negative, 0 or positive, as `Array.sort` wants it.
 */
export function compareIds(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at += 1) {
    const unitA = a.charCodeAt(at);
    const unitB = b.charCodeAt(at);
    if (unitA !== unitB) return rank(unitA) - rank(unitB);
  }
  return a.length - b.length;
}

/** Moves the surrogates, which stand for the code points past U+FFFF, behind the units that stand for themselves. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
