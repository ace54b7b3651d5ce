import type { Warehouse } from '../../engine/warehouse.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import { teamGamesStart } from '../../ledger/window-spans.js';
import type { ReadWindow } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES } from '../../tables/names.js';

/** A partition from which to follow the declared reads downstream. */
export interface ReachSource {
  readonly id: number;
  readonly table: string;
  readonly date: string;
}

/** Which partitions each source reaches, itself included: source_id, table_name, partition_date. */
export const REACH = 'audit_reach';
const DATES = 'audit_reach_dates';
const SEASONS = 'audit_reach_seasons';

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
    `CREATE OR REPLACE TEMP TABLE ${REACH} (source_id BIGINT, table_name VARCHAR, partition_date DATE)`,
  );
  if (sources.length === 0) return;
  const values = sources.map((s) => `(${s.id}, ${d.text(s.table)}, ${d.date(s.date)})`).join(', ');
  await warehouse.execute(`INSERT INTO ${REACH} VALUES ${values}`);
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${SEASONS} AS
    SELECT MIN(game_date) AS season_start, MAX(game_date) AS season_end FROM ${GAMES} WHERE is_counting GROUP BY season`);
  const from = direct ? `(VALUES ${values}) u(source_id, table_name, partition_date)` : `${REACH} u`;
  const reached = new Set(sources.map((s) => s.table));
  for (const table of graph.ordered) {
    // Raw tables and games are sources, too, so the declared reads are followed and not only those of derived tables.
    for (const { table: upstream, windows } of table.reads) {
      if (!reached.has(upstream)) continue;
      if (!direct) reached.add(table.name);
      await fillDates(warehouse, table.name, windows);
      for (const window of windows) {
        await warehouse.execute(`INSERT INTO ${REACH}
          SELECT DISTINCT u.source_id, ${d.text(table.name)}, t.partition_date
          FROM ${from} JOIN ${DATES} t ON ${contains(window)}
          WHERE u.table_name = ${d.text(upstream)} AND NOT EXISTS (SELECT 1 FROM ${REACH} k
            WHERE k.source_id = u.source_id AND k.table_name = ${d.text(table.name)} AND k.partition_date = t.partition_date)`);
      }
    }
  }
}

/** The table's partitions with the bounds its windows need. */
async function fillDates(warehouse: Warehouse, table: string, windows: readonly ReadWindow[]): Promise<void> {
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${DATES}_base AS
    SELECT p.partition_date, s.season_start FROM ${PARTITIONS} p
    JOIN ${SEASONS} s ON p.partition_date BETWEEN s.season_start AND s.season_end WHERE p.table_name = ${warehouse.dialect.text(table)}`);
  const starts = windows.flatMap((w) => (w.kind === 'team_games_before' ? [w.games] : []));
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${DATES} AS SELECT b.*${starts.map((n) => `, COALESCE(g${n}.window_start, b.season_start) AS start_${n}`).join('')}
    FROM ${DATES}_base b ${starts.map((n) => `LEFT JOIN (${teamGamesStart(n, `${DATES}_base`)}) g${n} ON g${n}.partition_date = b.partition_date`).join(' ')}`);
}

/** Condition: the window of partition t contains partition u of the upstream. */
function contains(window: ReadWindow): string {
  const before = 'u.partition_date < t.partition_date';
  switch (window.kind) {
    case 'same_date':
      return 'u.partition_date = t.partition_date';
    case 'season_before':
      return `u.partition_date >= t.season_start AND ${before}`;
    case 'days_before':
      return `u.partition_date >= t.partition_date - ${window.days} AND ${before}`;
    case 'team_games_before':
      return `u.partition_date >= t.start_${window.games} AND ${before}`;
    case 'season_schedule':
      // The schedule only: nothing measured passes through it.
      return 'FALSE';
  }
}
