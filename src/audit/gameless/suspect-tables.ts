import type { Warehouse } from '../../engine/warehouse.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import { rawLedgerIsCurrent } from '../../ledger/raw-ledger.js';
import type { RawTable } from '../../raw/raw-table.js';
import { RAW_TABLES } from '../../raw/raw-tables.js';

/** Events and shots: their rows have no date, so the ledger has only those whose game is known. */
export const isDatedByGame = ({ dateFrom }: RawTable): boolean => 'game' in dateFrom;
const DATED_BY_GAME = RAW_TABLES.filter(isDatedByGame);

/**
 * The tables dated by their games that may hold rows of unknown games: those with more rows than the ledger has of them. The
 * others need no scan. While the ledger is older than the files, all of them.
 */
export async function suspectTables(warehouse: Warehouse): Promise<readonly RawTable[]> {
  if (!(await rawLedgerIsCurrent(warehouse))) return DATED_BY_GAME;
  const { dialect: d } = warehouse;
  const stored = DATED_BY_GAME.map(({ name }) => `SELECT ${d.text(name)} AS name, COUNT(*) AS n FROM ${name}`);
  // A table without partitions has no row in the ledger.
  const rows = await warehouse.query<{ name: string }>(
    `SELECT s.name FROM (${stored.join(' UNION ALL ')}) s
     LEFT JOIN (SELECT table_name, SUM(row_count) AS n FROM ${PARTITIONS} GROUP BY table_name) l ON l.table_name = s.name
     WHERE s.n <> COALESCE(l.n, 0)`,
  );
  return DATED_BY_GAME.filter(({ name }) => rows.some((row) => row.name === name));
}
