import { readFile, writeFile } from 'node:fs/promises';

const MAX_LINES = 500;

/** The lines typed in earlier sessions, newest first; none where there is no file, or it cannot be read. */
export async function readHistory(path: string | undefined): Promise<string[]> {
  if (path === undefined) return [];
  // History is a comfort: a prompt without it is better than no prompt.
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).reverse().slice(0, MAX_LINES);
}

/** Keeps the newest lines, oldest first as shells do; other users of the machine may not read them. */
export async function saveHistory(path: string, newestFirst: readonly string[]): Promise<void> {
  const text = `${newestFirst.slice(0, MAX_LINES).reverse().join('\n')}\n`;
  await writeFile(path, text, { mode: 0o600 }).catch(() => {});
}
