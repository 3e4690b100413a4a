import { UnavailableError } from '../../errors.ts';
import type { SearchEngine } from '../../ports.ts';

/** What LanceDB throws is told to the asker calmly; the cause goes to the log. */
export function calmly({ search, similar, add, remove }: SearchEngine): Partial<SearchEngine> {
  const guard =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      try {
        return await work(...args);
      } catch (cause) {
        if (!isFromLance(cause)) throw cause;
        throw new UnavailableError('The search index cannot be read at the moment.', { cause });
      }
    };
  return { search: guard(search), similar: guard(similar), add: guard(add), remove: guard(remove) };
}

/** LanceDB's errors are plain ones with the code of its native layer, or say where they come from. */
function isFromLance(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'GenericFailure') || /\blance(db)?\b/i.test(error.message);
}
