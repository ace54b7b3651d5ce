import type { ReadWindow, TableDefinition } from '../tables/definition.js';
import type { BatchDate } from '../tables/sql-context.js';
import type { Warehouse } from '../warehouse/warehouse.js';

/** Hash over the content of exactly the upstream partitions that one partition reads. */
export interface InputHash {
  readonly partition_date: string;
  /** 'table=sum' of every declared read, in order, joined by ';'. */
  readonly inputs: string;
}

const TEMP = 'input_dates';

/**
 * Input hashes of a table's partitions at the given dates, from what the ledger says now. Set-based: a running sum of
 * partition hashes per upstream, looked up at both ends of each window.
 */
export async function inputHashes(
  warehouse: Warehouse,
  table: TableDefinition,
  dates: readonly BatchDate[],
): Promise<Map<string, string>> {
  if (dates.length === 0) return new Map();
  if (table.reads.length === 0) return new Map(dates.map((date) => [date.partition_date, '']));
  await fillDates(
    warehouse,
    dates,
    table.reads.flatMap((read) => read.windows),
  );
  const sums = table.reads.map((read, i) => readSum(read.table, read.windows, i));
  const rows = await warehouse.query<{ partition_date: string; inputs: string }>(`
    WITH ${sums.map((s) => s.cte).join(',\n')}
    SELECT d.partition_date, concat_ws(';', ${table.reads
      .map((read, i) => `'${read.table}=' || CAST(r${i}.total AS VARCHAR)`)
      .join(', ')}) AS inputs
    FROM ${TEMP} d ${sums.map((_, i) => `JOIN r${i} ON r${i}.partition_date = d.partition_date`).join(' ')}`);
  return new Map(rows.map((row) => [row.partition_date, row.inputs]));
}

/** What one window of a partition spans, as dates of the upstream: low to high, both included. */
export interface WindowSpan {
  readonly table: string;
  readonly low: string;
  readonly high: string;
}

/** The spans of all declared windows of a table's partitions, by date: the same bounds as the input hashes. */
export async function windowSpans(
  warehouse: Warehouse,
  table: TableDefinition,
  dates: readonly BatchDate[],
): Promise<Map<string, WindowSpan[]>> {
  const spans = new Map<string, WindowSpan[]>();
  const windows = table.reads.flatMap((read) => read.windows.map((window) => ({ table: read.table, window })));
  if (dates.length === 0 || windows.length === 0) return spans;
  await fillDates(
    warehouse,
    dates,
    windows.map(({ window }) => window),
  );
  const parts = windows.map(({ table: upstream, window }) => {
    const { low, high } = bounds(window);
    return `SELECT d.partition_date, '${upstream}' AS upstream, CAST(${low} AS DATE) AS low, CAST(${high} AS DATE) AS high FROM ${TEMP} d`;
  });
  const rows = await warehouse.query<{ partition_date: string; upstream: string; low: string; high: string }>(
    parts.join(' UNION ALL '),
  );
  for (const { partition_date, upstream, low, high } of rows) {
    const list = spans.get(partition_date) ?? [];
    list.push({ table: upstream, low, high });
    spans.set(partition_date, list);
  }
  return spans;
}

async function fillDates(
  warehouse: Warehouse,
  dates: readonly BatchDate[],
  windows: readonly ReadWindow[],
): Promise<void> {
  const values = dates
    .map((b) => `(DATE '${b.partition_date}', DATE '${b.season_start}', DATE '${b.season_end}')`)
    .join(', ');
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${TEMP} AS SELECT * FROM (VALUES ${values}) v(partition_date, season_start, season_end)`,
  );
  for (const games of new Set(windows.flatMap((w) => (w.kind === 'team_games_before' ? [w.games] : [])))) {
    await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${startTable(games)} AS ${teamGamesStart(games)}`);
  }
}

const startTable = (games: number) => `input_start_${games}`;

/**
 * Per date of a relation (column partition_date): window_start, the earliest of the teams' N-th latest game dates; a team
 * with fewer games counts from the season's start.
 */
export function teamGamesStart(games: number, dates = TEMP): string {
  return `
    WITH team_games AS (
      SELECT home_abbr AS team, season, game_date, game_id FROM nba_reference.games WHERE is_counting AND is_expected
      UNION ALL
      SELECT away_abbr, season, game_date, game_id FROM nba_reference.games WHERE is_counting AND is_expected),
    states AS (
      SELECT team, game_date AS known_after,
        COALESCE(LEAD(game_date) OVER (PARTITION BY team, season ORDER BY game_date, game_id), DATE '9999-12-31') AS known_until,
        LAG(game_date, ${games - 1}) OVER (PARTITION BY team, season ORDER BY game_date, game_id) AS nth,
        MIN(game_date) OVER (PARTITION BY season) AS season_start,
        MAX(game_date) OVER (PARTITION BY season) AS season_end
      FROM team_games)
    SELECT d.partition_date, MIN(COALESCE(s.nth, s.season_start)) AS window_start
    FROM ${dates} d JOIN states s
      ON s.known_after < d.partition_date AND d.partition_date <= s.known_until AND d.partition_date <= s.season_end
    GROUP BY d.partition_date`;
}

function bounds(window: ReadWindow): { low: string; high: string } {
  switch (window.kind) {
    case 'same_date':
      return { low: 'd.partition_date', high: 'd.partition_date' };
    case 'season_before':
      return { low: 'd.season_start', high: 'd.partition_date - 1' };
    case 'days_before':
      return { low: `d.partition_date - ${window.days}`, high: 'd.partition_date - 1' };
    case 'team_games_before':
      return {
        low: `COALESCE((SELECT s.window_start FROM ${startTable(window.games)} s WHERE s.partition_date = d.partition_date), d.season_start)`,
        high: 'd.partition_date - 1',
      };
    case 'season_schedule':
      return { low: 'd.season_start', high: 'd.season_end' };
  }
}

function readSum(upstream: string, windows: readonly ReadWindow[], index: number): { cte: string } {
  const ends = windows.map((window, w) => {
    const { low, high } = bounds(window);
    return `SELECT d.partition_date, ${w} AS w, CAST(${low} AS DATE) - 1 AS before, CAST(${high} AS DATE) AS last FROM ${TEMP} d`;
  });
  return {
    cte: `u${index} AS (
      SELECT partition_date, SUM(CAST(md5_number_lower(CAST(partition_date AS VARCHAR) || COALESCE(content_hash, status)) AS HUGEINT))
        OVER (ORDER BY partition_date) AS running
      FROM nba_processing.partitions WHERE table_name = '${upstream}'),
    w${index} AS (${ends.join(' UNION ALL ')}),
    r${index} AS (
      SELECT w.partition_date, SUM(CASE WHEN w.last <= w.before THEN 0 ELSE COALESCE(hi.running, 0) - COALESCE(lo.running, 0) END) AS total
      FROM w${index} w
      ASOF LEFT JOIN u${index} hi ON w.last >= hi.partition_date
      ASOF LEFT JOIN u${index} lo ON w.before >= lo.partition_date
      GROUP BY w.partition_date)`,
  };
}
