import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reconcileReport } from '../../src/audit/reconcile/reconcile.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { createTableSql } from '../../src/engine/stored-table.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { RAW_BOOKKEEPING } from '../../src/raw/raw-table.js';
import { RAW_TABLES } from '../../src/raw/raw-tables.js';
import { playerGameSummary } from '../../src/tables/analytics/player-game-summary.js';
import { teamDefenseGameSummary } from '../../src/tables/analytics/team-defense-game-summary.js';
import { teamOffenseGameSummary } from '../../src/tables/analytics/team-offense-game-summary.js';
import { BOX_STATS } from '../../src/tables/box-columns.js';
import { col } from '../../src/tables/columns.js';
import { storedAs, type TableDefinition } from '../../src/tables/definition.js';
import { CHECKS } from '../../src/tables/differences/checks.js';
import { buildGraph } from '../../src/tables/graph.js';

const GAME = '0022100001';
const DATE = '2021-11-01';
const PGS = playerGameSummary.name;
const TOGS = teamOffenseGameSummary.name;
const TDGS = teamDefenseGameSummary.name;

/** Shapes of the reference tables that the checks read. */
const stub = (name: string, columns: readonly string[]): TableDefinition => ({
  name: `nba_reference.${name}`,
  alias: name,
  phase: 2,
  grain: 'stub',
  key: ['game_id'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'game', id: 'game_id' },
  reads: [],
  columns: [
    col.text('game_id', 'Game.'),
    col.date('game_date', 'Date.'),
    col.text('team_abbr', 'Team.'),
    ...columns.map((c) => col.integer(c, c)),
  ],
  sql: () => 'SELECT 1',
});
const GRAPH = buildGraph([
  stub('player_game_events', ['player_id', ...BOX_STATS]),
  stub('team_game_events', BOX_STATS),
  stub('player_minutes', ['player_id', 'seconds_played']),
  ...[playerGameSummary, teamOffenseGameSummary, teamDefenseGameSummary].map((t) => ({ ...t, reads: [] })),
]);

/** 4 made of 8, one of them a three, 1 of 2 free throws: 10 points. */
const BOX: Readonly<Record<(typeof BOX_STATS)[number], number>> = {
  points: 10,
  fg_makes: 4,
  fg_attempts: 8,
  three_pt_makes: 1,
  three_pt_attempts: 3,
  ft_makes: 1,
  ft_attempts: 2,
  offensive_rebounds: 1,
  defensive_rebounds: 2,
  rebounds: 3,
  assists: 2,
  steals: 1,
  blocks: 2,
  turnovers: 1,
  personal_fouls: 3,
};
const ZONES: Readonly<Record<string, number>> = {
  paint_attempts: 3,
  paint_makes: 2,
  mid_range_attempts: 1,
  mid_range_makes: 1,
  unknown_zone_attempts: 1,
  unknown_zone_makes: 0,
  restricted_area_attempts: 2,
  restricted_area_makes: 1,
  corner_three_attempts: 1,
  corner_three_makes: 0,
};
const BLOCKS: Readonly<Record<string, number>> = {
  paint_blocks: 1,
  mid_range_blocks: 0,
  three_pt_blocks: 1,
  unknown_zone_blocks: 0,
};

const select = (values: Readonly<Record<string, string | number>>, times = 1) =>
  Object.entries(values)
    .map(([name, value]) => `${typeof value === 'number' ? value * times : value} AS ${name}`)
    .join(', ');

let warehouse: Warehouse;

