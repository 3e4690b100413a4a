import { backupDatabase } from './backup.ts';
import { corpus } from './corpus.ts';
import { exportPapers } from './export.ts';
import { importPapers } from './import.ts';
import { migrateStore } from './migrate-store.ts';
import type { Operation } from './operation.ts';
import { syncSources } from './sync.ts';

/** Every operation, in the order README shows them. */
export const operations: readonly Operation[] = [
  corpus,
  syncSources,
  importPapers,
  exportPapers,
  backupDatabase,
  migrateStore,
];
