import { resolve } from 'node:path';

/** The project's folder, which relative settings are relative to, whatever folder the program is started in. */
export const ROOT = resolve(import.meta.dirname, '..');
