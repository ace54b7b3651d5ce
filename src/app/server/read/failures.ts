import type { Row } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { Calendar } from '../../../ledger/calendar.js';
import { failuresTable, PARTITIONS } from '../../../ledger/processing-names.js';
import { failureColumn } from '../../../ledger/processing-schema.js';
import { FAILURE_CATEGORIES, type TableDefinition } from '../../../tables/definition.js';
import { findTable } from '../../../tables/find-table.js';
import type { TableGraph } from '../../../tables/graph.js';
import { PLAYERS } from '../../../tables/names.js';
import type { ReadContext } from '../read-context.js';
import type { Failed, Failures } from '../schema/failures.js';

const SHOWN = 2000;

function derived(name: string, graph: TableGraph): TableDefinition {
  const known = findTable(name, graph);
  if (known.kind === 'derived') return known.table;
  throw new PlatformError('NOT_FOUND', 'Source tables have no failure records.', 'Choose a derived table.');
}

/** Failures of a table by category over a season, from the counts in the ledger. */
export async function readFailures(
  { warehouse, graph }: ReadContext,
  query: { table: string; season: string },
): Promise<Failures> {
  const table = derived(query.table, graph);
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const rows = await warehouse.query<Row & { partition_date: string; row_count: number }>(
    `SELECT partition_date, COALESCE(row_count, 0) AS row_count, ${FAILURE_CATEGORIES.map(failureColumn).join(', ')}
     FROM ${PARTITIONS} WHERE table_name = ? AND season = ? ORDER BY partition_date`,
    [table.name, query.season],
  );
  return {
    table: table.name,
    alias: table.alias,
    season: query.season,
    days: rows.map((row) => ({
      date: row.partition_date,
      day: calendar.batchDate(row.partition_date).day_of_season,
      rows: row.row_count,
      failures: Object.fromEntries(
        FAILURE_CATEGORIES.flatMap((category) => {
          const n = row[failureColumn(category)];
          return typeof n === 'number' && n > 0 ? [[category, n]] : [];
        }),
      ),
    })),
    bands: (table.expects?.failureBands ?? []).map((band) => ({
      fromDay: band.from_day,
      toDay: band.to_day,
      low: band.low,
      high: band.high,
    })),
  };
}

/** The failure records of one partition, by name. */
export async function readFailed(
  { warehouse, graph }: ReadContext,
  query: { table: string; date: string; category?: string | undefined },
): Promise<Failed> {
  const table = derived(query.table, graph);
  type Record = Failed['records'][number];
  const records = await warehouse.query<{ [K in keyof Record]: Record[K] } & { total: number }>(
    `SELECT f.entity_kind AS entityKind, f.entity_id AS entityId, p.player_name AS name, f.game_id AS gameId, f.category, f.reason,
       f.can_retry AS canRetry, f.games_expected AS gamesExpected, f.games_found AS gamesFound,
       COALESCE(f.games_missing, ${warehouse.dialect.emptyList()}) AS gamesMissing, COUNT(*) OVER () AS total
     FROM ${failuresTable(table.phase)} f
     LEFT JOIN ${PLAYERS} p ON f.entity_kind = 'player' AND CAST(p.player_id AS STRING) = f.entity_id
     WHERE f.table_name = ? AND f.partition_date = ? ${query.category === undefined ? '' : 'AND f.category = ?'}
     ORDER BY f.category, COALESCE(p.player_name, f.entity_id), f.game_id LIMIT ${SHOWN}`,
    [table.name, query.date, ...(query.category === undefined ? [] : [query.category])],
  );
  return {
    table: table.name,
    date: query.date,
    total: records[0]?.total ?? records.length,
    records: records.map(({ total: _, ...record }) => record),
  };
}
