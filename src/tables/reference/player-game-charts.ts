import { shotDistanceFtSql, zoneDetailSql, zoneSql } from '../../domain/zones.js';
import { RAW_SHOT_CHART } from '../../raw/tables/shot-chart.js';
import { zoneStatColumns } from '../box-columns.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { noFailures } from '../failure-rows.js';
import { GAME_STATES, GAMES, PLAYER_GAME_CHARTS } from '../names.js';
import { columnsFrom, columnsOf, firstThat, selectList } from '../select-list.js';
import { SHOT_AGGREGATES } from './event-stats.js';
import { today } from './play-by-play.js';

/** What a chart tells of its attempts, as of those of the events; who passed or blocked, only events tell. */
const TOLD = Object.keys(SHOT_AGGREGATES).filter((name) => !/assisted|and1/.test(name));

export const playerGameCharts: TableDefinition = {
  name: PLAYER_GAME_CHARTS,
  alias: 'charts',
  title: 'Zones from charts',
  phase: 2,
  grain:
    'a player with attempts in the shot chart of a game whose events do not count: his zones, counted from the chart',
  key: ['game_id', 'player_id'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'player', id: 'player_id', game: 'game_id' },
  trace: async () => (await import('./player-game-charts-trace.js')).playerChartTrace,
  reads: [GAMES, GAME_STATES, RAW_SHOT_CHART].map((table) => ({ table, windows: today })),
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.playerId,
    shared.teamAbbr,
    col.count('fg_attempts', 'Field goals attempted, by the chart.', { max: 110, mayBeConstant: true }),
    col.count('fg_makes', 'Field goals made, by the chart.', { max: 110, mayBeConstant: true }),
    col.count('three_pt_attempts', 'Three-pointers attempted: by SHOT_TYPE, else by the zone of the chart.', {
      max: 110,
      mayBeConstant: true,
    }),
    col.count('three_pt_makes', 'Three-pointers made.', { max: 110, mayBeConstant: true }),
    col.integer('first_period', 'First period with an attempt.', { min: 1, max: 14, mayBeConstant: true }),
    col.integer('last_period', 'Last period with an attempt.', { min: 1, max: 14, mayBeConstant: true }),
    ...zoneStatColumns(110).map((column) => ({ ...column, mayBeConstant: true })),
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const shot = selectList({
      ...columnsOf('g', ['game_id', 'game_date', 'season']),
      player_id: 'c.player_id',
      team_abbr: firstThat([
        ['c.team_id = g.home_team_id', 'g.home_abbr'],
        ['c.team_id = g.away_team_id', 'g.away_abbr'],
      ]),
      period: 'c.period',
      made: 'c.made',
      value: SHOT_VALUE,
      distance: `COALESCE(${shotDistanceFtSql({ x: 'c.loc_x', y: 'c.loc_y' })}, ${d.cast('c.distance_ft', 'double')})`,
      x: 'c.loc_x',
      y: 'c.loc_y',
      zone_basic: 'c.zone_basic',
    });
    const zones = selectList({
      zone: zoneSql({ value: 'value', distance: 'distance' }),
      zone_detail: zoneDetailSql({ value: 'value', distance: 'distance', x: 'x', y: 'y', zoneBasic: 'zone_basic' }),
    });
    const identity = ['game_id', 'game_date', 'season', 'player_id', 'team_abbr'];
    return `
WITH attempts AS (
  SELECT ${shot}
  FROM ${ctx.sameDate(RAW_SHOT_CHART)} c
  JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = c.game_id AND g.is_counting
  JOIN ${ctx.sameDate(GAME_STATES)} w ON w.game_id = c.game_id AND w.events_whole IS NOT TRUE
  WHERE c.player_id IS NOT NULL),
zoned AS (SELECT s.*, ${zones} FROM attempts s WHERE team_abbr IS NOT NULL)
SELECT ${identity.join(', ')}, MIN(period) AS first_period, MAX(period) AS last_period,
  ${selectList(columnsFrom(TOLD, (name) => d.cast(d.countIf(SHOT_AGGREGATES[name] ?? 'FALSE'), 'integer')))},
  ${noFailures(d)}
FROM zoned GROUP BY ${identity.join(', ')}`;
  },
};

/**
 * The value of a charted shot: SHOT_TYPE, where it is told; else the zone of the chart, which is wrong for some shots near
 * the line. Zones are trusted only where the counts are those of the box.
 */
const SHOT_VALUE = firstThat(
  [
    [`c.shot_type_text LIKE '3PT%'`, '3'],
    [`c.shot_type_text LIKE '2PT%'`, '2'],
    [`c.zone_basic IN ('Left Corner 3', 'Right Corner 3', 'Above the Break 3', 'Backcourt')`, '3'],
  ],
  '2',
);
