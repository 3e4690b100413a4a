import { toLatex } from './latex-escape.ts';

/** Particles that belong to the family name where they are written small: `Laurens van der Maaten`. */
const PARTICLES = new Set(
  'af al auf aus av bin ben da dal de del della den der des di do dos du el ibn la las le los of op ten ter tot van vom von zu zum zur'.split(
    ' ',
  ),
);
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/iu;
/** Groups that sign as one author. */
const GROUP =
  /\b(?:team|collaboration|consortium|group|project|initiative|lab|labs|university|institute)\b/iu;

interface Name {
  given: string;
  family: string;
  suffix?: string;
}

/**
 * A display name as BibTeX reads it: `Last, First`, `van der Berg, Jan`, `King, Jr., Martin Luther`. Names of one word,
 * of groups and in Han characters are given as they are, in braces.
 */
export function toBibtexName(displayName: string): string {
  const name = toName(displayName);
  if (name === undefined) return '';
  if (name.given === '') return `{${toLatex(name.family)}}`;
  return [name.family, name.suffix, name.given]
    .filter((part) => part !== undefined)
    .map(toLatex)
    .join(', ');
}

/** The family name without particles, for keys; empty where there is no name. */
export function toFamilyName(displayName: string): string {
  const words = toName(displayName)?.family.split(' ') ?? [];
  const start = words.findIndex((word) => !PARTICLES.has(word));
  return words.slice(Math.max(start, 0)).join(' ');
}

/** Undefined for a blank name. A name that BibTeX would misread (`Smith and Co`) is a family name as a whole. */
function toName(displayName: string): Name | undefined {
  const words = displayName
    .replace(/\([^()]*\)/gu, ' ')
    .split(/[\s,]+/u)
    .filter(Boolean);
  const whole = words.join(' ');
  if (whole === '') return undefined;
  const isWhole =
    words.length === 1 || GROUP.test(whole) || /\band\b/iu.test(whole) || /\p{Script=Han}/u.test(whole);
  if (isWhole) return { given: '', family: whole };
  const comma = /^([^,]+),\s*([^,]+)$/u.exec(displayName.trim());
  if (comma?.[1] !== undefined && comma[2] !== undefined && !SUFFIX.test(comma[2])) {
    return { given: comma[2], family: comma[1].trim() };
  }
  const last = words.at(-1) ?? '';
  const suffix = SUFFIX.test(last) && words.length > 2 ? last : undefined;
  const names = suffix === undefined ? words : words.slice(0, -1);
  const particle = names.findIndex((word, at) => at > 0 && at < names.length - 1 && PARTICLES.has(word));
  const cut = particle > 0 ? particle : names.length - 1;
  const name = { given: names.slice(0, cut).join(' '), family: names.slice(cut).join(' ') };
  return suffix === undefined ? name : { ...name, suffix };
}
