import type { Paper } from './paper.ts';

export function toBibtex(paper: Paper): string {
  return `@misc{${paper.id},\n  title = {{${paper.title}}}\n}\n`;
}
