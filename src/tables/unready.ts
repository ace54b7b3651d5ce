import type { Dialect } from '../engine/dialect.js';
import { missingGamesSql, type TableDefinition } from './definition.js';

/** Why a row is not ready whose windows lack games. */
export const GAMES_MISSING = 'games_missing';

/**
 * SQL over a table's own columns: why a row is not ready for use, as a code; NULL for one that is. Rows of a table that
 * says nothing else are ready if no game of their windows is missing. NULL of tables whose rows are ready once they are there.
 */
export function unreadySql(table: TableDefinition, d: Dialect, alias: string): string | null {
  if (table.unready !== undefined) return table.unready(d, alias);
  const missing = table.pregame ? missingGamesSql(table, d, alias) : null;
  return missing === null ? null : `CASE WHEN ${d.listLength(missing)} > 0 THEN '${GAMES_MISSING}' END`;
}
