import { asOf, inLastDays } from '../as-of.js';
import { col, shared, windowAccount } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { upcomingPlayers } from '../expectations/upcoming-players.js';
import { GAMES, INJURY_NEWS, PGS, PROP_LINES, TOGS, UPGC, UTGC } from '../names.js';
import type { SqlContext } from '../sql-context.js';
import { EXPECTED, expectedPlayers, INJURY_NEWS_DAYS } from '../windows/expected-players.js';
import { playerAccount } from '../windows/player-account.js';
import { playedGames, playerStates } from '../windows/player-state.js';
import { teamStates } from '../windows/team-state.js';
import { upcomingPlayerTrace } from './upcoming-player-trace.js';

const AVAILABILITY = ['available', 'questionable', 'doubtful', 'out', 'unknown'] as const;

export const upcomingPlayerGameContext: TableDefinition = {
  name: UPGC,
  alias: 'upgc',
  title: 'Player context',
  phase: 3,
  grain: 'an expected player and a scheduled game, as known before the game',
  key: ['game_id', 'player_id'],
  partitionColumn: 'game_date',
  pregame: true,
  entity: { kind: 'player', id: 'player_id', game: 'game_id' },
  trace: upcomingPlayerTrace,
  expects: upcomingPlayers,
  reads: [
    { table: GAMES, windows: [{ kind: 'season_schedule' }] },
    // The same date only tells which unexpected players to add with known_before_game = false.
    { table: PGS, windows: [{ kind: 'season_before' }, { kind: 'same_date' }] },
    { table: TOGS, windows: [{ kind: 'season_before' }] },
    { table: UTGC, windows: [{ kind: 'same_date' }] },
    { table: PROP_LINES, windows: [{ kind: 'same_date' }] },
    { table: INJURY_NEWS, windows: [{ kind: 'days_before', days: INJURY_NEWS_DAYS }] },
  ],
  thresholds: EXPECTED,
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.seasonType,
    shared.playerId,
    shared.playerLookup,
    shared.playerName,
    shared.teamAbbr,
    shared.opponent,
    shared.isHome,
    shared.knownBeforeGame,
    col.text('availability', 'From injury news up to D-1 that he has not played since.', {
      values: AVAILABILITY,
      required: true,
    }),
    col.integer('days_since_last_game', "Calendar days since the player's own previous game of the season.", {
      unit: 'days',
      min: 1,
    }),
    col.integer('days_rest', 'days_since_last_game - 1.', { unit: 'days', min: 0 }),
    col.flag('back_to_back', 'He played yesterday.'),
    col.count('games_in_last_7_days', 'Games he played in [D-7, D-1].', { max: 7, required: true }),
    col.count('games_in_last_14_days', 'Games he played in [D-14, D-1].', { max: 14, required: true }),
    col.double('minutes_in_last_7_days', 'Minutes he played in [D-7, D-1].', {
      unit: 'minutes',
      min: 0,
      max: 480,
      required: true,
    }),
    col.double('minutes_in_last_14_days', 'Minutes he played in [D-14, D-1].', {
      unit: 'minutes',
      min: 0,
      max: 960,
      required: true,
    }),
    col.double('avg_minutes_per_game_last_7', 'minutes_in_last_7_days / games_in_last_7_days; NULL without games.', {
      unit: 'minutes',
      min: 0,
      max: 70,
    }),
    col.count('back_to_backs_last_14_days', 'Games in [D-14, D-1] that he played the day after another.', {
      max: 13,
      required: true,
    }),
    col.integer('team_days_rest', "The team's days_rest.", { unit: 'days', min: 0 }),
    col.integer('opponent_days_rest', "The opponent's days_rest.", { unit: 'days', min: 0 }),
    col.double('travel_miles', "The team's travel to this game.", { unit: 'miles', min: 0, max: 12_450 }),
    col.integer('time_zones_crossed', "The team's time zones crossed; east positive.", {
      unit: 'hours',
      min: -18,
      max: 18,
    }),
    col.count('consecutive_road_games', "The team's road games in a row up to this one."),
    col.double('points_avg_last_5', 'Points per game over his last 5 played games.', {
      unit: 'points',
      min: 0,
      max: 100,
    }),
    col.double('points_avg_last_10', 'Points per game over his last 10 played games.', {
      unit: 'points',
      min: 0,
      max: 100,
    }),
    col.double('usage_rate_last_7_games', 'Mean usage rate of his last 7 played games.', {
      unit: 'fraction',
      min: 0,
      max: 100,
    }),
    col.double('usage_rate_last_10', 'Mean usage rate of his last 10 played games.', {
      unit: 'fraction',
      min: 0,
      max: 100,
    }),
    col.double('minutes_avg_last_10', 'Minutes per game over his last 10 played games.', {
      unit: 'minutes',
      min: 0,
      max: 70,
    }),
    col.count(
      'prop_over_streak',
      'Graded games in a row over the points line, entering D; a push breaks nothing; NULL without graded games.',
    ),
    col.count(
      'prop_under_streak',
      'Graded games in a row under the points line, entering D; a push breaks nothing; NULL without graded games.',
    ),
    col.double('opponent_pace_last_10', "The opponent's pace, last 10.", {
      unit: 'possessions per 48 minutes',
      min: 50,
      max: 180,
    }),
    col.double('team_pace_last_10', "The team's pace, last 10.", {
      unit: 'possessions per 48 minutes',
      min: 50,
      max: 180,
    }),
    col.double(
      'pace_differential',
      "Expected pace of the game against the league's: mean of both teams' pace_last_10 minus the mean of pace_last_10 over all teams as of D.",
      {
        unit: 'possessions per 48 minutes',
        min: -60,
        max: 60,
      },
    ),
    col.double('opponent_def_rating_last_10', "The opponent's defensive rating, last 10.", {
      unit: 'points per 100 possessions',
      min: 30,
      max: 220,
    }),
    col.double('opponent_ft_rate_allowed', 'Free-throw attempts per field-goal attempt the opponent allows, last 10.', {
      unit: 'FTA per FGA',
      min: 0,
      max: 2,
    }),
    col.double(
      'vacated_usage',
      'Sum over rotation team-mates who are out of usage_rate_last_10 x minutes_avg_last_10 / 48; NULL where no injury source covers D.',
      {
        unit: 'fraction',
        min: 0,
      },
    ),
    col.double('projected_usage_rate', 'usage_rate_last_10 / (1 - vacated_usage); NULL if vacated_usage >= 1.', {
      unit: 'fraction',
      min: 0,
    }),
    col.count(
      'star_teammates_out',
      `Team-mates out with usage_rate_last_10 >= ${EXPECTED.star_usage} and minutes_avg_last_10 >= ${EXPECTED.star_minutes}.`,
    ),
    col.flag('has_prop_line', 'Whether a points line was quoted before tip-off.', {
      required: true,
      mayBeConstant: true,
    }),
    col.double('points_line', 'Points line, last quote before tip-off.', { unit: 'points', min: 0, max: 80 }),
    col.text('points_line_book', 'Book of the quote.'),
    col.time('points_line_quoted_at', 'Time of the quote; NULL where the source gives none.'),
    col.double('game_spread', "The team's spread.", { unit: 'points', min: -60, max: 60 }),
    col.double('game_total', "The game's total.", { unit: 'points', min: 100, max: 350 }),
    col.double('player_age', 'Age on D, where a source gives his birth date.', {
      unit: 'years',
      min: 15,
      max: 60,
      mayBeConstant: true,
    }),
    ...windowAccount('last 10 played games and the team games among them'),
    shared.missingInputs,
    shared.dataCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    return `
WITH expected AS ${expectedPlayers(ctx)},
surprises AS (
  SELECT p.game_date, p.game_id, p.season, p.team_abbr, p.player_id, p.player_lookup, p.player_name
  FROM ${ctx.sameDate(PGS)} p LEFT JOIN expected e ON e.game_id = p.game_id AND e.player_id = p.player_id
  WHERE p.player_status = 'played' AND e.player_id IS NULL),
players AS (
  SELECT game_date, game_id, season, team_abbr, player_id, player_lookup, player_name, TRUE AS known, availability, injury_source, is_rotation, is_star
  FROM expected
  UNION ALL
  SELECT s.game_date, s.game_id, s.season, s.team_abbr, s.player_id, s.player_lookup, s.player_name, FALSE, 'unknown', g.injury_source, FALSE, FALSE
  FROM surprises s LEFT JOIN (SELECT game_id, team_abbr, ${d.anyTrue('injury_source')} AS injury_source FROM expected GROUP BY game_id, team_abbr) g
    ON g.game_id = s.game_id AND g.team_abbr = s.team_abbr),
states AS ${formStates(ctx)},
recent AS (${recentGames(ctx)}),
league AS (${leaguePace(ctx)}),
rows_wanted AS (
  SELECT x.*, st.known_after, st.games_last_10, st.games_played_season, st.points_avg_5, st.points_avg_10, st.usage_7, st.usage_10, st.minutes_10,
    CASE WHEN st.games_played_season < 10 THEN b.season_start ELSE st.window_start END AS window_start
  FROM players x JOIN ${ctx.dates} b ON b.partition_date = x.game_date
  LEFT JOIN states st ON st.player_id = x.player_id AND ${asOf('st', 'x.game_date', 'x.season')}),
account AS ${playerAccount(ctx, { rows: 'rows_wanted', date: 'game_date', windowStart: 'window_start' })},
streaks AS ${propStreaks(ctx)},
vacated AS (
  SELECT x.game_id, x.player_id,
    ${d.exactSum(`CASE WHEN m.player_id <> x.player_id AND m.is_rotation THEN m.usage_rate_last_10 * m.minutes_avg_last_10 / 48 END`)} AS usage_out,
    ${d.countIf('m.player_id <> x.player_id AND m.is_star')} AS stars_out
  FROM players x JOIN expected m ON m.game_id = x.game_id AND m.team_abbr = x.team_abbr AND m.availability = 'out'
  GROUP BY x.game_id, x.player_id)
SELECT x.game_id, x.game_date, x.season, t.season_type, x.player_id, x.player_lookup, x.player_name, x.team_abbr, t.opponent_team_abbr, t.is_home,
  x.known AS known_before_game, x.availability,
  ${d.daysBetween('x.known_after', 'x.game_date')} AS days_since_last_game,
  ${d.daysBetween('x.known_after', 'x.game_date')} - 1 AS days_rest,
  ${d.daysBetween('x.known_after', 'x.game_date')} = 1 AS back_to_back,
  r.games_7 AS games_in_last_7_days, r.games_14 AS games_in_last_14_days, r.seconds_7 / 60e0 AS minutes_in_last_7_days,
  r.seconds_14 / 60e0 AS minutes_in_last_14_days, ${d.divide('r.seconds_7', '(60 * r.games_7)')} AS avg_minutes_per_game_last_7,
  r.back_to_backs AS back_to_backs_last_14_days,
  t.days_rest AS team_days_rest, t.opponent_days_rest, t.travel_miles, t.time_zones_crossed, t.consecutive_road_games,
  x.points_avg_5 AS points_avg_last_5, x.points_avg_10 AS points_avg_last_10, x.usage_7 AS usage_rate_last_7_games, x.usage_10 AS usage_rate_last_10,
  x.minutes_10 AS minutes_avg_last_10, k.over_streak AS prop_over_streak, k.under_streak AS prop_under_streak,
  o.pace_last_10 AS opponent_pace_last_10, t.pace_last_10 AS team_pace_last_10,
  (t.pace_last_10 + o.pace_last_10) / 2 - lg.pace AS pace_differential,
  o.def_rating_last_10 AS opponent_def_rating_last_10, o.opp_ft_rate_allowed_last_10 AS opponent_ft_rate_allowed,
  CASE WHEN x.injury_source THEN COALESCE(v.usage_out, 0) END AS vacated_usage,
  CASE WHEN x.injury_source AND COALESCE(v.usage_out, 0) < 1 THEN x.usage_10 / (1 - COALESCE(v.usage_out, 0)) END AS projected_usage_rate,
  CASE WHEN x.injury_source THEN COALESCE(v.stars_out, 0) END AS star_teammates_out,
  l.line IS NOT NULL AS has_prop_line, l.line AS points_line, l.book AS points_line_book, l.quoted_at AS points_line_quoted_at,
  t.game_spread, t.game_total, CAST(NULL AS ${d.type('double')}) AS player_age,
  COALESCE(x.games_last_10, 0) + COALESCE(a.games_dnp, 0) + ${d.listLength(`COALESCE(a.games_missing, ${d.emptyList()})`)} AS games_expected,
  COALESCE(x.games_last_10, 0) AS games_found, COALESCE(a.games_missing, ${d.emptyList()}) AS games_missing, COALESCE(a.games_dnp, 0) AS games_dnp,
  ${d.listOfPresent([
    `CASE WHEN x.known_after IS NULL THEN 'no_games_this_season' END`,
    `CASE WHEN x.known_after IS NOT NULL AND x.usage_10 IS NULL THEN 'no_usage' END`,
    `CASE WHEN r.games_7 = 0 THEN 'no_games_in_last_7_days' END`,
    `CASE WHEN t.pace_last_10 IS NULL THEN 'no_team_form' END`,
    `CASE WHEN o.pace_last_10 IS NULL THEN 'no_opponent_form' END`,
    `CASE WHEN x.injury_source IS NULL OR NOT x.injury_source THEN 'no_injury_source' WHEN COALESCE(v.usage_out, 0) >= 1 THEN 'vacated_usage_not_below_one' END`,
    `CASE WHEN l.line IS NULL THEN 'no_points_line' WHEN l.line_is_untimed THEN 'untimed_quote' END`,
    `CASE WHEN k.over_streak IS NULL THEN 'no_graded_games' END`,
    `CASE WHEN t.game_spread IS NULL THEN 'no_game_line' END`,
    `'no_birth_date'`,
  ])} AS missing_inputs,
  t.data_cutoff,
  CASE WHEN t.game_id IS NULL THEN 'MISSING_DEPENDENCY' END AS failure_category,
  CASE WHEN t.game_id IS NULL THEN 'upcoming_team_game_context has no row for this team and game' END AS failure_reason
FROM rows_wanted x
JOIN recent r ON r.game_id = x.game_id AND r.player_id = x.player_id
LEFT JOIN league lg ON lg.partition_date = x.game_date
LEFT JOIN ${ctx.sameDate(UTGC)} t ON t.game_id = x.game_id AND t.team_abbr = x.team_abbr
LEFT JOIN ${ctx.sameDate(UTGC)} o ON o.game_id = x.game_id AND o.team_abbr = t.opponent_team_abbr
LEFT JOIN account a ON a.player_id = x.player_id AND a.game_date = x.game_date
LEFT JOIN streaks k ON k.player_id = x.player_id AND ${asOf('k', 'x.game_date', 'x.season')}
LEFT JOIN vacated v ON v.game_id = x.game_id AND v.player_id = x.player_id
LEFT JOIN ${ctx.sameDate(PROP_LINES)} l ON l.game_id = x.game_id AND l.player_id = x.player_id AND l.market = 'points'`;
  },
};

