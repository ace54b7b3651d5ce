import { RAW_BOOKKEEPING, type RawTable } from '../raw-table.js';
import { historyOf } from './history.js';

/**
 * SELECT of every version of the rows of a raw table that was ever believed: its columns, known_from and known_until. What
 * stands has no known_until. Rows of an archive have known_from NULL: by assumption they were known before the games they
 * speak of.
 * @param condition SQL over the raw columns
 */
export function everKnown(table: RawTable, condition = 'TRUE'): string {
  const read = [...RAW_BOOKKEEPING, ...table.columns].map(({ name }) => name);
  // Readers do not need the hashes of rows.
  const columns = read.filter((name) => name !== 'row_hash').join(', ');
  const from = (time: string) => `${since(table, time)} AS known_from`;
  return `SELECT ${columns}, ${from('known_at')}, CAST(NULL AS TIMESTAMP) AS known_until FROM ${table.name} WHERE ${condition}
    UNION ALL SELECT ${columns}, ${from('known_from')}, known_to FROM ${historyOf(table)} WHERE known_from < known_to AND ${condition}`;
}

/** SQL: the time, or NULL if it is only assumed. */
function since({ dateFrom, assumedAt }: RawTable, time: string): string {
  if (!('column' in dateFrom)) return time;
  return `CASE WHEN ${time} = ${assumedAt(dateFrom.column, '')} THEN NULL ELSE ${time} END`;
}
