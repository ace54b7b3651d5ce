import type { Warehouse } from '../engine/warehouse.js';
import { FILES } from '../raw/raw-schema.js';
import type { RawTable } from '../raw/raw-table.js';
import { RAW_TABLES } from '../raw/raw-tables.js';
import { heldSql } from '../raw/store/held.js';
import { valueHashMaker } from '../raw/store/value-hash.js';
import { PARTITIONS } from './processing-names.js';
import { rawContentSql, rawLedgerIsCurrent } from './raw-ledger.js';

/**
 * Records what is stored of each file where that is not recorded, or by a function or over columns of before: after a
 * migration, another engine, new columns. One scan of the tables concerned. A table whose partitions are not those of the
 * ledger is left out: verify and heal tell of its files.
 */
export async function fillValueHashes(warehouse: Warehouse): Promise<void> {
  const maker = await valueHashMaker(warehouse);
  const { dialect: d } = warehouse;
  // One question for all tables: every command that writes asks it.
  const makers = await warehouse.query<{ table_name: string; value_hash_by: string | null }>(
    `SELECT DISTINCT table_name, value_hash_by FROM ${FILES} WHERE table_name IS NOT NULL`,
  );
  for (const table of RAW_TABLES) {
    const recorded = makers.filter(({ table_name }) => table_name === table.name);
    if (recorded.every(({ value_hash_by }) => value_hash_by === maker(table))) continue;
    if (!(await isAsLedger(warehouse, table))) continue;
    const by = d.text(maker(table));
    const toFill = `table_name = ${d.text(table.name)} AND (value_hash_by IS NULL OR value_hash_by <> ${by})`;
    await warehouse.execute(`UPDATE ${FILES} AS f SET rows_held = h.held, value_hash = h.held_hash, value_hash_by = ${by}
      FROM (${heldSql(warehouse, table)}) AS h WHERE h.file_id = f.file_id AND ${toFill}`);
    await warehouse.execute(`UPDATE ${FILES} SET rows_held = 0, value_hash = 0, value_hash_by = ${by} WHERE ${toFill}`);
  }
}

/** Whether the partitions of a raw table are those of the ledger, as far as that can be told. */
async function isAsLedger(warehouse: Warehouse, table: RawTable): Promise<boolean> {
  if (!(await rawLedgerIsCurrent(warehouse))) return true;
  const { dialect: d } = warehouse;
  const rows = await warehouse.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (${rawContentSql(table, d)}) c
     FULL JOIN (SELECT partition_date, content_hash FROM ${PARTITIONS} WHERE table_name = ${d.text(table.name)}) p
       ON p.partition_date = c.partition_date
     WHERE p.content_hash IS NULL OR c.content_hash IS NULL OR p.content_hash <> c.content_hash`,
  );
  return rows[0]?.n === 0;
}
