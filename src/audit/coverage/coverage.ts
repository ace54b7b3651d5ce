import type { Warehouse } from '../../engine/warehouse.js';
import { HORIZON_SQL } from '../../ledger/horizon.js';
import { failuresTable } from '../../ledger/ledger-sql.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import type { TableDefinition } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES, PGS } from '../../tables/names.js';
import { inRangeSql } from '../audit-range.js';
import { BANDS, type Band } from './bands.js';
import { EXPECTATIONS, type Expectation, GAME_DATES, TEAM_GAMES, UPCOMING, UPCOMING_SQL } from './expectations.js';
import { gamesWithoutData, participation } from './participation.js';
import type {
  BandResult,
  CoverageEntity,
  CoverageOptions,
  CoverageReport,
  CoverageState,
  StateCounts,
  TableCoverage,
} from './report.js';

/** States of the expected entities of the table at hand: partition_date, entity_id, game_id, state. */
const STATES = 'audit_coverage';
const SHOWN = 1000;
const FINDINGS: readonly CoverageState[] = ['UNEXPLAINED', 'NOT_RUN', 'PARTITION_FAILED'];

/**
 * Accounts for every expected player-date and team-date of each table, up to the last date that has data. Who is expected
 * is reckoned from the schedule and from who was there, apart from the tables' own SQL.
 */
export async function coverageReport(
  warehouse: Warehouse,
  graph: TableGraph,
  options: CoverageOptions,
  expectations: readonly Expectation[] = EXPECTATIONS,
  bands: readonly Band[] = BANDS,
): Promise<CoverageReport> {
  await fillGames(warehouse, options);
  const hasPlayers = graph.get(PGS) !== undefined;
  if (hasPlayers) await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${UPCOMING} AS ${UPCOMING_SQL}`);
  const tables: TableCoverage[] = [];
  const entities: CoverageEntity[] = [];
  const results: BandResult[] = [];
  for (const table of graph.ordered) {
    const expectation = expectations.find((e) => e.table === table.name);
    if (expectation === undefined || options.tables?.includes(table.name) === false) continue;
    await fillStates(warehouse, graph, table, expectation);
    tables.push(await countStates(warehouse, table, expectation, options.details === true));
    if (entities.length < SHOWN) entities.push(...(await offenders(warehouse, table, SHOWN - entities.length)));
    for (const band of bands) if (band.table === table.name) results.push(await judge(warehouse, band));
  }
  const found = tables.map((t) => t.unexpected + FINDINGS.reduce((sum, state) => sum + count(t.states, state), 0));
  return {
    from: options.from,
    to: options.to,
    tables,
    entities,
    participation: await participation(warehouse, hasPlayers),
    games_without_data: await gamesWithoutData(warehouse, graph),
    bands: results,
    finding_count: found.reduce((sum, n) => sum + n, 0),
  };
}

/** A state nobody is in is counted, and none. */
const count = (states: StateCounts, state: CoverageState): number => states[state] ?? NONE;
const NONE = 0;

async function fillGames(warehouse: Warehouse, options: CoverageOptions): Promise<void> {
  const side = (own: string, other: string) =>
    `SELECT game_id, game_date, season, ${own}_abbr AS team_abbr, ${other}_abbr AS opponent_abbr FROM ${GAMES}
     WHERE is_counting AND is_expected AND game_date <= (${HORIZON_SQL}) AND ${inRangeSql('game_date', options, warehouse.dialect)}`;
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${TEAM_GAMES} AS ${side('home', 'away')} UNION ALL ${side('away', 'home')}`,
  );
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${GAME_DATES} AS
    SELECT t.game_date, t.season, t.game_date - s.first_date AS season_day FROM (SELECT DISTINCT game_date, season FROM ${TEAM_GAMES}) t
    JOIN (SELECT season, MIN(game_date) AS first_date FROM ${GAMES} WHERE is_counting GROUP BY season) s ON s.season = t.season`);
}

async function fillStates(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  expectation: Expectation,
): Promise<void> {
  const d = warehouse.dialect;
  const name = d.text(table.name);
  const p = table.partitionColumn;
  const perDate = expectation.perDate === true;
  const game =
    perDate || table.entity.game === undefined ? 'CAST(NULL AS VARCHAR)' : `CAST(${table.entity.game} AS VARCHAR)`;
  const same = (a: string, b: string) =>
    `${a}.partition_date = ${b}.partition_date AND ${a}.entity_id IS NOT DISTINCT FROM ${b}.entity_id AND ${a}.game_id IS NOT DISTINCT FROM ${b}.game_id`;
  const dates = `(SELECT game_date FROM ${GAME_DATES})`;
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${STATES} AS
    WITH expected AS (SELECT DISTINCT partition_date, entity_id, ${perDate ? 'CAST(NULL AS VARCHAR)' : 'game_id'} AS game_id, TRUE AS is_expected FROM (${expectation.sql}) e),
    found AS (
      SELECT ${p} AS partition_date, CAST(${table.entity.id} AS VARCHAR) AS entity_id, ${game} AS game_id, 'ROW' AS state FROM ${table.name} WHERE ${p} IN ${dates}
      UNION ALL
      SELECT partition_date, entity_id, ${perDate ? 'NULL' : 'game_id'}, MIN(category) FROM ${failuresTable(table.phase)}
        WHERE table_name = ${name} AND partition_date IN ${dates} GROUP BY ALL),
    upstream AS (${upstreamFailures(graph, table, d.text)})
    SELECT COALESCE(e.partition_date, f.partition_date) AS partition_date, COALESCE(e.entity_id, f.entity_id) AS entity_id,
      COALESCE(e.game_id, f.game_id) AS game_id, e.is_expected IS NOT NULL AS is_expected,
      CASE WHEN f.state IS NOT NULL THEN f.state WHEN l.status IS NULL THEN 'NOT_RUN' WHEN l.status = 'failed' THEN 'PARTITION_FAILED'
        WHEN EXISTS (SELECT 1 FROM upstream u WHERE u.partition_date = e.partition_date AND (u.entity_id IS NULL OR u.entity_id = e.entity_id)) THEN 'UPSTREAM_FAILURE'
        ELSE 'UNEXPLAINED' END AS state
    FROM expected e FULL JOIN found f ON ${same('e', 'f')}
    LEFT JOIN ${PARTITIONS} l ON l.table_name = ${name} AND l.partition_date = e.partition_date`);
}

