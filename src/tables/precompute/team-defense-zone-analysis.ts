import { paceSql, ratingSql } from '../../domain/possessions.js';
import { asOf, asOfIntervals, inLastDays } from '../as-of.js';
import { col, shared, windowAccount } from '../columns.js';
import type { Column, TableDefinition } from '../definition.js';
import { teamsOfTheSeason } from '../expectations/season-entities.js';
import { GAMES, TDGS, TDZA } from '../names.js';
import type { SqlContext } from '../sql-context.js';
import { defenceGames, LEAGUE_DAYS, DEFENCE_WINDOW as WINDOW } from '../windows/defence-games.js';
import { teamDefenseZoneTrace } from './team-defense-zone-trace.js';
import { ZONE_NAMES, ZONE_VALUE, ZONES, type Zone } from './zone-columns.js';

const zoneColumns = (zone: Zone): readonly Column[] => [
  col.fraction(`${zone}_pct_allowed`, `Share of opponents' attempts from ${ZONE_NAMES[zone]} that went in.`, {
    formula: 'pooled: makes / attempts over the games of the sample',
  }),
  col.double(`${zone}_attempts_allowed_per_game`, `Opponents' attempts from ${ZONE_NAMES[zone]} per game.`, {
    unit: 'attempts per game',
    min: 0,
    max: 130,
  }),
  col.double(`${zone}_points_allowed_per_game`, `Points allowed from ${ZONE_NAMES[zone]} per game.`, {
    unit: 'points per game',
    min: 0,
    max: 250,
  }),
  col.double(`${zone}_blocks_per_game`, `Own blocks of shots from ${ZONE_NAMES[zone]} per game.`, {
    unit: 'blocks per game',
    min: 0,
    max: 30,
  }),
  col.double(
    `${zone}_defense_vs_league_avg`,
    `How much more of their shots from ${ZONE_NAMES[zone]} opponents make than the league: positive = weaker defence.`,
    {
      unit: 'percentage points',
      min: -100,
      max: 100,
      formula: `100 x (pct_allowed - league pct), the league pooled over all teams' games in [D-${LEAGUE_DAYS}, D-1]`,
      critical: {},
    },
  ),
];

