import type { Dialect } from '../engine/dialect.js';
import type { Column } from './definition.js';
import { firstThat, selectList } from './select-list.js';

/** The failure columns of a statement whose every row is a row of the table. */
export const noFailures = (d: Dialect): string =>
  `${d.cast('NULL', 'string')} AS failure_category, ${d.cast('NULL', 'string')} AS failure_reason`;

/** A select list of all columns of a table, in order: those given as SQL, and NULL for the others. Part of a UNION ALL. */
export const filledColumns = (
  d: Dialect,
  columns: readonly Pick<Column, 'name' | 'type'>[],
  given: Readonly<Record<string, string>>,
): string =>
  selectList(Object.fromEntries(columns.map(({ name, type }) => [name, given[name] ?? d.cast('NULL', type)])));

export interface FewGames {
  /** SQL of the number of games the row has. */
  readonly found: string;
  readonly needed: number;
  /** What the games are. */
  readonly games: string;
  /** SQL of the list of games that the data lack. */
  readonly missing: string;
  /** Reasons that count before mere lack of games. */
  readonly before?: readonly (readonly [condition: string, category: string])[];
}

/** The failure columns of a row that needs a number of games: DATA_GAP where the data lack some, else INSUFFICIENT_DATA. */
export function fewGames(d: Dialect, { found, needed, games, missing, before = [] }: FewGames): string {
  const enough = `${found} >= ${needed}`;
  return selectList({
    failure_category: firstThat(
      [[enough, 'NULL'], [`${d.listLength(missing)} > 0`, `'DATA_GAP'`], ...before],
      `'INSUFFICIENT_DATA'`,
    ),
    failure_reason: `CASE WHEN ${enough} THEN NULL ELSE 'needs ${needed} ${games}, has ' || ${d.cast(found, 'string')} END`,
  });
}