function formStates(ctx: SqlContext): string {
  const { d } = ctx;
  return playerStates(ctx, (w) => ({
    games_last_10: w.count('game_id', 10),
    window_start: w.firstDate(10),
    points_avg_5: w.mean('points', 5),
    points_avg_10: w.mean('points', 10),
    usage_7: d.divide(w.exactSum('usage_rate', 7), w.count('usage_rate', 7)),
    usage_10: d.divide(w.exactSum('usage_rate', 10), w.count('usage_rate', 10)),
    minutes_10: d.divide(w.sum('seconds_played', 10), `(60 * ${w.count('seconds_played', 10)})`),
  }));
}

/** The player's own load in the days before D. */
function recentGames(ctx: SqlContext): string {
  const { d } = ctx;
  const week = inLastDays(d, 'p.game_date', 'x.game_date', 7);
  const fortnight = inLastDays(d, 'p.game_date', 'x.game_date', 14);
  const order = 'PARTITION BY player_id, season ORDER BY game_date, game_id';
  const played = `(SELECT player_id, season, game_date, seconds_played,
      ${d.daysBetween(`LAG(game_date) OVER (${order})`, 'game_date')} AS days_since FROM ${playedGames(ctx)} g)`;
  return `SELECT x.game_id, x.player_id, ${d.countIf(week)} AS games_7, ${d.countIf(fortnight)} AS games_14,
      COALESCE(${d.sumIf('p.seconds_played', week)}, 0) AS seconds_7, COALESCE(${d.sumIf('p.seconds_played', fortnight)}, 0) AS seconds_14,
      ${d.countIf(`${fortnight} AND p.days_since = 1`)} AS back_to_backs
    FROM players x LEFT JOIN ${played} p ON p.player_id = x.player_id AND p.season = x.season AND ${fortnight}
    GROUP BY x.game_id, x.player_id`;
}

