import type { Warehouse } from '../../engine/warehouse.js';
import { HORIZON_SQL } from '../../ledger/horizon.js';
import type { TableDefinition } from '../../tables/definition.js';
import { type Expectation, type FailureBand, GAME_DATES, TEAM_GAMES } from '../../tables/expectations/expectation.js';
import { UPCOMING } from '../../tables/expectations/upcoming-players.js';
import type { TableGraph } from '../../tables/graph.js';
import { DUE_GAMES, GAMES } from '../../tables/names.js';
import { inRangeSql } from '../audit-range.js';
import { fillStates, STATES } from './entity-states.js';
import { gamesWithoutData, participation } from './participation.js';
import type {
  BandResult,
  CompletenessOptions,
  CompletenessReport,
  EntityFinding,
  EntityState,
  StateCounts,
  TableCompleteness,
} from './report.js';

const SHOWN = 1000;
const FINDINGS: readonly EntityState[] = ['UNEXPLAINED', 'NOT_RUN', 'PARTITION_FAILED'];

/**
 * Accounts for every expected player-date and team-date of each table, up to the last date that has data. Who is expected
 * is reckoned from the schedule and from who was there, apart from the tables' own SQL.
 */
export async function completenessReport(
  warehouse: Warehouse,
  graph: TableGraph,
  options: CompletenessOptions,
): Promise<CompletenessReport> {
  await fillGames(warehouse, options);
  const hasPlayers = await fillShared(warehouse, graph);
  const tables: TableCompleteness[] = [];
  const entities: EntityFinding[] = [];
  const bands: BandResult[] = [];
  for (const table of graph.ordered) {
    const { expects } = table;
    if (expects === undefined || options.tables?.includes(table.name) === false) continue;
    await fillStates(warehouse, graph, table, expects);
    tables.push(await countStates(warehouse, table, expects, options.details === true));
    if (entities.length < SHOWN) entities.push(...(await offenders(warehouse, table, SHOWN - entities.length)));
    for (const band of expects.failureBands ?? []) bands.push(await judge(warehouse, table, band));
  }
  const found = tables.map((t) => t.unexpected + FINDINGS.reduce((sum, state) => sum + count(t.states, state), 0));
  return {
    from: options.from,
    to: options.to,
    tables,
    entities,
    participation: await participation(warehouse, hasPlayers),
    games_without_data: await gamesWithoutData(warehouse, graph),
    bands,
    finding_count: found.reduce((sum, n) => sum + n, 0),
  };
}

/** Makes the relations that expectations share, and tells whether the expected players are among them. */
async function fillShared(warehouse: Warehouse, graph: TableGraph): Promise<boolean> {
  const used = new Set([UPCOMING, ...graph.ordered.flatMap((table) => table.expects?.uses ?? [])]);
  const possible = [...used].filter(({ reads }) => reads.every((name) => graph.get(name) !== undefined));
  for (const { name, sql } of possible) {
    await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql(warehouse.dialect)}`);
  }
  return possible.includes(UPCOMING);
}

/** Entities in a state; a state that nobody is in has none. */
const count = (states: StateCounts, state: EntityState): number => states[state] ?? NONE;
const NONE = 0;

async function fillGames(warehouse: Warehouse, options: CompletenessOptions): Promise<void> {
  const side = (own: string, other: string) =>
    `SELECT g.game_id, g.game_date, g.season, g.${own}_abbr AS team_abbr, g.${other}_abbr AS opponent_abbr, u.game_id IS NOT NULL AS is_due
     FROM ${GAMES} g LEFT JOIN ${DUE_GAMES} u ON u.game_id = g.game_id
     WHERE is_counting AND is_expected AND g.game_date <= (${HORIZON_SQL}) AND ${inRangeSql('g.game_date', options, warehouse.dialect)}`;
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${TEAM_GAMES} AS ${side('home', 'away')} UNION ALL ${side('away', 'home')}`,
  );
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${GAME_DATES} AS
    SELECT t.game_date, t.season, ${warehouse.dialect.daysBetween('s.first_date', 't.game_date')} AS season_day FROM (SELECT DISTINCT game_date, season FROM ${TEAM_GAMES}) t
    JOIN (SELECT season, MIN(game_date) AS first_date FROM ${GAMES} WHERE is_counting GROUP BY season) s ON s.season = t.season`);
}

async function countStates(
  warehouse: Warehouse,
  table: TableDefinition,
  expectation: Expectation,
  details: boolean,
): Promise<TableCompleteness> {
  const rows = await warehouse.query<{ day: string; state: EntityState; is_expected: boolean; n: number }>(
    `SELECT partition_date AS day, state, is_expected, COUNT(*) AS n FROM ${STATES} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  const states: Partial<Record<EntityState, number>> = {};
  const dates = new Map<string, Partial<Record<EntityState, number>>>();
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
    expects: expectation.who,
    expected: Object.values(states).reduce((sum, n) => sum + n, 0),
    states,
    unexpected,
    dates: details ? [...dates].map(([date, counts]) => ({ date, states: counts })) : [],
  };
}

async function offenders(warehouse: Warehouse, table: TableDefinition, limit: number): Promise<EntityFinding[]> {
  const rows = await warehouse.query<{
    day: string;
    entity_id: string | null;
    game_id: string | null;
    is_expected: boolean;
  }>(
    `SELECT partition_date AS day, entity_id, game_id, is_expected FROM ${STATES} WHERE state = 'UNEXPLAINED' OR NOT is_expected
     ORDER BY 1, 2, 3, 4 LIMIT ${limit}`,
  );
  return rows.map(({ day, entity_id, game_id, is_expected }) => ({
    table: table.name,
    date: day,
    entity_id,
    game_id,
    kind: is_expected ? 'UNEXPLAINED' : 'UNEXPECTED',
  }));
}

async function judge(warehouse: Warehouse, table: TableDefinition, band: FailureBand): Promise<BandResult> {
  const days = `d.season_day >= ${band.from_day}${band.to_day === null ? '' : ` AND d.season_day <= ${band.to_day}`}`;
  const rows = await warehouse.query<{ expected: number; failed: number }>(
    `SELECT COUNT(*) AS expected, ${warehouse.dialect.countIf(`state <> 'ROW'`)} AS failed
     FROM ${STATES} s JOIN ${GAME_DATES} d ON d.game_date = s.partition_date WHERE is_expected AND state <> 'NOT_RUN' AND ${days}`,
  );
  const { expected, failed } = rows[0] ?? { expected: NONE, failed: NONE };
  if (expected === 0) return { table: table.name, ...band, expected, failed, share: null, verdict: 'no data' };
  const share = failed / expected;
  return {
    table: table.name,
    ...band,
    expected,
    failed,
    share,
    verdict: share < band.low ? 'below' : share > band.high ? 'above' : 'within',
  };
}
