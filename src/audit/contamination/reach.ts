import type { Warehouse } from '../../engine/warehouse.js';
import { Calendar } from '../../ledger/calendar.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import type { TableGraph } from '../../tables/graph.js';
import { isReadSql, readersSql, teamGamesSizes } from '../../tables/read-window.js';

/** A partition from which to follow the declared reads downstream. */
export interface ReachSource {
  readonly id: number;
  readonly table: string;
  readonly date: string;
}

/** Which partitions each source reaches, itself included: source_id, table_name, partition_date. */
export const REACH = 'audit_reach';
/** The dates of all partitions, with what their windows are measured from. */
const READERS = 'audit_reach_readers';

/**
 * Fills REACH with every partition of the ledger whose input windows contain a source, directly or (unless only direct
 * readers are asked for) through others. One statement per declared window, whatever the number of sources.
 */
export async function fillReach(
  warehouse: Warehouse,
  graph: TableGraph,
  sources: readonly ReachSource[],
  { direct = false }: { readonly direct?: boolean } = {},
): Promise<void> {
  const d = warehouse.dialect;
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${REACH} (source_id INT64, table_name STRING, partition_date DATE)`,
  );
  if (sources.length === 0) return;
  const given = d.relation({
    source_id: { type: 'integer', values: sources.map((source) => String(source.id)) },
    table_name: { type: 'string', values: sources.map((source) => source.table) },
    partition_date: { type: 'date', values: sources.map((source) => source.date) },
  });
  await warehouse.execute(`INSERT INTO ${REACH} (source_id, table_name, partition_date) ${given}`);
  if (!(await fillReaders(warehouse, graph))) return;
  const from = direct ? `(${given}) u` : `${REACH} u`;
  const reached = new Set(sources.map((s) => s.table));
  for (const table of graph.ordered) {
    // Values do not flow through findings: what reads them only learns which of its own are in dispute.
    if (table.holdsFindings === true && !direct) continue;
    // Raw tables and games are sources, too, so the declared reads are followed and not only those of derived tables.
    for (const { table: upstream, windows } of table.reads) {
      if (!reached.has(upstream)) continue;
      if (!direct) reached.add(table.name);
      for (const window of windows) {
        await warehouse.execute(`INSERT INTO ${REACH} (source_id, table_name, partition_date)
          SELECT DISTINCT u.source_id, ${d.text(table.name)}, t.partition_date
          FROM ${from} JOIN (SELECT r.* FROM ${READERS} r JOIN ${PARTITIONS} p
            ON p.partition_date = r.partition_date AND p.table_name = ${d.text(table.name)}) t ON ${isReadSql(window, d)}
          WHERE u.table_name = ${d.text(upstream)} AND NOT EXISTS (SELECT 1 FROM ${REACH} k
            WHERE k.source_id = u.source_id AND k.table_name = ${d.text(table.name)} AND k.partition_date = t.partition_date)`);
      }
    }
  }
}

/** Returns whether any partition was made. */
async function fillReaders(warehouse: Warehouse, graph: TableGraph): Promise<boolean> {
  const made = await warehouse.query<{ day: string }>(
    `SELECT DISTINCT partition_date AS day FROM ${PARTITIONS} WHERE code_hash IS NOT NULL ORDER BY 1`,
  );
  if (made.length === 0) return false;
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const days = made.map(({ day }) => calendar.batchDate(day));
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${READERS} AS ${readersSql(days, teamGamesSizes(graph.ordered), warehouse.dialect)}`,
  );
  return true;
}
