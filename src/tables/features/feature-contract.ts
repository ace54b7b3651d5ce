import { noFatigueReason } from '../precompute/no-fatigue.js';
import { inDays, type Made, matchUp, ofPlayer, paceOf, ratingOf, resultsOf, usage, zones } from './made-from.js';

/**
 * The one feature contract: writer, reader and export use this list. A feature is never renamed, reordered or redefined
 * within a version; a change makes a new version.
 */
export interface Feature {
  readonly name: string;
  /** Position in the vector, from 0. */
  readonly index: number;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly meaning: string;
  /** Where it comes from, as table.column. */
  readonly source: string;
  readonly since: string;
  /** Rows without it are not ready for production. */
  readonly required: boolean;
  /** Columns of earlier games that the feature is computed from; empty if it comes from the schedule, quotes or news. */
  readonly madeFrom: readonly Made[];
  /** SQL over the joined inputs of the feature store (aliases u, t, c, f). */
  readonly sql: string;
  /** Code of the reason when it is NULL: SQL text over the same. */
  readonly reason: string;
  /** A season in which it never varies is not suspicious. */
  readonly mayBeConstant?: boolean;
}

export const FEATURE_VERSION = 'v1';

type Spec = Omit<Feature, 'index' | 'since' | 'required'> & { readonly required?: boolean };

const NO_CACHE = `CASE WHEN c.player_id IS NULL THEN 'fewer_than_5_games' ELSE 'not_measured' END`;
const NO_ZONES = `CASE WHEN c.player_id IS NULL THEN 'fewer_than_5_games'
    WHEN c.primary_scoring_zone IS NULL THEN 'no_player_zones' ELSE 'no_attempts' END`;
const NO_EARLIER_GAME = noFatigueReason('u.');
const NO_TEAM_FORM = `'no_team_form'`;
const NO_OPPONENT_FORM = `'no_opponent_form'`;

/** SQL: that news could mean him, or a team-mate, and is not resolved, where the row behind the feature says so. */
const isUnresolved = (row: 'u' | 'f', otherwise: string) =>
  `CASE WHEN array_to_string(${row}.missing_inputs, ',') LIKE '%unresolved_news%' THEN 'unresolved_news' ELSE ${otherwise} END`;

const cached = (
  name: string,
  unit: string,
  max: number,
  meaning: string,
  madeFrom: readonly Made[],
  column = name,
): Spec => ({
  name,
  unit,
  min: 0,
  max,
  meaning,
  source: `player_daily_cache.${column}`,
  madeFrom,
  sql: `c.${column}`,
  reason: NO_CACHE,
});

const factor = (
  name: string,
  min: number,
  max: number,
  meaning: string,
  madeFrom: readonly Made[],
  reason: string,
): Spec => ({
  name,
  unit: 'points',
  min,
  max,
  meaning,
  source: `player_composite_factors.${name}`,
  madeFrom,
  sql: `f.${name}`,
  reason,
});

const zoneShare = (name: string, column: string, meaning: string): Spec => ({
  ...cached(name, 'fraction 0-1', 1, meaning, [zones], column),
  reason: NO_ZONES,
});

const flag = (
  name: string,
  meaning: string,
  source: string,
  condition: string,
  reason: string,
  madeFrom: readonly Made[] = [],
): Spec => ({
  name,
  unit: '0 or 1',
  min: 0,
  max: 1,
  meaning,
  source,
  madeFrom,
  sql: `CASE WHEN ${condition} THEN 1e0 WHEN NOT (${condition}) THEN 0e0 END`,
  reason,
});

const team = (
  name: string,
  unit: string,
  min: number,
  max: number,
  meaning: string,
  column: string,
  madeFrom: Made,
): Spec => ({
  name,
  unit,
  min,
  max,
  meaning,
  source: `upcoming_team_game_context.${column}`,
  madeFrom: [madeFrom],
  sql: `t.${column}`,
  reason: NO_TEAM_FORM,
});

const opponent = (
  name: string,
  unit: string,
  min: number,
  max: number,
  meaning: string,
  column: string,
  madeFrom: Made,
): Spec => ({
  ...team(name, unit, min, max, meaning, column, madeFrom),
  source: `upcoming_player_game_context.${column}`,
  sql: `u.${column}`,
  reason: NO_OPPONENT_FORM,
});

