import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { toFileReason } from '../file-reason.ts';
import { readDocument } from './document.ts';
import type { Document } from './format.ts';

/**
 * Reads every `.txt` file of a folder, in the order of their names; other files are left alone.
 * @throws {UserError} naming the folder or the file that cannot be read.
 */
export async function readSeeds(directory: string): Promise<Document[]> {
  const entries = await readdir(directory).catch((cause: unknown) => {
    throw new UserError(`I cannot read the folder of seeds ${directory}: ${toFileReason(cause)}.`, { cause });
  });
  const names = entries.filter((name) => name.toLowerCase().endsWith('.txt')).sort();
  return Promise.all(names.map((name) => readSeed(directory, name)));
}

async function readSeed(directory: string, name: string): Promise<Document> {
  const path = join(directory, name);
  try {
    return readDocument(name, await readFile(path));
  } catch (cause) {
    throw new UserError(`I cannot read the seed ${path}: ${toFileReason(cause)}.`, { cause });
  }
}