/** Entities that failed, and dates that are absent, in tables of the same date above this one. */
function upstreamFailures(graph: TableGraph, table: TableDefinition, text: (value: string) => string): string {
  const above = new Set<TableDefinition>();
  const visit = (t: TableDefinition) => {
    for (const { table: upstream, windows } of graph.upstreams(t.name)) {
      if (!windows.some((window) => window.kind === 'same_date') || above.has(upstream)) continue;
      above.add(upstream);
      visit(upstream);
    }
  };
  visit(table);
  const parts = [...above].flatMap((t) => [
    ...(t.entity.kind === table.entity.kind
      ? [
          `SELECT partition_date, entity_id FROM ${failuresTable(t.phase)} WHERE table_name = ${text(t.name)} AND entity_id IS NOT NULL`,
        ]
      : []),
    ...((t.partitionDates ?? 'games') === 'games'
      ? [
          `SELECT d.game_date, NULL FROM ${GAME_DATES} d LEFT JOIN ${PARTITIONS} l ON l.table_name = ${text(t.name)} AND l.partition_date = d.game_date
           WHERE l.status IS NULL OR l.status = 'failed'`,
        ]
      : []),
  ]);
  return parts.length === 0
    ? 'SELECT CAST(NULL AS DATE) AS partition_date, CAST(NULL AS VARCHAR) AS entity_id WHERE FALSE'
    : parts.join(' UNION ALL ');
}

async function countStates(
  warehouse: Warehouse,
  table: TableDefinition,
  expectation: Expectation,
  details: boolean,
): Promise<TableCoverage> {
  const rows = await warehouse.query<{ day: string; state: CoverageState; is_expected: boolean; n: number }>(
    `SELECT partition_date AS day, state, is_expected, COUNT(*) AS n FROM ${STATES} GROUP BY ALL ORDER BY ALL`,
  );
  const states: Partial<Record<CoverageState, number>> = {};
  const dates = new Map<string, Partial<Record<CoverageState, number>>>();
  let unexpected = 0;
  for (const { day, state, is_expected, n } of rows) {
    if (!is_expected) {
      unexpected += n;
      continue;
    }
    states[state] = count(states, state) + n;
    dates.set(day, { ...dates.get(day), [state]: n });
  }
  return {
    table: table.name,
    alias: table.alias,
    phase: table.phase,
    expects: expectation.expects,
    expected: Object.values(states).reduce((sum, n) => sum + n, 0),
    states,
    unexpected,
    dates: details ? [...dates].map(([date, counts]) => ({ date, states: counts })) : [],
  };
}

async function offenders(warehouse: Warehouse, table: TableDefinition, limit: number): Promise<CoverageEntity[]> {
  const rows = await warehouse.query<{
    day: string;
    entity_id: string | null;
    game_id: string | null;
    is_expected: boolean;
  }>(
    `SELECT partition_date AS day, entity_id, game_id, is_expected FROM ${STATES} WHERE state = 'UNEXPLAINED' OR NOT is_expected
     ORDER BY ALL LIMIT ${limit}`,
  );
  return rows.map(({ day, entity_id, game_id, is_expected }) => ({
    table: table.name,
    date: day,
    entity_id,
    game_id,
    kind: is_expected ? 'UNEXPLAINED' : 'UNEXPECTED',
  }));
}

async function judge(warehouse: Warehouse, band: Band): Promise<BandResult> {
  const days = `d.season_day >= ${band.from_day}${band.to_day === null ? '' : ` AND d.season_day <= ${band.to_day}`}`;
  const rows = await warehouse.query<{ expected: number; failed: number }>(
    `SELECT COUNT(*) AS expected, COUNT(*) FILTER (WHERE state <> 'ROW') AS failed
     FROM ${STATES} s JOIN ${GAME_DATES} d ON d.game_date = s.partition_date WHERE is_expected AND state <> 'NOT_RUN' AND ${days}`,
  );
  const { expected, failed } = rows[0] ?? { expected: NONE, failed: NONE };
  if (expected === 0) return { ...band, expected, failed, share: null, verdict: 'no data' };
  const share = failed / expected;
  return {
    ...band,
    expected,
    failed,
    share,
    verdict: share < band.low ? 'below' : share > band.high ? 'above' : 'within',
  };
}
