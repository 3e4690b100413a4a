import { SYMBOLS } from './latex-symbols.ts';

/**
 * Characters that LaTeX gives a meaning, and typographic ones that have an ASCII form. Braces are spelled out, because
 * BibTeX counts `\\{` as a brace.
 */
const WRITTEN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '&': '\\&',
    '%': '\\%',
    $: '\\$',
    '#': '\\#',
    _: '\\_',
    '{': '\\textbraceleft{}',
    '}': '\\textbraceright{}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
    '\\': '\\textbackslash{}',
    '<': '\\textless{}',
    '>': '\\textgreater{}',
    '|': '\\textbar{}',
    '–': '--',
    '—': '---',
    '−': '$-$',
    '‐': '-',
    '‑': '-',
    '‘': '`',
    '’': "'",
    '“': '``',
    '”': "''",
    '…': '\\ldots{}',
    '•': '\\textbullet{}',
    '·': '$\\cdot$',
    '°': '$^{\\circ}$',
    '√': '$\\surd$',
    '£': '\\pounds{}',
    '§': '\\S{}',
    '©': '\\copyright{}',
    '®': '\\textregistered{}',
    '™': '\\texttrademark{}',
    ß: '{\\ss}',
    ø: '{\\o}',
    Ø: '{\\O}',
    æ: '{\\ae}',
    Æ: '{\\AE}',
    œ: '{\\oe}',
    Œ: '{\\OE}',
    ł: '{\\l}',
    Ł: '{\\L}',
    ı: '{\\i}',
    ȷ: '{\\j}',
    µ: '$\\mu$',
  }),
);

/** Formula commands that LaTeX knows without a package. */
const MATH_COMMANDS =
  'alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi psi omega ' +
  'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega times div pm mp oplus otimes leq geq neq approx simeq sim cong ' +
  'equiv propto ll gg in notin subset subseteq supset cup cap emptyset forall exists neg wedge vee rightarrow leftarrow ' +
  'leftrightarrow Rightarrow Leftrightarrow mapsto uparrow downarrow infty partial nabla ell hbar sum prod int perp parallel ' +
  'top circ bullet dagger ddagger langle rangle prime';
const MATH: ReadonlyMap<string, string> = new Map(
  MATH_COMMANDS.split(' ').map((name) => [SYMBOLS.get(name) ?? '', `$\\${name}$`]),
);

/** Combining marks and the accent commands for them. */
const ACCENTS: ReadonlyMap<string, string> = new Map([
  ...Object.entries({
    '\u0300': '`',
    '\u0301': "'",
    '\u0302': '^',
    '\u0303': '~',
    '\u0304': '=',
    '\u0306': 'u',
  }),
  ...Object.entries({
    '\u0307': '.',
    '\u0308': '"',
    '\u030a': 'r',
    '\u030b': 'H',
    '\u030c': 'v',
    '\u0323': 'd',
  }),
  ...Object.entries({ '\u0327': 'c', '\u0328': 'k', '\u0331': 'b' }),
]);

const RAISED = /^[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᴬ-ᵂᵃ-ᵡⁱⁿⱽˡʰʲʳˢʷˣʸᶜᶠᶻ]+$/u;
const LOWERED = /^[₀-₎ₐ-ₜᵢ-ᵥⱼ]+$/u;

/** Raised characters in a row, lowered ones in a row, or one character with the marks on it. */
const PIECE = new RegExp(`${RAISED.source.slice(1, -1)}|${LOWERED.source.slice(1, -1)}|\\P{M}\\p{M}*`, 'gu');

/**
 * Plain text as LaTeX source. Latin, Greek, accents, formula signs and raised or lowered characters become commands in
 * ASCII; letters of other scripts stay, as XeLaTeX, LuaLaTeX and biber read them; signs that LaTeX cannot set (emoji) are
 * left out.
 */
export function toLatex(text: string): string {
  const pieces = text.toWellFormed().normalize('NFC').match(PIECE) ?? [];
  return pieces
    .map((piece) => toCommand(piece))
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

function toCommand(piece: string): string {
  if (/^[\x20-\x7e]$/u.test(piece) || WRITTEN.has(piece) || MATH.has(piece)) {
    return WRITTEN.get(piece) ?? MATH.get(piece) ?? piece;
  }
  if (RAISED.test(piece)) return `$^{${piece.normalize('NFKC').replaceAll('−', '-')}}$`;
  if (LOWERED.test(piece)) return `$_{${piece.normalize('NFKC').replaceAll('−', '-')}}$`;
  if (/^\s/u.test(piece)) return ' ';
  if (/^[\p{Script=Latin}]/u.test(piece)) return accented(piece);
  if (/^[\p{L}\p{N}]/u.test(piece))
    return /^\p{Script=Common}/u.test(piece) ? piece.normalize('NFKC') : piece;
  return '';
}

/** `é` as `{\'e}`; marks without a command are dropped. */
function accented(piece: string): string {
  const [base = '', ...marks] = Array.from(piece.normalize('NFKD'));
  const commands = marks.map((mark) => ACCENTS.get(mark)).filter((command) => command !== undefined);
  const letter = WRITTEN.get(base) ?? base;
  if (!/^[\x20-\x7e]+$/u.test(letter)) return '';
  const dotless = base === 'i' || base === 'j' ? `\\${base}` : letter;
  const above = commands.some((command) => !/[cdkb]/u.test(command));
  return commands.reduce(
    (inner, command) => `{\\${command}{${inner}}}`,
    commands.length > 0 && above ? dotless : letter,
  );
}