/** One game of two teams with five equal players each: 2,880 seconds a player. */
beforeEach(async () => {
  warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
  for (const schema of ['raw', 'reference', 'analytics']) await warehouse.execute(`CREATE SCHEMA nba_${schema}`);
  for (const table of GRAPH.ordered) await warehouse.execute(createTableSql(storedAs(table), warehouse.dialect));
  for (const raw of RAW_TABLES) {
    const columns = [...RAW_BOOKKEEPING, ...raw.columns].map((c) => `${c.name} ${warehouse.dialect.type(c.type)}`);
    await warehouse.execute(`CREATE TABLE ${raw.name} (${columns.join(', ')})`);
  }
  await warehouse.execute(`CREATE TABLE nba_reference.games AS SELECT '${GAME}' AS game_id, DATE '${DATE}' AS game_date,
    'ATL' AS home_abbr, 'BOS' AS away_abbr, TRUE AS is_counting`);
  await warehouse.execute(`INSERT INTO nba_raw.nbac_schedule BY NAME SELECT '${GAME}' AS game_id, DATE '${DATE}' AS game_date, 'ATL' AS home_abbr,
    'BOS' AS away_abbr, 'final' AS status, 50 AS home_score, 50 AS away_score`);
  const add = (table: string, values: string) => warehouse.execute(`INSERT INTO ${table} BY NAME SELECT ${values}`);
  for (const [side, team, other] of [
    [0, `'ATL'`, `'BOS'`],
    [1, `'BOS'`, `'ATL'`],
  ] as const) {
    const game = `'${GAME}' AS game_id, DATE '${DATE}' AS game_date, ${team} AS team_abbr`;
    const opponent = Object.fromEntries(BOX_STATS.map((name) => [`opp_${name}`, BOX[name]]));
    const creation = { assisted_fg_makes: 3, unassisted_fg_makes: 1 };
    for (let i = 1; i <= 5; i++) {
      const who = `${game}, ${10 * side + i} AS player_id`;
      await add(
        PGS,
        `${who}, 'P' AS player_name, ${other} AS opponent_team_abbr, 'played' AS player_status, 2880 AS seconds_played, 'line_ups' AS minutes_source,
         ${select({ ...BOX, ...ZONES, ...BLOCKS, ...creation })}`,
      );
      await add('nba_reference.player_game_events', `${who}, ${select(BOX)}`);
      await add('nba_reference.player_minutes', `${who}, 2880 AS seconds_played`);
      for (const kind of ['game_log', 'box_score']) {
        await add(
          'nba_raw.nbac_player_boxscores',
          `'${kind}' AS source_kind, ${who}, 'P' AS player_name, 2880 AS seconds, 48 AS minutes_whole, ${select(BOX)}`,
        );
      }
    }
    await add(
      TOGS,
      `${game}, ${other} AS opponent_team_abbr, 14400 AS team_seconds, 98.5e0 AS possessions, ${select({ ...BOX, ...ZONES, ...BLOCKS, ...creation }, 5)}`,
    );
    await add(
      TDGS,
      `${game}, ${other} AS opponent_team_abbr, 50 AS points_allowed, 98.5e0 AS possessions, ${select(opponent, 5)}, 10 AS blocks,
       5 AS blocks_paint, 0 AS blocks_mid_range, 5 AS blocks_three_pt, 0 AS blocks_unknown_zone`,
    );
    await add('nba_reference.team_game_events', `${game}, ${select(BOX, 5)}`);
    await add('nba_raw.nbac_team_boxscores', `${game}, ${select(BOX, 5)}`);
  }
});
afterEach(() => warehouse.close());

const report = (range = {}) => reconcileReport(warehouse, GRAPH, { from: null, to: null, ...range });

const ONE = 'player_id = 1';
const LOG = `nba_raw.nbac_player_boxscores SET`;

/** What breaks each check, and the difference it must then show: entity, detail, left, right. */
const PLANTED: readonly (readonly [string, string, readonly [string, string, number, number]])[] = [
  ['points_identity', `${PGS} SET ft_makes = 2 WHERE ${ONE}`, ['1 P', 'player', 10, 11]],
  ['zones_sum', `${PGS} SET mid_range_attempts = 0 WHERE ${ONE}`, ['1 P', 'player', 7, 8]],
  ['assisted_sum', `${TOGS} SET assisted_fg_makes = 16 WHERE team_abbr = 'BOS'`, ['BOS', 'team', 21, 20]],
  ['blocks_by_zone', `${TDGS} SET blocks_paint = 4 WHERE team_abbr = 'BOS'`, ['BOS', 'team', 9, 10]],
  ['player_sums', `${PGS} SET steals = 2 WHERE ${ONE}`, ['ATL', 'steals', 6, 5]],
  ['player_sums', `${PGS} SET turnovers = 2 WHERE ${ONE}`, ['ATL', 'turnovers', 6, 5]],
  ['points_allowed', `${TDGS} SET points_allowed = 49 WHERE team_abbr = 'BOS'`, ['ATL', 'points', 50, 49]],
  ['possessions', `${TDGS} SET possessions = 99 WHERE team_abbr = 'BOS'`, ['ATL', 'defence', 98.5, 99]],
  ['logs_vs_events', `${LOG} assists = 1 WHERE source_kind = 'game_log' AND ${ONE}`, ['1 P', 'assists', 2, 1]],
  ['box_scores_vs_events', `${LOG} points = 12 WHERE ${ONE}`, ['1 P', 'points', 10, 12]],
  ['players_logged', `${PGS} SET player_status = 'dnp' WHERE ${ONE}`, ['1 P', 'player', 0, 1]],
  [
    'team_logs_vs_events',
    `nba_raw.nbac_team_boxscores SET blocks = 11 WHERE team_abbr = 'ATL'; DELETE FROM nba_raw.nbac_player_boxscores`,
    ['ATL', 'blocks', 10, 11],
  ],
  [
    'team_without_log',
    `nba_raw.nbac_team_boxscores SET assists = NULL; UPDATE ${LOG} assists = 1 WHERE source_kind = 'game_log' AND ${ONE}`,
    ['ATL', 'assists', 10, 9],
  ],
  ['final_score', `nba_raw.nbac_schedule SET home_score = 51`, ['ATL', 'points', 50, 51]],
  ['minutes_sum', `${PGS} SET seconds_played = 2870 WHERE ${ONE}`, ['ATL', 'seconds', 14390, 14400]],
  [
    'player_team',
    `${LOG} team_abbr = 'BOS' WHERE source_kind = 'game_log' AND ${ONE}`,
    ['1 P', 'ATL in the events, BOS in the game_log', 0, 1],
  ],
  [
    'line_ups_vs_log',
    `nba_reference.player_minutes SET seconds_played = 2819 WHERE ${ONE}`,
    ['1 P', 'seconds', 2819, 2880],
  ],
  [
    'line_up_minutes',
    `nba_reference.player_minutes SET seconds_played = 2800 WHERE ${ONE}`,
    ['1 P', 'seconds', 2800, 2880],
  ],
];