export const teamDefenseZoneAnalysis: TableDefinition = {
  name: TDZA,
  alias: 'tdza',
  title: 'Defence by zone',
  phase: 4,
  grain: 'a team and a date: its defence by zone as known before the date',
  key: ['team_abbr', 'analysis_date'],
  partitionColumn: 'analysis_date',
  pregame: true,
  entity: { kind: 'team', id: 'team_abbr' },
  trace: teamDefenseZoneTrace,
  expects: teamsOfTheSeason,
  reads: [
    { table: GAMES, windows: [{ kind: 'season_schedule' }] },
    {
      table: TDGS,
      windows: [
        { kind: 'team_games_before', games: WINDOW },
        { kind: 'days_before', days: LEAGUE_DAYS },
      ],
    },
  ],
  thresholds: { min_games: 5, high_quality_games: 15, medium_quality_games: 10 },
  columns: [
    shared.analysisDate,
    shared.season,
    shared.teamAbbr,
    ...ZONES.flatMap(zoneColumns),
    col.double('defensive_rating_last_15', 'Points allowed per 100 possessions, pooled over the sample.', {
      unit: 'points per 100 possessions',
      min: 30,
      max: 220,
    }),
    col.double('opponent_pace_last_15', 'Pace of the games of the sample, pooled.', {
      unit: 'possessions per 48 minutes',
      min: 50,
      max: 180,
    }),
    col.double('opponent_points_per_game', 'Points allowed per game of the sample.', {
      unit: 'points per game',
      min: 0,
      max: 250,
    }),
    col.count('games_in_sample', `Games of the last ${WINDOW} scheduled ones that have zones.`, {
      max: WINDOW,
      unit: 'games',
    }),
    col.text('strongest_zone', 'Zone with the lowest difference to the league.', { values: ZONES }),
    col.text('weakest_zone', 'Zone with the highest difference to the league.', { values: ZONES }),
    col.text('sample_quality', 'high from 15 games, medium from 10, else low.', { values: ['high', 'medium', 'low'] }),
    ...windowAccount(`last ${WINDOW} scheduled games of the team`, 'team'),
    shared.missingInputs,
    shared.dataCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const diff = (zone: Zone) => `${zone}_diff`;
    const best = (order: 'LEAST' | 'GREATEST') =>
      `CASE ${ZONES.map((z) => `WHEN ${diff(z)} = ${order}(${ZONES.map(diff).join(', ')}) THEN '${z}'`).join(' ')} END`;
    return `
WITH states AS ${defenceStates(ctx)},
league AS (
  SELECT b.partition_date, ${ZONES.map((z) => `${d.divide(`SUM(g.opp_${z}_makes)`, `SUM(g.opp_${z}_attempts)`)} AS ${z}_league`).join(', ')}
  FROM ${ctx.dates} b JOIN ${ctx.history(TDGS)} g ON ${inLastDays(d, 'g.game_date', 'b.partition_date', LEAGUE_DAYS)} AND g.season = b.season
  WHERE g.opp_paint_attempts IS NOT NULL GROUP BY b.partition_date),
wanted AS (
  SELECT b.partition_date AS analysis_date, b.season, t.team_abbr, ${d.except('s', ['season', 'team_abbr'])}, ${d.except('l', ['partition_date'])}
  FROM ${ctx.dates} b
  JOIN (SELECT DISTINCT season, team_abbr FROM ${ctx.teamSchedule()} x) t ON t.season = b.season
  LEFT JOIN states s ON s.team_abbr = t.team_abbr AND ${asOf('s', 'b.partition_date', 'b.season')}
  LEFT JOIN league l ON l.partition_date = b.partition_date),
missing AS (
  SELECT w.analysis_date, w.team_abbr, ${d.textList('m.game_id')} AS games_missing
  FROM wanted w JOIN ${defenceGames(ctx)} m ON m.team_abbr = w.team_abbr AND m.season = w.season AND NOT m.has_zones
    AND m.game_date >= w.window_start AND m.game_date < w.analysis_date
  GROUP BY w.analysis_date, w.team_abbr),
rated AS (
  SELECT w.*, COALESCE(m.games_missing, ${d.emptyList()}) AS missing_games, COALESCE(w.found, 0) AS sample,
    ${ZONES.map((z) => `100e0 * (${d.divide(`w.${z}_makes`, `w.${z}_attempts`)} - w.${z}_league) AS ${diff(z)}`).join(',\n    ')}
  FROM wanted w LEFT JOIN missing m ON m.analysis_date = w.analysis_date AND m.team_abbr = w.team_abbr)
SELECT analysis_date, season, team_abbr,
  ${ZONES.map(
    (
      z,
    ) => `${d.divide(`${z}_makes`, `${z}_attempts`)} AS ${z}_pct_allowed, ${d.divide(`${z}_attempts`, 'sample')} AS ${z}_attempts_allowed_per_game,
  ${d.divide(`${ZONE_VALUE[z]} * ${z}_makes`, 'sample')} AS ${z}_points_allowed_per_game, ${d.divide(`${z}_blocks`, 'sample')} AS ${z}_blocks_per_game,
  ${diff(z)} AS ${z}_defense_vs_league_avg`,
  ).join(',\n  ')},
  ${ratingSql({ points: 'points_allowed', possessions: 'possessions' })} AS defensive_rating_last_15, ${paceSql({ possessions: 'possessions', teamSeconds: 'team_seconds' })} AS opponent_pace_last_15,
  ${d.divide('points_allowed', 'sample')} AS opponent_points_per_game, sample AS games_in_sample,
  ${best('LEAST')} AS strongest_zone, ${best('GREATEST')} AS weakest_zone,
  CASE WHEN sample >= ${ctx.threshold('high_quality_games')} THEN 'high' WHEN sample >= ${ctx.threshold('medium_quality_games')} THEN 'medium' ELSE 'low' END AS sample_quality,
  COALESCE(expected, 0) AS games_expected, sample AS games_found, missing_games AS games_missing, 0 AS games_dnp,
  ${d.listOfPresent([
    ...ZONES.map((z) => `CASE WHEN ${z}_attempts = 0 THEN 'no_${z}_attempts' END`),
    `CASE WHEN ${d.listLength('missing_games')} > 0 THEN 'games_missing' END`,
  ])} AS missing_inputs,
  ${d.cast('analysis_date', 'timestamp')} AS data_cutoff,
  CASE WHEN sample >= ${ctx.threshold('min_games')} THEN NULL WHEN ${d.listLength('missing_games')} > 0 THEN 'DATA_GAP' ELSE 'INSUFFICIENT_DATA' END AS failure_category,
  CASE WHEN sample >= ${ctx.threshold('min_games')} THEN NULL ELSE 'needs ${ctx.threshold('min_games')} games with zones, has ' || ${d.cast('sample', 'string')} END AS failure_reason
FROM rated`;
  },
};

/** Sums over the last scheduled games of each team, as intervals of validity. */
function defenceStates(ctx: SqlContext): string {
  return asOfIntervals(ctx.d, {
    source: defenceGames(ctx),
    entity: ['team_abbr'],
    columns: (w) => ({
      expected: `COUNT(*) OVER ${w.frame(WINDOW)}`,
      found: w.countIf('has_zones', WINDOW),
      window_start: w.firstDate(WINDOW),
      ...Object.fromEntries(
        ZONES.flatMap((z) => [`${z}_makes`, `${z}_attempts`, `${z}_blocks`]).map((name) => [name, w.sum(name, WINDOW)]),
      ),
      points_allowed: w.sum('points_allowed', WINDOW),
      possessions: w.exactSum('possessions', WINDOW),
      team_seconds: w.sum('team_seconds', WINDOW),
    }),
  });
}
