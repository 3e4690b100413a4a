import type { Language } from './paper.ts';

export function deriveTitle(abstract: string, _lang: Language): string {
  return abstract.slice(0, 90);
}
