/** What follows a comma and belongs to the name before it. */
const SUFFIX = /^(?:Jr|Sr|II|III|IV|V|Ph\.?\s?D|M\.?D)\.?$/i;

/**
 * Splits authors written in one line, `A. Ito, B. Martin Jr. and C. Wu (1) ((1) Kyoto University)`, into names.
 * Affiliations in brackets are left out.
 */
export function splitAuthors(line: string): string[] {
  const names: string[] = [];
  for (const part of withoutBrackets(line).split(/[,;]|\sand\s|\s&\s/)) {
    const name = part.replace(/^\s*and\s/, '').trim();
    const last = names.at(-1);
    if (last !== undefined && SUFFIX.test(name)) names[names.length - 1] = `${last}, ${name}`;
    else if (name !== '') names.push(name);
  }
  return names;
}

/** The text outside round brackets; one that is never closed counts as part of the text. */
function withoutBrackets(line: string): string {
  let outside = '';
  let depth = 0;
  let opened = 0;
  for (const [index, character] of [...line].entries()) {
    if (character === '(') {
      if (depth === 0) opened = index;
      depth += 1;
    } else if (character === ')' && depth > 0) depth -= 1;
    else if (depth === 0) outside += character;
  }
  return depth === 0 ? outside : outside + [...line].slice(opened).join('');
}