const V1: readonly Spec[] = [
  cached('points_avg_last_5', 'points', 100, 'Mean points of his last 5 played games.', [ofPlayer('last_5', 'points')]),
  cached('points_avg_last_10', 'points', 100, 'Mean points of his last 10 played games.', [
    ofPlayer('last_10', 'points'),
  ]),
  cached('points_avg_season', 'points', 100, 'Mean points of his played games of the season.', [
    ofPlayer('season', 'points'),
  ]),
  cached('points_std_last_10', 'points', 60, 'Sample standard deviation of points, last 10 played games.', [
    ofPlayer('last_10', 'points'),
  ]),
  {
    name: 'games_in_last_7_days',
    unit: 'games',
    min: 0,
    max: 7,
    meaning: 'Games he played in [D-7, D-1].',
    source: 'upcoming_player_game_context.games_in_last_7_days',
    madeFrom: [inDays(7)],
    sql: '1e0 * u.games_in_last_7_days',
    reason: NO_EARLIER_GAME,
  },
  {
    ...factor(
      'fatigue_score',
      0,
      100,
      '100 = fresh, 0 = exhausted.',
      [inDays(7, 'seconds_played'), inDays(15)],
      NO_EARLIER_GAME,
    ),
    unit: 'score 0-100',
  },
  factor(
    'shot_zone_mismatch_score',
    -10,
    10,
    "His scoring zone against the opponent's defence; positive favours the scorer.",
    matchUp,
    `CASE WHEN NOT f.has_player_zones THEN 'no_player_zones' WHEN NOT f.has_opponent_zones THEN 'no_opponent_zones' ELSE 'no_attempts' END`,
  ),
  factor(
    'pace_score',
    -3,
    3,
    'Expected pace of the game against the league.',
    [paceOf('team'), paceOf('opponent')],
    `'no_pace'`,
  ),
  {
    ...factor(
      'usage_spike_score',
      -3,
      3,
      'Plays he gains from team-mates who are out.',
      usage,
      isUnresolved('f', `'no_usage_projection'`),
    ),
    required: false,
  },
  {
    name: 'rest_advantage',
    unit: 'days',
    min: -3,
    max: 3,
    meaning: "Own minus opponent's team days of rest, clamped to +-3.",
    source: 'upcoming_player_game_context.team_days_rest, opponent_days_rest',
    madeFrom: [],
    sql: `CASE WHEN u.team_days_rest IS NOT NULL AND u.opponent_days_rest IS NOT NULL
      THEN 1e0 * GREATEST(LEAST(u.team_days_rest - u.opponent_days_rest, 3), -3) END`,
    reason: `'first_game_of_season'`,
  },
  {
    name: 'injury_risk',
    unit: '0 available .. 3 out',
    min: 0,
    max: 3,
    meaning: '0 available, 1 questionable, 2 doubtful, 3 out; NULL where unknown.',
    source: 'upcoming_player_game_context.availability',
    madeFrom: [],
    sql: `CASE u.availability WHEN 'available' THEN 0e0 WHEN 'questionable' THEN 1e0 WHEN 'doubtful' THEN 2e0 WHEN 'out' THEN 3e0 END`,
    reason: `CASE WHEN NOT u.known_before_game THEN 'no_injury_source' ELSE ${isUnresolved('u', `'no_injury_source'`)} END`,
    required: false,
  },
  {
    ...cached(
      'recent_trend',
      'points',
      100,
      'Mean points of the last 3 games minus that of the 4th and 5th last; positive = rising.',
      [ofPlayer('last_5', 'points')],
      'points_trend',
    ),
    min: -100,
  },
  {
    name: 'minutes_change',
    unit: 'fraction',
    min: -1,
    max: 20,
    meaning: '(mean minutes of the last 10 games - season mean) / season mean.',
    source: 'player_daily_cache.minutes_avg_last_10, minutes_avg_season',
    madeFrom: [ofPlayer('season', 'seconds_played')],
    sql: '(c.minutes_avg_last_10 - c.minutes_avg_season) / NULLIF(c.minutes_avg_season, 0)',
    reason: NO_CACHE,
  },
  opponent(
    'opponent_def_rating',
    'points per 100 possessions',
    30,
    220,
    "The opponent's defensive rating, last 10.",
    'opponent_def_rating_last_10',
    ratingOf('opponent'),
  ),
  opponent(
    'opponent_pace',
    'possessions per 48 minutes',
    50,
    180,
    "The opponent's pace, last 10.",
    'opponent_pace_last_10',
    paceOf('opponent'),
  ),
  flag('home_away', '1 at home, 0 away.', 'upcoming_player_game_context.is_home', 'u.is_home', `'no_schedule'`),
  flag(
    'back_to_back',
    '1 if he played yesterday.',
    'upcoming_player_game_context.back_to_back',
    'u.back_to_back',
    NO_EARLIER_GAME,
    [inDays(1)],
  ),
  {
    ...flag(
      'playoff_game',
      '1 in the playoffs.',
      'upcoming_player_game_context.season_type',
      `u.season_type = 'playoffs'`,
      `'no_schedule'`,
    ),
    mayBeConstant: true,
  },
  zoneShare('pct_paint', 'paint_rate_last_10', 'Share of his attempts from the paint, last 10 games.'),
  zoneShare('pct_mid_range', 'mid_range_rate_last_10', 'Share of his attempts from mid-range, last 10 games.'),
  zoneShare('pct_three', 'three_pt_rate_last_10', 'Share of his attempts from three, last 10 games.'),
  {
    ...cached(
      'pct_free_throw',
      'fraction 0-1',
      1,
      'Share of his points from free throws, last 10 games.',
      [ofPlayer('last_10', 'ft_makes', 'points')],
      'ft_points_share_last_10',
    ),
    reason: `CASE WHEN c.player_id IS NULL THEN 'fewer_than_5_games' ELSE 'no_points' END`,
  },
  team('team_pace', 'possessions per 48 minutes', 50, 180, "His team's pace, last 10.", 'pace_last_10', paceOf('team')),
  team(
    'team_off_rating',
    'points per 100 possessions',
    30,
    220,
    "His team's offensive rating, last 10.",
    'off_rating_last_10',
    ratingOf('team'),
  ),
  team(
    'team_win_pct',
    'fraction 0-1',
    0,
    1,
    "His team's share of games won this season.",
    'win_pct',
    resultsOf('team'),
  ),
];

/** The features of `v1` in the order of the vector. */
export const FEATURES: readonly Feature[] = V1.map((spec, index) => ({
  required: true,
  ...spec,
  index,
  since: 'v1',
}));
