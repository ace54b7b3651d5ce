import { paceSql, ratingSql } from '../../domain/possessions.js';
import { asOf, asOfIntervals } from '../as-of.js';
import { col, shared, watchedAccount, windowAccount } from '../columns.js';
import type { Column, TableDefinition } from '../definition.js';
import { teamsOfTheSeason } from '../expectations/season-entities.js';
import { fewGames } from '../failure-rows.js';
import { GAMES, TDGS, TDZA } from '../names.js';
import { words } from '../read-window.js';
import { columnsFrom, firstThat, type Selected, sameColumns, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { defenceGames, DEFENCE_WINDOW as WINDOW } from '../windows/defence-games.js';
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
      formula:
        "100 x (pct_allowed - league pct), the league pooled over all teams' games from the first to the last date of the team's window",
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
  trace: async () => (await import('./team-defense-zone-trace.js')).teamDefenseZoneTrace,
  expects: teamsOfTheSeason,
  reads: [
    { table: GAMES, windows: [{ kind: 'season_schedule' }] },
    {
      table: TDGS,
      windows: [{ kind: 'team_games_before', games: WINDOW }],
      columns: words(`
        game_id game_date season team_abbr team_seconds points_allowed opp_three_pt_makes opp_three_pt_attempts
        opp_paint_attempts opp_paint_makes opp_mid_range_attempts opp_mid_range_makes blocks_paint
        blocks_mid_range blocks_three_pt possessions`),
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
    col.count(
      'games_in_sample',
      `Games of the last ${WINDOW} scheduled ones that have zones; those without threes, blocks or possessions do not count for these.`,
      {
        max: WINDOW,
        unit: 'games',
      },
    ),
    col.text('strongest_zone', 'Zone with the lowest difference to the league.', { values: ZONES }),
    col.text('weakest_zone', 'Zone with the highest difference to the league.', { values: ZONES }),
    col.text('sample_quality', 'high from 15 games, medium from 10, else low.', { values: ['high', 'medium', 'low'] }),
    col.date('window_start', `Date of the first of its last ${WINDOW} scheduled games before D.`),
    ...watchedAccount(windowAccount(`last ${WINDOW} scheduled games of the team`, 'team'), ['games_missing']),
    shared.missingInputs,
    shared.dataCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const leagueSums = ZONES.flatMap((z) => [`${z}_makes`, `${z}_attempts`]);
    const leagueShares = ZONES.map((z) => [`${z}_league`, d.divide(`SUM(l.${z}_makes)`, `SUM(l.${z}_attempts)`)]);
    const differences = ZONES.map((z) => [
      difference(z),
      `100e0 * (${d.divide(`w.${z}_makes`, `w.${z}_attempts`)} - w.${z}_league)`,
    ]);
    return `
WITH states AS ${defenceStates(ctx)},
league_days AS (
  SELECT season, game_date,
  ${selectList(columnsFrom(leagueSums, (name) => `SUM(${name})`))}
  FROM ${defenceGames(ctx)} g WHERE has_zones GROUP BY season, game_date),
-- A team is compared with the league over the dates of its own window: one that is out since April keeps April's league.
league AS (
  SELECT s.season, s.team_abbr, s.last_game_id,
  ${selectList(Object.fromEntries(leagueShares))}
  FROM states s JOIN league_days l ON l.season = s.season AND l.game_date BETWEEN s.window_start AND s.known_after
  GROUP BY s.season, s.team_abbr, s.last_game_id),
wanted AS (
  SELECT b.partition_date AS analysis_date, b.season, t.team_abbr,
    ${d.except('s', ['season', 'team_abbr'])},
    ${d.except('l', ['season', 'team_abbr', 'last_game_id'])}
  FROM ${ctx.dates} b
  JOIN (SELECT DISTINCT season, team_abbr FROM ${ctx.teamSchedule()} x) t ON t.season = b.season
  LEFT JOIN states s ON s.team_abbr = t.team_abbr AND ${asOf('s', 'b.partition_date', 'b.season')}
  LEFT JOIN league l ON l.season = s.season AND l.team_abbr = s.team_abbr AND l.last_game_id = s.last_game_id),
missing AS (
  SELECT w.analysis_date, w.team_abbr, ${d.textList('m.game_id')} AS games_missing
  FROM wanted w JOIN ${defenceGames(ctx)} m ON m.team_abbr = w.team_abbr AND m.season = w.season AND NOT m.has_zones
    AND m.game_date >= w.window_start AND m.game_date < w.analysis_date
  GROUP BY w.analysis_date, w.team_abbr),
rated AS (
  SELECT w.*, COALESCE(m.games_missing, ${d.emptyList()}) AS missing_games, COALESCE(w.found, 0) AS sample,
  ${selectList(Object.fromEntries(differences))}
  FROM wanted w LEFT JOIN missing m ON m.analysis_date = w.analysis_date AND m.team_abbr = w.team_abbr)
SELECT ${columns(ctx)},
  ${fewGames(d, { found: 'sample', needed: ctx.threshold('min_games'), games: 'games with zones', missing: 'missing_games' })}
FROM rated`;
  },
};

const difference = (zone: Zone) => `${zone}_difference`;

/** The columns over the relation `rated`. */
function columns(ctx: SqlContext): string {
  const { d } = ctx;
  const rates = ZONES.flatMap((z): readonly Selected[] => [
    [`${z}_pct_allowed`, d.divide(`${z}_makes`, `${z}_attempts`)],
    [`${z}_attempts_allowed_per_game`, d.divide(`${z}_attempts`, `${z}_games`)],
    [`${z}_points_allowed_per_game`, d.divide(`${ZONE_VALUE[z]} * ${z}_makes`, `${z}_games`)],
    [`${z}_blocks_per_game`, d.divide(`${z}_blocks`, `${z}_blocks_games`)],
    [`${z}_defense_vs_league_avg`, difference(z)],
  ]);
  return selectList({
    ...sameColumns(['analysis_date', 'season', 'team_abbr']),
    ...Object.fromEntries(rates),
    defensive_rating_last_15: ratingSql({ points: 'rated_points', possessions: 'rated_possessions' }),
    opponent_pace_last_15: paceSql({ possessions: 'paced_possessions', teamSeconds: 'team_seconds' }),
    opponent_points_per_game: d.divide('points_allowed', 'points_games'),
    games_in_sample: 'sample',
    strongest_zone: extreme('<='),
    weakest_zone: extreme('>='),
    sample_quality: firstThat(
      [
        [`sample >= ${ctx.threshold('high_quality_games')}`, `'high'`],
        [`sample >= ${ctx.threshold('medium_quality_games')}`, `'medium'`],
      ],
      `'low'`,
    ),
    window_start: 'window_start',
    games_expected: 'COALESCE(expected, 0)',
    games_found: 'sample',
    games_missing: 'missing_games',
    games_dnp: '0',
    missing_inputs: d.listOfPresent([
      ...ZONES.map((z) => `CASE WHEN COALESCE(${z}_attempts, 0) = 0 THEN 'no_${z}_attempts' END`),
      `CASE WHEN paint_blocks IS NULL THEN 'no_blocks_by_zone' END`,
      `CASE WHEN rated_possessions IS NULL THEN 'no_possessions' WHEN paced_possessions IS NULL THEN 'no_game_length' END`,
      `CASE WHEN ${d.listLength('missing_games')} > 0 THEN 'games_missing' END`,
    ]),
    data_cutoff: d.cast('analysis_date', 'timestamp'),
  });
}

/**
 * The zone whose difference to the league is the lowest or the highest of those known; of equals the first. Not by LEAST or
 * GREATEST: what they make of NULL differs from engine to engine.
 */
const extreme = (comparison: '<=' | '>=') =>
  firstThat(
    ZONES.map((z) => {
      const beats = ZONES.filter((other) => other !== z).map(
        (other) => ` AND COALESCE(${difference(z)} ${comparison} ${difference(other)}, TRUE)`,
      );
      return [`${difference(z)} IS NOT NULL${beats.join('')}`, `'${z}'`];
    }),
  );

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
        ZONES.flatMap((z) => [
          ...[`${z}_makes`, `${z}_attempts`, `${z}_blocks`].map((name) => [name, w.sum(name, WINDOW)]),
          [`${z}_games`, w.count(`${z}_attempts`, WINDOW)],
          [`${z}_blocks_games`, w.count(`${z}_blocks`, WINDOW)],
        ]),
      ),
      points_allowed: w.sum('points_allowed', WINDOW),
      rated_points: w.sum('rated_points', WINDOW),
      points_games: w.count('points_allowed', WINDOW),
      rated_possessions: w.exactSum('rated_possessions', WINDOW),
      paced_possessions: w.exactSum('paced_possessions', WINDOW),
      team_seconds: w.sum('team_seconds', WINDOW),
    }),
  });
}
