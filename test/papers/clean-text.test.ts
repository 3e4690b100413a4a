import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCleanText } from '../../src/papers/clean-text.ts';

const { raw } = String;

const CASES: readonly (readonly [what: string, written: string, read: string])[] = [
  [
    'accents',
    raw`Nystr\"{o}mformer, caf\'e, {\'e}, na\"{\i}ve, \c{c}a, Fren\v{s}t\'{a}t, Erd\H{o}s`,
    'Nyströmformer, café, é, naïve, ça, Frenštát, Erdős',
  ],
  ['letters of their own', raw`Stra\ss e, Bj{\o}ntegaard, \AA, \ae`, 'Straße, Bjøntegaard, Å, æ'],
  [
    'fonts',
    raw`\textit{a \textbf{b}} {\bf P}roof {\em c} \texttt{x\_y} $\textbf{pre}$diction`,
    'a b Proof c x_y prediction',
  ],
  ['escapes', raw`32\% R\&D a\_b \$5 \#1`, '32% R&D a_b $5 #1'],
  [
    'subscripts',
    raw`$CO_2$, CO$_2$, $x_{i+1}$, $T_{max}$, {LoRETTA}$_{adp}$`,
    'CO₂, CO₂, xᵢ₊₁, T_max, LoRETTA_adp',
  ],
  [
    'superscripts',
    raw`$n^2$, O(L^2), 10^{-3}, $90^\circ$, $10^{th}$, $n^{k/2}$`,
    'n², O(L²), 10⁻³, 90°, 10th, n^(k/2)',
  ],
  ['times', raw`$100\times$ fewer, 5-10$\times$, $\times$4`, '100× fewer, 5-10×, ×4'],
  ['times without its backslash', '5-10times smaller, 384times384', '5-10× smaller, 384×384'],
  ['stars', "A^*, A$^*$ and A∗'s search", "A*, A* and A*'s search"],
  [
    'Greek and relations',
    raw`$\alpha \leq \beta$, 5$\mu$m, $\approx 5$, $A \to B$, $\infty$, $\ell_2$`,
    'α ≤ β, 5μm, ≈ 5, A → B, ∞, ℓ₂',
  ],
  [
    'double-struck and calligraphic letters',
    raw`$\mathbb{R}^d$, $\mathcal{O}(n)$, mathcal{O}(n)`,
    'ℝᵈ, O(n), O(n)',
  ],
  [
    'fractions and roots',
    raw`$\frac{1}{2}$, $\sqrt{d}$, $\tilde O(\sqrt{d \log n})$`,
    '1/2, √d, Õ(√(d log n))',
  ],
  [
    'links',
    raw`\url{https://a.io/x\_y}, \href{https://a.io}{code}, a\footnote{https://b.io}`,
    'https://a.io/x_y, code (https://a.io), a (https://b.io)',
  ],
  [
    'a label glued to its link',
    'at https://github.com/ViTAE/QFormer{QFormer}.',
    'at https://github.com/ViTAE/QFormer.',
  ],
  ['ties', 'models~(LLMs), et al.~(2019), on~all~datasets', 'models (LLMs), et al. (2019), on all datasets'],
  ['dashes and quotes', raw`code -- that --- is 1--5, ${'``'}think''`, 'code – that — is 1–5, "think"'],
  ['macros nobody knows', raw`our \method beats \model{} and \red{that}`, 'our method beats model and that'],
  ['braces that group', '"{SkillNet}" and {BERT}', '"SkillNet" and BERT'],
  ['thousands', '49{,}375 papers', '49,375 papers'],
  ['entities, even twice escaped', 'R&amp;D &lt;b&gt; &amp;lt; caf&eacute;', 'R&D <b> < café'],
  ['invisible characters', 'a\u200bb\ufeff \u202ec\u0007', 'ab c'],
  ['white space', '  a\n b\u00a0\tc ', 'a b c'],
  ['a formula that breaks off', raw`as \textbf{cut off`, 'as cut off'],
];

describe('toCleanText', () => {
  test.each(CASES)('reads %s as people do', (_, written, read) => {
    expect(toCleanText(written)).toBe(read);
  });

  test.each([
    'costs $5 and $10, or $5-$10 a month',
    'just $4 per test',
    'C# and snake_case and a_b in file_name.py',
    'ternary {-1, 0, 1}',
    'sometimes 3 times, 10-times',
    'with ~49 less data and 1~5 demonstrations',
    'run with --flag',
    'https://a.edu/~user/a_b--c?x=1&y=2#z',
    'Кириллица и ёж',
    '本文提出了 MoRA，一种方法。',
    'AT&T at 50%',
  ])('leaves %j as it is', (text) => {
    expect(toCleanText(text)).toBe(text);
  });

  test('changes nothing that it has cleaned, whatever it was made of', () => {
    const piece = fc.constantFrom(
      ...CASES.map(([, written]) => written),
      'and',
      '$5 for each',
      '(',
      ')',
      '5',
      'x.',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const clean = toCleanText(pieces.join(' '));
        expect(toCleanText(clean)).toBe(clean);
      }),
    );
  });

  test('gives one line of well-formed text in normal form C for any string', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('\\', '$', '{', '}', '^', '_', '~', '&', 'a', '2', ' ', '\ud800', '\u202e', '\n'),
    });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        const clean = toCleanText(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\n\r\u200b\u202a-\u202e\p{Cc}]/u);
        expect(clean).toBe(clean.normalize('NFC').trim());
      }),
    );
  });

  test.each(['{', '\\(', '$x', '\\textbf{', '^{', '_', '~', '\\frac', '&amp;', '\\href{'])(
    'answers half a megabyte of %j',
    (part) => {
      expect(toCleanText(part.repeat(5e5 / part.length)).length).toBeLessThan(1e6);
    },
  );
});
