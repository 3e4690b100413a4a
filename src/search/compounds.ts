/** Beginnings that are no words of their own: `pre-training`, `pre training` and `pretraining` are one word. */
const BOUND = new Set(
  `anti auto bi electro hetero homo hyper infra inter intra meta micro mono multi neuro non omni poly post pre pseudo quasi
  semi spatio sub super tele trans tri ultra uni`.split(/\s+/),
);

/** Beginnings that are also words, so that only a hyphen tells: `co-training`, but not "over training". */
const BOUND_BY_HYPHEN = new Set(
  'co cross de dis down mid mini off on out over re self under un up'.split(' '),
);

/** Pairs that people write as one word, as two, and with a hyphen. The second word is given by how it starts. */
const PAIRS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    fine: ['tun', 'grain'],
    data: ['set', 'base'],
    bench: ['mark'],
    back: ['prop', 'bone', 'door'],
    time: ['step', 'stamp'],
    key: ['point', 'frame', 'word'],
    check: ['point'],
    code: ['base'],
    hand: ['craft', 'written'],
    feed: ['forward', 'back'],
    soft: ['max'],
    work: ['flow'],
    text: ['book'],
    wave: ['let'],
    web: ['page', 'site'],
    life: ['long'],
  }),
);

/** Whether two neighbouring words, folded, are one word to a reader, however they are written. */
export function isOneWord(first: string, second: string, joint: 'hyphen' | 'space'): boolean {
  if (BOUND.has(first)) return letters.test(second);
  if (PAIRS.get(first)?.some((start) => second.startsWith(start))) return true;
  return joint === 'hyphen' && (BOUND_BY_HYPHEN.has(first) || isName(first, second));
}

const letters = /^\p{L}/u;
const digits = /^[\d.]+$/;

/** `GPT-4`, `T-5`, `1-bit`, `3-D`, `k-means`: the parts alone say little. */
function isName(first: string, second: string): boolean {
  if (digits.test(first)) return letters.test(second);
  return letters.test(first) && (/^\d/.test(second) || first.length === 1);
}
