import { sampleStdSql } from '../../domain/sample-std.js';
import { trueShootingSql } from '../../domain/shooting.js';
import { asOf } from '../as-of.js';
import { col, inputsGamesMissing, shared, watchedAccount, windowAccount } from '../columns.js';
import type { Column, TableDefinition } from '../definition.js';
import { upcomingPlayers } from '../expectations/upcoming-players.js';
import { fewGames } from '../failure-rows.js';
import { GAMES, PCF, PDC, PGS, PSZA, TOGS, UPGC, UTGC } from '../names.js';
import { words } from '../read-window.js';
import { columnsOf, sameColumns, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { playerAccount } from '../windows/player-account.js';
import { playerStates, STATE_COLUMNS } from '../windows/player-state.js';
import { FATIGUE_WINDOWS } from './fatigue-windows.js';
import { ZONE_NAMES, ZONES } from './zone-columns.js';

const today = [{ kind: 'same_date' }] as const;

/** Statistics averaged over the last 5, the last 10 and all played games of the season. */
const AVERAGED = [
  ['points', 100],
  ['rebounds', 60],
  ['assists', 40],
  ['three_pt_makes', 25],
] as const;

const SPAN_NAMES = {
  last_5: 'his last 5 played games',
  last_10: 'his last 10 played games',
  season: 'his played games of the season before D',
} as const;

const SPANS = [
  ['last_5', 5],
  ['last_10', 10],
  ['season', undefined],
] as const;

const SCORES = [
  'fatigue_score',
  'shot_zone_mismatch_score',
  'pace_score',
  'usage_spike_score',
  'opponent_strength_score',
  'total_composite_adjustment',
] as const;

const averages: readonly Column[] = AVERAGED.flatMap(([name, max]) =>
  SPANS.map(([span]) =>
    col.double(`${name}_avg_${span}`, `Mean of ${name} over ${SPAN_NAMES[span]}.`, {
      unit: 'per game',
      min: 0,
      max,
      ...(name === 'points' && span === 'last_10' ? { critical: {} } : {}),
    }),
  ),
);

export const playerDailyCache: TableDefinition = {
  name: PDC,
  alias: 'pdc',
  title: 'Averages',
  phase: 4,
  grain: "a player of the date's games: all that is known of him before the game, in one row",
  key: ['player_id', 'analysis_date'],
  partitionColumn: 'analysis_date',
  pregame: true,
  entity: { kind: 'player', id: 'player_id', game: 'game_id' },
  trace: async () => (await import('./player-daily-cache-trace.js')).playerCacheTrace,
  // A man traded that day is expected with his old team and plays for the new one: one row all the same.
  expects: { ...upcomingPlayers, perDate: true },
  reads: [
    { table: GAMES, windows: [{ kind: 'season_schedule' }] },
    {
      table: PGS,
      windows: [{ kind: 'season_before' }],
      columns: words(`
        game_id game_date season player_id player_lookup player_name team_abbr player_status seconds_played points
        fg_attempts three_pt_makes ft_makes ft_attempts rebounds assists`),
    },
    {
      table: TOGS,
      windows: [{ kind: 'season_before' }],
      columns: words('game_id team_abbr'),
    },
    {
      table: UPGC,
      windows: today,
      columns: words(`
        game_id game_date season player_id player_lookup player_name team_abbr opponent_team_abbr
        known_before_game days_rest back_to_back games_in_last_7_days games_in_last_14_days minutes_in_last_7_days
        minutes_in_last_14_days avg_minutes_per_game_last_7 back_to_backs_last_14_days usage_rate_last_10
        minutes_avg_last_10 data_cutoff`),
    },
    {
      table: UTGC,
      windows: today,
      columns: words('game_id team_abbr pace_last_10 off_rating_last_10'),
    },
    {
      table: PSZA,
      windows: today,
      columns: words(`
        analysis_date player_id paint_rate_last_10 mid_range_rate_last_10 three_pt_rate_last_10
        assisted_rate_last_10 primary_scoring_zone zones_last_10_start`),
    },
    {
      table: PCF,
      windows: today,
      columns: words(`
        game_id player_id fatigue_score shot_zone_mismatch_score pace_score usage_spike_score
        opponent_strength_score total_composite_adjustment games_missing inputs_games_missing`),
    },
  ],
  thresholds: { min_games: 5 },
  columns: [
    shared.analysisDate,
    shared.season,
    shared.gameId,
    shared.playerId,
    shared.playerLookup,
    shared.playerName,
    shared.teamAbbr,
    shared.opponent,
    { ...shared.knownBeforeGame, mayBeConstant: true },
    ...averages,
    col.double('points_std_last_10', 'Sample standard deviation of points over his last 10 played games.', {
      unit: 'points',
      min: 0,
      max: 60,
    }),
    col.double(
      'points_trend',
      'Mean points of his last 3 played games minus that of his 4th and 5th last; positive = rising.',
      { unit: 'points', min: -100, max: 100 },
    ),
    col.double('minutes_avg_last_10', 'Minutes per played game, last 10.', { unit: 'minutes', min: 0, max: 70 }),
    col.double('minutes_avg_season', 'Minutes per played game of the season.', { unit: 'minutes', min: 0, max: 70 }),
    col.double('usage_rate_last_10', 'Usage rate over his last 10 played games together.', {
      unit: 'fraction',
      min: 0,
      max: 100,
    }),
    col.double('ts_pct_last_10', 'True shooting pooled over his last 10 played games; NULL without attempts.', {
      unit: 'fraction',
      min: 0,
      max: 2,
      formula: 'sum PTS / (2 (sum FGA + 0.44 sum FTA))',
    }),
    col.fraction(
      'ft_points_share_last_10',
      'Share of his points from free throws, last 10 played games; NULL without points.',
    ),
    col.count('games_played_season', 'Played games of the season before D.', { unit: 'games' }),
    col.double('team_pace_last_10', "His team's pace, last 10.", {
      unit: 'possessions per 48 minutes',
      min: 50,
      max: 180,
    }),
    col.double('team_off_rating_last_10', "His team's offensive rating, last 10.", {
      unit: 'points per 100 possessions',
      min: 30,
      max: 220,
    }),
    col.integer('days_rest', 'Days since his last game, minus 1.', { unit: 'days', min: 0 }),
    col.flag('back_to_back', 'He played yesterday.'),
    col.count('games_in_last_7_days', 'Games he played in [D-7, D-1].', { max: 7 }),
    col.count('games_in_last_14_days', 'Games he played in [D-14, D-1].', { max: 14 }),
    col.double('minutes_in_last_7_days', 'Minutes he played in [D-7, D-1].', { unit: 'minutes', min: 0, max: 480 }),
    col.double('minutes_in_last_14_days', 'Minutes he played in [D-14, D-1].', { unit: 'minutes', min: 0, max: 960 }),
    col.double('avg_minutes_per_game_last_7', 'Minutes per game in [D-7, D-1].', { unit: 'minutes', min: 0, max: 70 }),
    col.count('back_to_backs_last_14_days', 'Games in [D-14, D-1] that he played the day after another.', { max: 13 }),
    col.text('primary_scoring_zone', 'Where he mostly shoots from, last 10 games.', {
      values: ['paint', 'three', 'mid_range', 'balanced'],
    }),
    ...ZONES.map((zone) =>
      col.fraction(`${zone}_rate_last_10`, `Share of his attempts from ${ZONE_NAMES[zone]}, last 10 games.`),
    ),
    col.fraction('assisted_rate_last_10', 'Share of his made field goals that were assisted, last 10 games.'),
    col.double('fatigue_score', 'Fatigue score: 100 = fresh, 0 = exhausted.', {
      unit: 'score 0-100',
      min: 0,
      max: 100,
    }),
    col.double(
      'shot_zone_mismatch_score',
      "His scoring zone against the opponent's defence by zone; positive favours him.",
      { unit: 'points', min: -10, max: 10 },
    ),
    col.double('pace_score', 'Expected pace against the league.', { unit: 'points', min: -3, max: 3 }),
    col.double('usage_spike_score', 'Plays he gains from team-mates who are out.', { unit: 'points', min: -3, max: 3 }),
    col.double(
      'opponent_strength_score',
      "Opponent's defensive rating against the league's mean; positive = weaker defence.",
      { unit: 'points', min: -3, max: 3 },
    ),
    col.double('total_composite_adjustment', 'Sum of the factors; NULL if fatigue, mismatch or pace is NULL.', {
      unit: 'points',
      min: -21,
      max: 21,
    }),
    col.date('last_5_start', 'Date of the first of his last 5 played games.'),
    col.date('last_10_start', 'Date of the first of his last 10 played games.'),
    col.date('zones_last_10_start', 'Date of the first of his last 10 played games with trusted zones.'),
    ...watchedAccount(windowAccount('all team games of the season since his first')),
    inputsGamesMissing,
    shared.missingInputs,
    shared.dataCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    return `
WITH states AS ${formStates(ctx)},
wanted AS (
  SELECT ${selectList({
    analysis_date: 'u.game_date',
    ...columnsOf('u', ['season', 'game_id', 'player_id', 'player_lookup', 'player_name', 'team_abbr']),
    ...columnsOf('u', ['opponent_team_abbr', 'known_before_game', 'data_cutoff']),
    season_start: 'b.season_start',
    found: 'COALESCE(s.games_played_season, 0)',
    team_pace_last_10: 't.pace_last_10',
    team_off_rating_last_10: 't.off_rating_last_10',
    ...columnsOf('u', [...FATIGUE_WINDOWS, 'usage_rate_last_10', 'minutes_avg_last_10']),
  })},
    ${d.except('s', STATE_COLUMNS)}
  FROM ${oneGamePerPlayer(ctx)} u JOIN ${ctx.dates} b ON b.partition_date = u.game_date
  JOIN ${ctx.sameDate(UTGC)} t ON t.game_id = u.game_id AND t.team_abbr = u.team_abbr
  LEFT JOIN states s ON s.player_id = u.player_id AND ${asOf('s', 'u.game_date', 'u.season')}),
account AS ${playerAccount(ctx, { rows: 'wanted', date: 'analysis_date', windowStart: 'season_start' })},
counted AS (
  SELECT w.*,
  ${selectList({
    dnp: 'COALESCE(a.games_dnp, 0)',
    own_missing: `COALESCE(a.games_missing, ${d.emptyList()})`,
    has_zones: 'z.player_id IS NOT NULL',
    has_factors: 'f.player_id IS NOT NULL',
    ...columnsOf('z', FROM_ZONES),
    ...columnsOf('f', SCORES),
    factor_missing: `COALESCE(${d.sortedSet(d.listConcat('f.games_missing', 'f.inputs_games_missing'))}, ${d.emptyList()})`,
  })}
  FROM wanted w
  LEFT JOIN account a ON a.player_id = w.player_id AND a.analysis_date = w.analysis_date
  LEFT JOIN ${ctx.sameDate(PSZA)} z ON z.player_id = w.player_id AND z.analysis_date = w.analysis_date
  LEFT JOIN ${ctx.sameDate(PCF)} f ON f.player_id = w.player_id AND f.game_id = w.game_id)
SELECT ${columns(ctx)},
  ${fewGames(d, {
    found: 'found',
    needed: ctx.threshold('min_games'),
    games: 'played games',
    missing: 'own_missing',
    before: [['found = 0 AND dnp > 0', `'PLAYER_DNP'`]],
  })}
FROM counted`;
  },
};

/** What the zone analysis and the factors give. */
const FROM_ZONES = [
  'primary_scoring_zone',
  ...ZONES.map((zone) => `${zone}_rate_last_10`),
  'assisted_rate_last_10',
  'zones_last_10_start',
];

/** The columns over the relation `counted`. */
function columns({ d }: SqlContext): string {
  const missing = d.listConcat('own_missing', 'factor_missing');
  return selectList({
    ...sameColumns(['analysis_date', 'season', 'game_id', 'player_id', 'player_lookup', 'player_name', 'team_abbr']),
    ...sameColumns(['opponent_team_abbr', 'known_before_game']),
    ...sameColumns(averages.map(({ name }) => name)),
    ...sameColumns(['points_std_last_10', 'points_trend', 'minutes_avg_last_10', 'minutes_avg_season']),
    ...sameColumns(['usage_rate_last_10', 'ts_pct_last_10', 'ft_points_share_last_10']),
    games_played_season: 'found',
    ...sameColumns(['team_pace_last_10', 'team_off_rating_last_10', ...FATIGUE_WINDOWS]),
    ...sameColumns([...FROM_ZONES.filter((name) => name !== 'zones_last_10_start'), ...SCORES]),
    ...sameColumns(['last_5_start', 'last_10_start', 'zones_last_10_start']),
    games_expected: `found + dnp + ${d.listLength('own_missing')}`,
    games_found: 'found',
    games_missing: 'own_missing',
    games_dnp: 'dnp',
    inputs_games_missing: 'factor_missing',
    missing_inputs: d.listOfPresent([
      `CASE WHEN NOT has_zones THEN 'no_player_zones' END`,
      `CASE WHEN NOT has_factors THEN 'no_factors' END`,
      `CASE WHEN usage_rate_last_10 IS NULL THEN 'no_usage' END`,
      `CASE WHEN ts_pct_last_10 IS NULL THEN 'no_attempts' END`,
      `CASE WHEN ft_points_share_last_10 IS NULL THEN 'no_points' END`,
      `CASE WHEN games_in_last_7_days = 0 THEN 'no_games_in_last_7_days' END`,
      `CASE WHEN ${d.listLength(missing)} > 0 THEN 'games_missing' END`,
    ]),
    data_cutoff: 'data_cutoff',
  });
}

/**
 * A man traded that day is expected with his old team and plays, unexpected, for the new one: what was known before the
 * game stands.
 */
function oneGamePerPlayer(ctx: SqlContext): string {
  const order = 'CASE WHEN u.known_before_game THEN 0 ELSE 1 END, u.game_id';
  return `(SELECT ${ctx.d.except('q', ['pick'])} FROM (
    SELECT u.*, ROW_NUMBER() OVER (PARTITION BY u.game_date, u.player_id ORDER BY ${order}) AS pick
    FROM ${ctx.sameDate(UPGC)} u) q WHERE pick = 1)`;
}

/** True shooting uses only games that tell both kinds of attempts: a shot chart has no free throws. */
const withAttempts = (name: string) => `CASE WHEN fg_attempts IS NOT NULL AND ft_attempts IS NOT NULL THEN ${name} END`;

/** A player's form after each played game: sums are exact, each divided once. */
function formStates(ctx: SqlContext): string {
  const { d } = ctx;
  return playerStates(ctx, (w) => {
    const lastThree = `CASE WHEN ${w.count('points', 3)} = 3 THEN ${d.divide(w.sum('points', 3), '3')} END`;
    const fourthAndFifth = d.divide(`(${w.lag('points', 3)} + ${w.lag('points', 4)})`, '2');
    return {
      ...Object.fromEntries(
        AVERAGED.flatMap(([name]) => SPANS.map(([span, n]) => [`${name}_avg_${span}`, w.mean(name, n)])),
      ),
      last_5_start: w.firstDate(5),
      last_10_start: w.firstDate(10),
      points_std_last_10: sampleStdSql({
        n: w.count('points', 10),
        sum: w.sum('points', 10),
        sumOfSquares: w.sum('points * points', 10),
      }),
      points_trend: `(${lastThree} - ${fourthAndFifth})`,
      minutes_avg_season: d.divide(w.sum('seconds_played'), `(60 * ${w.count('seconds_played')})`),
      ts_pct_last_10: trueShootingSql({
        points: w.sum(withAttempts('points'), 10),
        fga: w.sum(withAttempts('fg_attempts'), 10),
        fta: w.sum(withAttempts('ft_attempts'), 10),
      }),
      ft_points_share_last_10: w.ratio('ft_makes', 'points', 10),
    };
  });
}
