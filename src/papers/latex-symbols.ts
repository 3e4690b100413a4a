/** Tables for reading LaTeX as plain text. Names are the commands without their backslash. */

/** Reads `name text name text …`; a text that holds a space is written with `␣`. */
function toMap(...pairs: readonly string[]): Map<string, string> {
  const words = pairs.join(' ').split(' ');
  const map = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2)
    map.set(words[at] ?? '', (words[at + 1] ?? '').replace('␣', ' '));
  return map;
}

const GREEK =
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ ' +
  'nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω ' +
  'Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω';

const LETTER_COMMANDS =
  'ss ß o ø O Ø aa å AA Å ae æ AE Æ oe œ OE Œ l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ';

const SIGNS =
  'times × cdot · cdotp · div ÷ pm ± mp ∓ ast * star * circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙ leq ≤ le ≤ leqslant ≤ ' +
  'geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ approx ≈ simeq ≃ sim ∼ cong ≅ equiv ≡ propto ∝ ll ≪ gg ≫ lesssim ≲ gtrsim ≳ lt < gt > ' +
  'prec ≺ succ ≻ preceq ⪯ succeq ⪰ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ ' +
  'emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ land ∧ wedge ∧ lor ∨ vee ∨ to → rightarrow → longrightarrow → ' +
  'leftarrow ← gets ← leftrightarrow ↔ longleftrightarrow ↔ Rightarrow ⇒ implies ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ ' +
  'dag † mapsto ↦ uparrow ↑ downarrow ↓ nearrow ↗ searrow ↘ rightleftharpoons ⇌ infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ ' +
  'sum ∑ prod ∏ int ∫ oint ∮ surd √ angle ∠ perp ⊥ bot ⊥ parallel ∥ mid | vert | Vert ‖ lvert | rvert | top ⊤ ' +
  'langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lbrace { rbrace } lbrack [ rbrack ] backslash ∖ prime ′ dagger † ' +
  'ddagger ‡ dots … ldots … cdots … dotsc … dotsb … vdots ⋮ colon : triangle △ square □ Box □ diamond ⋄ rtimes ⋊ ltimes ⋉ ' +
  'checkmark ✓ cmark ✓ xmark ✗ deg ° degree ° textdegree ° textcelsius °C copyright © textcopyright © textregistered ® ' +
  'circledR ® texttrademark ™ textpm ± texttimes × textmu μ textmugreek μ textasciitilde ~ textasciicircum ^ ' +
  'textunderscore _ textendash – textemdash — textquotedblleft " textquotedblright " textquoteleft ‘ textquoteright ’ ' +
  'textbar | textless < textgreater > textbackslash ∖ textellipsis … textbullet • textperthousand ‰ ' +
  'textpertenthousand ‱ pounds £ textsterling £ texteuro € euro € S § P ¶ aleph ℵ Re ℜ Im ℑ wp ℘ complement ∁ ' +
  'micro μ nano n milli m kilo k mega M giga G meter m metre m hertz Hz volt V watt W percent %';

const ABBREVIATIONS =
  'ie i.e. eg e.g. etal et␣al. etc etc. wrt w.r.t. cf cf. vs vs. LaTeX LaTeX TeX TeX bmod mod pmod mod mod mod';

/** Commands that stand for a piece of text. */
export const SYMBOLS: ReadonlyMap<string, string> = toMap(GREEK, LETTER_COMMANDS, SIGNS, ABBREVIATIONS);

/** Letters of alphabets: what follows belongs to the same word (`Stra\ss e`). */
export const LETTERS: ReadonlySet<string> = new Set(toMap(LETTER_COMMANDS).keys());

/** Letters in formulas: what follows is glued to them (`\mu m`). */
export const GLUED: ReadonlySet<string> = new Set(toMap(GREEK, LETTER_COMMANDS).keys());

/** Names of functions, set upright; a space keeps them apart from a letter before them (`L\log L`). */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  'log ln lg exp sin cos tan cot sinh cosh tanh max min sup inf lim arg argmax argmin det dim ker Pr gcd'.split(
    ' ',
  ),
);

/** Accent commands, those of text and those of formulas, and the combining character of each. */
export const ACCENTS: ReadonlyMap<string, string> = new Map(
  [
    ['\u0300', '` grave'],
    ['\u0301', "' acute"],
    ['\u0302', '^ hat Hat widehat'],
    ['\u0303', '~ tilde Tilde widetilde'],
    ['\u0304', '= bar Bar overline'],
    ['\u0306', 'u breve'],
    ['\u0307', '. dot'],
    ['\u0308', '" ddot'],
    ['\u030a', 'r mathring'],
    ['\u030b', 'H'],
    ['\u030c', 'v check'],
    ['\u0323', 'd'],
    ['\u0327', 'c'],
    ['\u0328', 'k'],
    ['\u0331', 'b'],
    ['\u20d7', 'vec'],
  ].flatMap(([mark = '', names = '']) => names.split(' ').map((name): [string, string] => [name, mark])),
);

/** Switches without an argument (`{\bf P}`) and other commands that leave nothing behind. */
export const SILENT: ReadonlySet<string> = new Set(
  (
    'bf it em rm sc tt sf sl cal bfseries itshape rmfamily ttfamily tiny scriptsize footnotesize small normalsize large Large ' +
    'LARGE huge Huge boldmath unboldmath displaystyle textstyle scriptstyle limits nolimits noindent left right middle big Big ' +
    'bigl bigr Bigl Bigr bigg Bigg biggl biggr centering protect xspace leavevmode par newline linebreak allowbreak ' +
    'ensuremath - / @ ! ) ]'
  ).split(' '),
);

/** Commands whose argument is no text to read. */
export const DROPPED: ReadonlySet<string> = new Set(
  (
    'label ref eqref cref Cref autoref vspace hspace hypersetup color begin end includegraphics input phantom vphantom ' +
    'hphantom footnotemark thanks setlength'
  ).split(' '),
);

/** Letters that have a double-struck form of their own. */
export const DOUBLE_STRUCK: ReadonlyMap<string, string> = toMap('C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ');
