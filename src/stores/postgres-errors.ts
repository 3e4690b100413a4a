import pg from 'pg';
import { UnavailableError } from '../errors.ts';

/**
 * The classes of PostgreSQL's errors for which the database is at fault and not our SQL: no connection, no access, no
 * such database, clashes, no resources, an administrator's or a time limit's word, the system's failure.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const CLASSES_OF_TROUBLE = ['08', '28', '3D', '40', '53', '55', '57', '58', 'F0', 'XX'];

/**
 * Runs a query.
 *
 * @throws UnavailableError, with the driver's error as its cause, where the database is at fault and not the program.
 */
export async function guardPostgres<Result>(query: () => Promise<Result>): Promise<Result> {
  try {
    return await query();
  } catch (error) {
    if (!isTrouble(error)) throw error;
    throw new UnavailableError('The database does not answer at the moment. Try again in a little while.', {
      cause: error,
    });
  }
}

/** Whether two transactions got in each other's way and this one was undone, so that it may be tried again. */
export function isClash(error: unknown): boolean {
  const cause = error instanceof UnavailableError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code?.startsWith('40') === true;
}

/** What is not an answer of the server is the connection's trouble: refused, ended, too slow. */
function isTrouble(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return true;
  return CLASSES_OF_TROUBLE.some((each) => error.code?.startsWith(each));
}
