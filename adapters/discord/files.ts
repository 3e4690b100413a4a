import { type APIFileComponent, ComponentType } from 'discord.js';
import type { Reply } from '../../src/reply.ts';
import { limits } from './limits.ts';

/** A file that goes out with a message. */
export interface OutgoingFile {
  name: string;
  text: string;
}

/**
 * The files of a reply under names that a message can refer to: Discord changes other characters than these, and no two
 * may be alike. A block to copy that is too long to show comes first.
 */
export function filesOf({ code, files = [] }: Reply, codeIsFile: boolean): OutgoingFile[] {
  const block =
    code && codeIsFile
      ? [{ name: `paperboy.${code.language === 'bibtex' ? 'bib' : 'txt'}`, text: code.text }]
      : [];
  const seen = new Set<string>();
  return [...block, ...files].slice(0, limits.files).map(({ name, text }, index) => {
    const plain = name.replace(/[^\w.-]+/g, '_').slice(-limits.fileName) || 'file.txt';
    const free = seen.has(plain) ? `${index + 1}_${plain}` : plain;
    seen.add(free);
    return { name: free, text };
  });
}

export function fileComponent({ name }: OutgoingFile): APIFileComponent {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}
