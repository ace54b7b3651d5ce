import { fillReach, REACH } from '../../../audit/contamination/reach.js';
import { findTable } from '../../../tables/find-table.js';
import type { ReadContext } from '../read-context.js';
import type { Blocks } from '../schema/blocks.js';

/** Every partition whose input windows contain this one, directly or through other tables. */
export async function readBlocks(
  { warehouse, graph }: ReadContext,
  query: { table: string; date: string },
): Promise<Blocks> {
  const known = findTable(query.table, graph);
  const table = known.table.name;
  // A root reaches the cascade through those who read it on the same date.
  const sources =
    known.kind === 'root'
      ? graph
          .readers(table)
          .filter((reader) =>
            reader.reads.some((r) => r.table === table && r.windows.some((w) => w.kind === 'same_date')),
          )
      : [known.table];
  await fillReach(
    warehouse,
    graph,
    sources.map((source, id) => ({ id, table: source.name, date: query.date })),
  );
  const rows = await warehouse.query<{ table_name: string; n: number; first: string; last: string }>(
    `SELECT table_name, COUNT(DISTINCT partition_date) AS n, MIN(partition_date) AS first, MAX(partition_date) AS last FROM ${REACH}
     WHERE NOT (table_name = ? AND partition_date = ?) GROUP BY table_name`,
    [table, query.date],
  );
  const byName = new Map(rows.map((row) => [row.table_name, row]));
  return {
    table,
    date: query.date,
    reached: graph.ordered.flatMap((t) => {
      const row = byName.get(t.name);
      return row === undefined
        ? []
        : [{ table: t.name, alias: t.alias, phase: t.phase, partitions: row.n, from: row.first, to: row.last }];
    }),
  };
}
