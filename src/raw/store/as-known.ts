import type { RawTable } from '../raw-table.js';
import { RAW_BOOKKEEPING } from '../raw-table.js';
import { historyOf } from './history.js';

/**
 * SELECT of the rows of a raw table as they were believed at a time: what stands and was known by then, and what stood
 * then and has been superseded since.
 * @param at SQL timestamp (UTC)
 */
export function asKnownAt(table: RawTable, at: string): string {
  const columns = [...RAW_BOOKKEEPING, ...table.columns].map(({ name }) => name).join(', ');
  return `SELECT ${columns} FROM ${table.name} WHERE known_at <= ${at}
    UNION ALL SELECT ${columns} FROM ${historyOf(table)} WHERE known_from <= ${at} AND ${at} < known_to`;
}
