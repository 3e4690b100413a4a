import { corpus } from './corpus.ts';
import type { Operation } from './operation.ts';

/** Every operation, in the order help shows them. */
export const operations: readonly Operation[] = [corpus];