describe('reconcile', () => {
  it('finds no difference in a game that adds up, and compares something in every check', async () => {
    const found = await report();
    expect(found.finding_count).toBe(0);
    expect(found.differences).toEqual([]);
    expect(found.checks.map((c) => c.check)).toEqual(CHECKS.map((c) => c.name));
    const without = ({ checks }: typeof found) => checks.filter((c) => c.compared === 0).map((c) => c.check);
    expect(without(found)).toEqual(['team_without_log']);
    await warehouse.execute('DELETE FROM nba_raw.nbac_team_boxscores');
    expect(without(await report())).toEqual(['team_logs_vs_events']);
  });

  it('covers every check with a planted error', () => {
    expect([...new Set(PLANTED.map(([check]) => check))].sort()).toEqual(CHECKS.map((c) => c.name).sort());
  });

  it.each(PLANTED)('%s: UPDATE %s', async (check, update, [entity, detail, left, right]) => {
    await warehouse.execute(`UPDATE ${update}`);
    const found = await report();
    expect(found.differences.filter((d) => d.check === check && d.kind === 'difference')).toContainEqual({
      check,
      game_id: GAME,
      date: DATE,
      entity,
      detail,
      left,
      right,
      kind: 'difference',
    });
    expect(found.checks.find((c) => c.check === check)).toMatchObject({ verdict: 'differs', source_differences: 0 });
    expect(found.finding_count).toBeGreaterThan(0);
  });

  it('tells a difference that a third source settles as the source it is', async () => {
    await warehouse.execute(`UPDATE ${LOG} blocks = 1 WHERE source_kind = 'box_score' AND ${ONE}`);
    const found = await report();
    expect(found.finding_count).toBe(0);
    expect(found.differences).toEqual([
      {
        check: 'box_scores_vs_events',
        game_id: GAME,
        date: DATE,
        entity: '1 P',
        detail: 'blocks',
        left: 2,
        right: 1,
        kind: 'source',
      },
    ]);
    expect(found.checks.find((c) => c.check === 'box_scores_vs_events')?.verdict).toBe('source differences');
  });

  it("leaves a team's number alone where its own log agrees with the events", async () => {
    await warehouse.execute(`UPDATE ${LOG} assists = 1 WHERE source_kind = 'game_log' AND ${ONE}`);
    const found = await report();
    expect(found.differences.map((d) => [d.check, d.entity])).toEqual([['logs_vs_events', '1 P']]);
  });

  it('lets rounding of minutes pass, and team turnovers', async () => {
    await warehouse.execute(`UPDATE ${PGS} SET seconds_played = 2875 WHERE ${ONE}; UPDATE ${TOGS} SET turnovers = 7`);
    expect((await report()).finding_count).toBe(0);
  });

  it('does not compare what nobody measured, and keeps to the range', async () => {
    await warehouse.execute(`UPDATE ${PGS} SET paint_attempts = NULL, points = 11 WHERE ${ONE}`);
    const found = await report();
    expect(found.checks.find((c) => c.check === 'zones_sum')).toMatchObject({ compared: 11, verdict: 'equal' });
    expect((await report({ from: '2021-11-02' })).checks.every((c) => c.compared === 0)).toBe(true);
  });
});