/** Mean of pace_last_10 over all teams as of each date to make. */
function leaguePace(ctx: SqlContext): string {
  const { d } = ctx;
  return `SELECT b.partition_date, ${d.divide(d.exactSum('s.pace'), 'COUNT(s.pace)')} AS pace
    FROM ${ctx.dates} b JOIN (${teamPaceStates(ctx)}) s ON ${asOf('s', 'b.partition_date', 'b.season')}
    GROUP BY b.partition_date`;
}

function teamPaceStates(ctx: SqlContext): string {
  return `SELECT team_abbr, season, known_after, known_until, pace FROM ${teamStates(ctx)} q`;
}

/** Streaks against the points lines of graded games; pushes and games without a line are passed over. */
function propStreaks(ctx: SqlContext): string {
  const order = 'ORDER BY game_date, game_id';
  const graded = `(SELECT g.*,
      SUM(CASE WHEN over_under_result = 'UNDER' THEN 1 ELSE 0 END) OVER (PARTITION BY player_id, season ${order} ROWS UNBOUNDED PRECEDING) AS unders,
      SUM(CASE WHEN over_under_result = 'OVER' THEN 1 ELSE 0 END) OVER (PARTITION BY player_id, season ${order} ROWS UNBOUNDED PRECEDING) AS overs
    FROM ${playedGames(ctx)} g WHERE over_under_result IS NOT NULL)`;
  const streaks = `(SELECT q.*,
      SUM(CASE WHEN over_under_result = 'OVER' THEN 1 ELSE 0 END) OVER (PARTITION BY player_id, season, unders ${order} ROWS UNBOUNDED PRECEDING) AS over_run,
      SUM(CASE WHEN over_under_result = 'UNDER' THEN 1 ELSE 0 END) OVER (PARTITION BY player_id, season, overs ${order} ROWS UNBOUNDED PRECEDING) AS under_run
    FROM ${graded} q)`;
  return playerStates(ctx, () => ({ over_streak: 'over_run', under_streak: 'under_run' }), streaks);
}
