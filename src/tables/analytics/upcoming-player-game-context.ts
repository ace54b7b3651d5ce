import { ageOnSql } from '../../domain/age.js';
import { POINTS_LINE, SPREAD, TOTAL } from '../../domain/line-ranges.js';
import { projectedUsageRateSql } from '../../domain/usage.js';
import { asOf, inLastDays } from '../as-of.js';
import { col, shared, windowAccount } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { upcomingPlayers } from '../expectations/upcoming-players.js';
import { BIRTH_DATES, GAMES, PGS, PROP_LINES, TOGS, UPGC, UTGC } from '../names.js';
import { words } from '../read-window.js';
import { columnsOf, firstThat, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { EXPECTED, expectedPlayers, INJURY_NEWS_READS } from '../windows/expected-players.js';
import { playerAccount } from '../windows/player-account.js';
import { played } from '../windows/player-state.js';
import { formStates, leaguePace, propStreaks, recentGames } from './upcoming-player-form.js';

const AVAILABILITY = ['available', 'questionable', 'doubtful', 'out', 'unknown'] as const;

/** A birth date by which a player is younger or older is an error of its source. */
const AGES = { min: 15, max: 60 } as const;
const AGE = ageOnSql('x.game_date', 'bd.birth_date');
const POSSIBLE_AGE = `${AGE} BETWEEN ${AGES.min} AND ${AGES.max}`;

const POOLED_USAGE = 'sum of plays_used / sum of team_plays_on_court; NULL if above 1 (a few seconds on court)';

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
  trace: async () => (await import('./upcoming-player-trace.js')).upcomingPlayerTrace,
  expects: upcomingPlayers,
  reads: [
    { table: GAMES, windows: [{ kind: 'season_schedule' }] },
    // The same date only tells which unexpected players to add with known_before_game = false.
    {
      table: PGS,
      windows: [{ kind: 'season_before' }, { kind: 'same_date' }],
      columns: words(`
        game_id game_date season player_id player_lookup player_name team_abbr is_starter player_status
        seconds_played points usage_rate plays_used team_plays_on_court over_under_result`),
    },
    {
      table: TOGS,
      windows: [{ kind: 'season_before' }],
      columns: words(`
        game_id team_abbr win_flag margin_of_victory team_seconds opponent_points points fg_attempts ft_attempts
        possessions`),
    },
    {
      table: UTGC,
      windows: [{ kind: 'same_date' }],
      columns: words(`
        game_id season_type team_abbr opponent_team_abbr is_home days_rest opponent_days_rest
        consecutive_road_games travel_miles time_zones_crossed pace_last_10 def_rating_last_10
        opp_ft_rate_allowed_last_10 game_spread game_total data_cutoff`),
    },
    {
      table: PROP_LINES,
      windows: [{ kind: 'same_date' }],
      columns: words('game_id player_id market line book quoted_at line_is_untimed'),
    },
    ...INJURY_NEWS_READS,
    // Whoever is expected has played in the days before; whoever is not plays on the date.
    {
      table: BIRTH_DATES,
      windows: [{ kind: 'same_date' }, { kind: 'days_before', days: EXPECTED.expected_within_days }],
    },
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
    col.text(
      'availability',
      'From the latest injury news: of a list up to D-1 that he has not played since, or of a report on this game made before tip-off; unknown where no source covers D, or where news could mean him and is not resolved or contradicts itself.',
      {
        values: AVAILABILITY,
        required: true,
      },
    ),
    col.integer('days_since_last_game', "Calendar days since the player's own previous game of the season.", {
      unit: 'days',
      min: 1,
    }),
    col.integer('days_rest', 'days_since_last_game - 1.', { unit: 'days', min: 0 }),
    col.flag('back_to_back', 'He played yesterday.'),
    col.count('games_in_last_7_days', 'Games he played in [D-7, D-1].', { max: 7 }),
    col.count('games_in_last_14_days', 'Games he played in [D-14, D-1].', { max: 14 }),
    col.double('minutes_in_last_7_days', 'Minutes he played in [D-7, D-1]; NULL if those of a game are not measured.', {
      unit: 'minutes',
      min: 0,
      max: 480,
    }),
    col.double(
      'minutes_in_last_14_days',
      'Minutes he played in [D-14, D-1]; NULL if those of a game are not measured.',
      {
        unit: 'minutes',
        min: 0,
        max: 960,
      },
    ),
    col.double('avg_minutes_per_game_last_7', 'minutes_in_last_7_days / games_in_last_7_days; NULL without games.', {
      unit: 'minutes',
      min: 0,
      max: 70,
    }),
    col.count('back_to_backs_last_14_days', 'Games in [D-14, D-1] that he played the day after another.', {
      max: 13,
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
    col.fraction('usage_rate_last_7_games', 'Usage rate over his last 7 played games together.', {
      formula: POOLED_USAGE,
    }),
    col.fraction('usage_rate_last_10', 'Usage rate over his last 10 played games together.', { formula: POOLED_USAGE }),
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
    col.fraction(
      'vacated_usage',
      "Share of the expected players' plays that rotation team-mates who are out would use; NULL where no injury source covers D, or news could mean such a team-mate and is not resolved.",
      {
        formula:
          'sum over those out of usage_rate_last_10 x minutes_avg_last_10, over the same sum of all expected players',
      },
    ),
    col.fraction(
      'vacated_minutes',
      "Share of the expected players' minutes that rotation team-mates who are out would play; NULL where no injury source covers D, or news could mean such a team-mate and is not resolved.",
      { formula: 'sum over those out of minutes_avg_last_10, over the same sum of all expected players' },
    ),
    col.fraction('projected_usage_rate', 'Usage rate to expect when those who play share what is vacated.', {
      formula: 'usage_rate_last_10 x (1 + 0.5 ((1 - vacated_minutes) / (1 - vacated_usage) - 1)), at most 1',
    }),
    col.count(
      'star_teammates_out',
      `Team-mates out with usage_rate_last_10 >= ${EXPECTED.star_usage} and minutes_avg_last_10 >= ${EXPECTED.star_minutes}.`,
    ),
    col.flag('has_prop_line', 'Whether a points line was quoted before tip-off.', {
      required: true,
      mayBeConstant: true,
    }),
    col.double('points_line', 'Points line, last quote before tip-off.', { unit: 'points', ...POINTS_LINE }),
    col.text('points_line_book', 'Book of the quote.'),
    col.time('points_line_quoted_at', 'Time of the quote; NULL where the source gives none.'),
    col.double('game_spread', "The team's spread.", { unit: 'points', ...SPREAD }),
    col.double('game_total', "The game's total.", { unit: 'points', ...TOTAL }),
    col.double('player_age', 'Age on D in whole years, where a source gives his birth date.', {
      unit: 'years',
      ...AGES,
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
  SELECT ${WHO.map((name) => `p.${name}`).join(', ')}
  FROM ${ctx.sameDate(PGS)} p LEFT JOIN expected e ON e.game_id = p.game_id AND e.player_id = p.player_id
  WHERE ${played('p.')} AND e.player_id IS NULL),
players AS (
  SELECT ${WHO.join(', ')},
    TRUE AS known, availability, is_unresolved, injury_source, is_rotation, is_star
  FROM expected
  UNION ALL
  SELECT ${WHO.map((name) => `s.${name}`).join(', ')},
    FALSE, 'unknown', FALSE, g.injury_source, FALSE, FALSE
  FROM surprises s
  LEFT JOIN (SELECT game_id, team_abbr, ${d.anyTrue('injury_source')} AS injury_source FROM expected GROUP BY game_id, team_abbr) g
    ON g.game_id = s.game_id AND g.team_abbr = s.team_abbr),
states AS ${formStates(ctx)},
recent AS (${recentGames(ctx)}),
league AS (${leaguePace(ctx)}),
rows_wanted AS (
  SELECT x.*, st.known_after, st.games_last_10, st.games_played_season,
    st.points_avg_5, st.points_avg_10, st.usage_7, st.usage_10, st.minutes_10,
    CASE WHEN st.games_played_season < 10 THEN b.season_start ELSE st.window_start END AS window_start
  FROM players x JOIN ${ctx.dates} b ON b.partition_date = x.game_date
  LEFT JOIN states st ON st.player_id = x.player_id AND ${asOf('st', 'x.game_date', 'x.season')}),
account AS ${playerAccount(ctx, { rows: 'rows_wanted', date: 'game_date', windowStart: 'window_start' })},
streaks AS ${propStreaks(ctx)},
vacated AS (
  SELECT x.game_id, x.player_id,
    ${d.exactSum(`CASE WHEN m.player_id <> x.player_id AND m.is_rotation THEN m.usage_rate_last_10 * m.minutes_avg_last_10 END`)} AS plays_out,
    ${d.exactSum(`CASE WHEN m.player_id <> x.player_id AND m.is_rotation AND m.usage_rate_last_10 IS NOT NULL THEN m.minutes_avg_last_10 END`)} AS minutes_out,
    ${d.countIf('m.player_id <> x.player_id AND m.is_rotation AND m.usage_rate_last_10 IS NULL')} AS unmeasured,
    ${d.countIf('m.player_id <> x.player_id AND m.is_star')} AS stars_out
  FROM players x JOIN expected m ON m.game_id = x.game_id AND m.team_abbr = x.team_abbr AND m.availability = 'out'
  GROUP BY x.game_id, x.player_id),
-- Team-mates of whom nobody knows whether they are out: what they would hand over is not known either.
in_doubt AS (
  SELECT x.game_id, x.player_id, COUNT(*) AS men
  FROM players x JOIN expected m ON m.game_id = x.game_id AND m.team_abbr = x.team_abbr
  WHERE m.player_id <> x.player_id AND m.is_rotation AND m.is_unresolved
  GROUP BY x.game_id, x.player_id),
-- What the expected players of a team would use and play together, whether they are out or not.
team_shares AS (
  SELECT game_id, team_abbr, ${d.exactSum('usage_rate_last_10 * minutes_avg_last_10')} AS plays,
    ${d.exactSum('CASE WHEN usage_rate_last_10 IS NOT NULL THEN minutes_avg_last_10 END')} AS minutes
  FROM expected WHERE last_game_date IS NOT NULL GROUP BY game_id, team_abbr),
shares AS (
  SELECT x.game_id, x.player_id,
    -- Nobody out hands over nothing; a man out whose usage nobody measured hands over what is not known.
    COALESCE(v.stars_out, 0) AS stars_out,
    ${d.divide('COALESCE(v.plays_out, 0)', 'ts.plays')} AS plays_out,
    ${d.divide('COALESCE(v.minutes_out, 0)', 'ts.minutes')} AS minutes_out
  FROM players x JOIN team_shares ts ON ts.game_id = x.game_id AND ts.team_abbr = x.team_abbr
  LEFT JOIN vacated v ON v.game_id = x.game_id AND v.player_id = x.player_id
  LEFT JOIN in_doubt q ON q.game_id = x.game_id AND q.player_id = x.player_id
  WHERE x.injury_source AND COALESCE(v.unmeasured, 0) = 0 AND q.men IS NULL),
cup_finals AS (SELECT team_abbr, season, game_date FROM ${ctx.teamSchedule({ cupFinal: true })} s WHERE NOT counts)
SELECT ${columns(ctx)},
  CASE WHEN t.game_id IS NULL THEN 'MISSING_DEPENDENCY' END AS failure_category,
  CASE WHEN t.game_id IS NULL THEN 'upcoming_team_game_context has no row for this team and game' END AS failure_reason
FROM rows_wanted x
JOIN recent r ON r.game_id = x.game_id AND r.player_id = x.player_id
LEFT JOIN cup_finals cf ON cf.team_abbr = x.team_abbr AND cf.season = x.season AND ${inLastDays(d, 'cf.game_date', 'x.game_date', 14)}
LEFT JOIN league lg ON lg.partition_date = x.game_date
LEFT JOIN ${ctx.sameDate(UTGC)} t ON t.game_id = x.game_id AND t.team_abbr = x.team_abbr
LEFT JOIN ${ctx.sameDate(UTGC)} o ON o.game_id = x.game_id AND o.team_abbr = t.opponent_team_abbr
LEFT JOIN account a ON a.player_id = x.player_id AND a.game_date = x.game_date
LEFT JOIN streaks k ON k.player_id = x.player_id AND ${asOf('k', 'x.game_date', 'x.season')}
LEFT JOIN shares v ON v.game_id = x.game_id AND v.player_id = x.player_id
LEFT JOIN in_doubt q ON q.game_id = x.game_id AND q.player_id = x.player_id
LEFT JOIN ${ctx.names(BIRTH_DATES)} bd ON bd.player_id = x.player_id
LEFT JOIN ${ctx.sameDate(PROP_LINES)} l ON l.game_id = x.game_id AND l.player_id = x.player_id AND l.market = 'points'`;
  },
};

const WHO = ['game_date', 'game_id', 'season', 'team_abbr', 'player_id', 'player_lookup', 'player_name'];

/**
 * The columns over the player x of a game, his team's context t and the opponent's o, his recent games r, league lg, account a,
 * streaks k, shares of those who are out v, those in doubt q, the team's Cup final of the last fortnight cf, date of birth
 * bd, quote l.
 */
function columns({ d }: SqlContext): string {
  const daysSince = `CASE WHEN cf.game_date IS NULL OR cf.game_date < x.known_after THEN ${d.daysBetween('x.known_after', 'x.game_date')} END`;
  // Whether he played in the Cup final, and how long, no statistics tell: what it would change is not known.
  const unless = (days: number) => (value: string) =>
    `CASE WHEN cf.game_date IS NULL OR NOT (${inLastDays(d, 'cf.game_date', 'x.game_date', days)}) THEN ${value} END`;
  const [week, fortnight] = [unless(7), unless(14)];
  const missing = `COALESCE(a.games_missing, ${d.emptyList()})`;
  return selectList({
    ...columnsOf('x', ['game_id', 'game_date', 'season', 'player_id', 'player_lookup', 'player_name', 'team_abbr']),
    ...columnsOf('t', ['season_type', 'opponent_team_abbr', 'is_home']),
    known_before_game: 'x.known',
    availability: 'x.availability',
    days_since_last_game: daysSince,
    days_rest: `${daysSince} - 1`,
    back_to_back: `${daysSince} = 1`,
    games_in_last_7_days: week('r.games_7'),
    games_in_last_14_days: fortnight('r.games_14'),
    minutes_in_last_7_days: week('r.seconds_7 / 60e0'),
    minutes_in_last_14_days: fortnight('r.seconds_14 / 60e0'),
    avg_minutes_per_game_last_7: week(d.divide('r.seconds_7', '(60 * r.games_7)')),
    back_to_backs_last_14_days: fortnight('r.back_to_backs'),
    team_days_rest: 't.days_rest',
    ...columnsOf('t', ['opponent_days_rest', 'travel_miles', 'time_zones_crossed', 'consecutive_road_games']),
    points_avg_last_5: 'x.points_avg_5',
    points_avg_last_10: 'x.points_avg_10',
    usage_rate_last_7_games: 'x.usage_7',
    usage_rate_last_10: 'x.usage_10',
    minutes_avg_last_10: 'x.minutes_10',
    prop_over_streak: 'k.over_streak',
    prop_under_streak: 'k.under_streak',
    opponent_pace_last_10: 'o.pace_last_10',
    team_pace_last_10: 't.pace_last_10',
    pace_differential: '(t.pace_last_10 + o.pace_last_10) / 2 - lg.pace',
    opponent_def_rating_last_10: 'o.def_rating_last_10',
    opponent_ft_rate_allowed: 'o.opp_ft_rate_allowed_last_10',
    vacated_usage: 'v.plays_out',
    vacated_minutes: 'v.minutes_out',
    projected_usage_rate: projectedUsageRateSql({
      usage: 'x.usage_10',
      vacatedPlays: 'v.plays_out',
      vacatedMinutes: 'v.minutes_out',
    }),
    star_teammates_out: 'v.stars_out',
    has_prop_line: 'l.line IS NOT NULL',
    points_line: 'l.line',
    points_line_book: 'l.book',
    points_line_quoted_at: 'l.quoted_at',
    ...columnsOf('t', ['game_spread', 'game_total']),
    player_age: `CASE WHEN ${POSSIBLE_AGE} THEN ${d.cast(AGE, 'double')} END`,
    games_expected: `COALESCE(x.games_last_10, 0) + COALESCE(a.games_dnp, 0) + ${d.listLength(missing)}`,
    games_found: 'COALESCE(x.games_last_10, 0)',
    games_missing: missing,
    games_dnp: 'COALESCE(a.games_dnp, 0)',
    missing_inputs: d.listOfPresent(MISSING),
    data_cutoff: 't.data_cutoff',
  });
}

/** Codes of missing_inputs. */
const MISSING = [
  `CASE WHEN x.known_after IS NULL THEN 'no_games_this_season' END`,
  `CASE WHEN x.known_after IS NOT NULL AND x.usage_10 IS NULL THEN 'no_usage' END`,
  firstThat([
    ['cf.game_date IS NOT NULL', `'cup_final_unmeasured'`],
    ['r.games_7 = 0', `'no_games_in_last_7_days'`],
  ]),
  `CASE WHEN r.seconds_14 IS NULL THEN 'no_minutes' END`,
  `CASE WHEN t.pace_last_10 IS NULL THEN 'no_team_form' END`,
  `CASE WHEN o.pace_last_10 IS NULL THEN 'no_opponent_form' END`,
  firstThat([
    ['x.injury_source IS NULL OR NOT x.injury_source', `'no_injury_source'`],
    ['q.men > 0', 'NULL'],
    ['v.plays_out IS NULL', `'no_team_usage'`],
    ['v.plays_out >= 1', `'nobody_else_plays'`],
  ]),
  `CASE WHEN x.injury_source AND (q.men > 0 OR x.is_unresolved) THEN 'unresolved_news' END`,
  `CASE WHEN l.line IS NULL THEN 'no_points_line' WHEN l.line_is_untimed THEN 'untimed_quote' END`,
  `CASE WHEN k.over_streak IS NULL THEN 'no_graded_games' END`,
  `CASE WHEN t.game_spread IS NULL THEN 'no_game_line' END`,
  firstThat([
    ['bd.birth_date IS NULL', `'no_birth_date'`],
    [POSSIBLE_AGE, 'NULL'],
    ['TRUE', `'impossible_birth_date'`],
  ]),
];
