/** Raised and lowered characters of Unicode, each after its plain form. Letters stand for one-letter indices only. */
const RAISED = toMap(
  '0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ' +
    'AᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂ∘°⊤ᵀ′′††‡‡**∗*★*®®',
);
const LOWERED = toMap('0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ');

/** Endings of ordinal numbers are read on the line: `10^{th}` is 10th. */
const ORDINAL = /^(?:th|st|nd|rd)$/u;

/** Text raised with Unicode where every character has a raised form, else after a caret: `²`, `^(k/2)`. */
export function toSuperscript(text: string): string {
  return ORDINAL.test(text) ? text : toScript(text, RAISED, '^');
}

/** Text lowered with Unicode where every character has a lowered form, else after an underscore: `₂`, `_max`. */
export function toSubscript(text: string): string {
  return toScript(text, LOWERED, '_');
}

function toScript(text: string, forms: ReadonlyMap<string, string>, mark: string): string {
  const characters = Array.from(text);
  // Words stay on the line: raised or lowered letters in a row are hard to read and to search for.
  const isShort = characters.length <= 12 && !/\p{L}\p{L}/u.test(text);
  if (isShort && characters.every((character) => forms.has(character))) {
    return characters.map((character) => forms.get(character) ?? character).join('');
  }
  return /^\p{L}[\p{L}\p{N}]*$/u.test(text) ? mark + text : `${mark}(${text})`;
}

function toMap(pairs: string): ReadonlyMap<string, string> {
  const characters = Array.from(pairs);
  const map = new Map<string, string>();
  for (let at = 0; at + 1 < characters.length; at += 2)
    map.set(characters[at] ?? '', characters[at + 1] ?? '');
  return map;
}
