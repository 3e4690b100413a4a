/** What a statement is given. A list is for {@link Sql.among} alone. */
export type SqlValue = string | number | null | readonly (string | null)[];

/** SQL with the places `$1`, `$2` … for its values. */
export type Statement = readonly [text: string, ...values: SqlValue[]];

export type Row = Readonly<Record<string, unknown>>;

/**
 * A database that speaks the SQL which SQLite and PostgreSQL have in common, so that what is small and asked seldom is
 * written once, in `tables/`. Statements are texts of a fixed set: they are prepared once and kept.
 */
export interface Sql {
  /**
   * Runs one statement and gives its rows; a write gives those that it names after RETURNING.
   *
   * @throws UnavailableError where the database is at fault and not the program.
   */
  run(...statement: Statement): Promise<Row[]>;
  /** Runs statements in one transaction, all or none, and gives the rows of each. */
  runAll(statements: readonly Statement[]): Promise<Row[][]>;
  /** The condition that a column holds one of a list, which is the value of the place: `among('paper', '$2')`. */
  among(column: string, place: string): string;
}
