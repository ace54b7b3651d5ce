import { bigqueryDialect } from '../../src/engine/bigquery/dialect.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import { bringUpToDate } from '../../src/ledger/platform-schema.js';
import { fillBatchDates } from '../../src/run/batch-dates.js';
import { teamGamesSizes } from '../../src/tables/read-window.js';
import { GRAPH } from '../../src/tables/registry.js';
import { BATCH_VARIABLES, teamGamesVariable } from '../../src/tables/sql-context.js';
import type { Question } from './googlesql.js';
import { schemasOf } from './schemas.js';

/** The bounds of a batch are named parameters. */
export const BATCH_PARAMETERS = Object.fromEntries(
  [...Object.values(BATCH_VARIABLES), ...teamGamesSizes(GRAPH.ordered).map(teamGamesVariable)].map((name) => [
    name,
    'DATE',
  ]),
);

const DAY = {
  partition_date: '2022-01-01',
  season: '2021-22',
  season_year: 2021,
  season_start: '2021-10-19',
  season_end: '2022-06-16',
  day_of_season: 74,
};

/** The SELECT of every table, compiled for BigQuery, over an empty warehouse. */
export async function tableStatements(): Promise<readonly (Question & { readonly origin: string })[]> {
  const warehouse = await openDuckdb({ path: ':memory:' });
  await bringUpToDate(warehouse, GRAPH, { now: () => new Date(0) });
  await fillBatchDates(warehouse, [DAY]);
  const tables = await schemasOf(warehouse);
  await warehouse.close();
  return GRAPH.ordered.map((table) => ({
    origin: table.alias,
    sql: compileTable(table, GRAPH.get, bigqueryDialect).sql,
    tables,
    named: BATCH_PARAMETERS,
  }));
}
