import { SPREAD, TOTAL } from '../../domain/line-ranges.js';
import { SEASON_PHASES, seasonPhaseSql } from '../../domain/season-phase.js';
import { travelMilesSql } from '../../domain/travel.js';
import { asOf } from '../as-of.js';
import { col, shared, windowAccount } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { bothTeams } from '../expectations/both-teams.js';
import { noFailures } from '../failure-rows.js';
import { lineMovements } from '../line-columns.js';
import { GAME_LINES, GAMES, KNOWN_SCHEDULE, PGS, TOGS, UTGC } from '../names.js';
import { words } from '../read-window.js';
import { columnsOf, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { EXPECTED, expectedPlayers, INJURY_NEWS_READS } from '../windows/expected-players.js';
import { TEAM_WINDOW, teamStates } from '../windows/team-state.js';
import { cutoffOf, gamesAhead, recentGames, scheduleFacts } from './upcoming-team-schedule.js';

/** Reason code: no schedule version shows what was known then. */
const HINDSIGHT = 'schedule_hindsight';

const last10 = `pooled over the team's last ${TEAM_WINDOW} scheduled games before D that have data`;

export const upcomingTeamGameContext: TableDefinition = {
  name: UTGC,
  alias: 'utgc',
  title: 'Team context',
  phase: 3,
  grain: 'a team and a scheduled game, as known before the game',
  key: ['game_id', 'team_abbr'],
  partitionColumn: 'game_date',
  pregame: true,
  entity: { kind: 'team', id: 'team_abbr', game: 'game_id' },
  trace: async () => (await import('./upcoming-team-trace.js')).upcomingTeamTrace,
  expects: bothTeams,
  hindsight: { reason: HINDSIGHT, columns: ['next_game_days_rest', 'games_in_next_7_days'] },
  reads: [
    { table: GAMES, windows: [{ kind: 'season_schedule' }] },
    { table: KNOWN_SCHEDULE, windows: [{ kind: 'season_schedule' }] },
    {
      table: TOGS,
      windows: [{ kind: 'season_before' }],
      columns: words(`
        game_id team_abbr win_flag margin_of_victory team_seconds opponent_points points fg_attempts ft_attempts
        possessions`),
    },
    {
      table: PGS,
      windows: [{ kind: 'season_before' }],
      columns: words(`
        game_id game_date season player_id player_lookup player_name is_starter player_status seconds_played
        usage_rate plays_used team_plays_on_court team_abbr`),
    },
    {
      table: GAME_LINES,
      windows: [{ kind: 'same_date' }],
      columns: words(`
        game_id team_abbr spread total moneyline book quoted_at opening_spread opening_total opening_moneyline
        spread_movement total_movement moneyline_movement spread_contradicts line_is_untimed`),
    },
    ...INJURY_NEWS_READS,
  ],
  thresholds: EXPECTED,
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.seasonType,
    shared.teamAbbr,
    shared.opponent,
    shared.isHome,
    col.text('season_phase', 'Where in the season the game stands.', {
      values: SEASON_PHASES,
      required: true,
      formula:
        "by the team's game number: first quarter of the regular-season games that it was to play early, last quarter late",
    }),
    col.count(
      'game_number_in_season',
      "Number of the game among the team's counting games of the season, by the schedule.",
      {
        min: 1,
        required: true,
      },
    ),
    col.integer('days_since_last_game', 'Calendar days since the previous scheduled game; 1 on consecutive nights.', {
      unit: 'days',
      min: 1,
    }),
    col.integer('days_rest', 'Days without a game before this one: days_since_last_game - 1.', {
      unit: 'days',
      min: 0,
    }),
    col.flag('back_to_back', 'days_rest = 0.'),
    col.count('games_in_last_7_days', 'Scheduled games in [D-7, D-1].', { max: 7, required: true }),
    col.count('games_in_last_14_days', 'Scheduled games in [D-14, D-1].', { max: 14, required: true }),
    col.count('back_to_backs_last_14_days', 'Second nights of consecutive nights in [D-14, D-1].', {
      max: 13,
      required: true,
    }),
    col.integer('opponent_days_rest', "The opponent's days_rest.", { unit: 'days', min: 0 }),
    col.integer(
      'next_game_days_rest',
      "days_rest of the team's next regular-season game, by the schedule as it was known at the cut-off; NULL after the last one, when a next game depends on results, and where no schedule of that time shows it (schedule_hindsight).",
      { unit: 'days', min: 0 },
    ),
    col.count(
      'games_in_next_7_days',
      'Regular-season games in [D+1, D+7], by the schedule as it was known at the cut-off; NULL in play-in and playoffs, where a further game depends on results, and where no schedule of that time shows it (schedule_hindsight).',
      { max: 7 },
    ),
    col.count('consecutive_road_games', 'Road games in a row up to and including this one; 0 at home.', {
      required: true,
    }),
    col.double('travel_miles', "Great circle from the previous game's arena to this one.", {
      unit: 'miles',
      min: 0,
      max: 12_450,
      formula: 'haversine, R = 3,959 mi',
    }),
    col.integer(
      'time_zones_crossed',
      "Hours between the clocks of the previous game's arena and this one, on D; east positive.",
      { unit: 'hours', min: -18, max: 18 },
    ),
    col.count('win_streak_entering', 'Wins in a row before D; NULL if a game without data hides where it began.'),
    col.count('loss_streak_entering', 'Losses in a row before D; NULL if a game without data hides where it began.'),
    col.integer('last_game_margin', "Points for minus against in the team's last scheduled game before D.", {
      unit: 'points',
      min: -120,
      max: 120,
    }),
    col.text('last_game_result', "Result of the team's last scheduled game before D.", { values: ['W', 'L'] }),
    col.count('wins', 'Wins of the season before D.', { max: 120, required: true }),
    col.count('losses', 'Losses of the season before D.', { max: 120, required: true }),
    col.fraction('win_pct', 'wins / (wins + losses); NULL before the first game.'),
    col.double('pace_last_10', `Possessions per 48 minutes, ${last10}.`, {
      unit: 'possessions per 48 minutes',
      min: 50,
      max: 180,
    }),
    col.double('off_rating_last_10', `Points per 100 possessions, ${last10}.`, {
      unit: 'points per 100 possessions',
      min: 30,
      max: 220,
    }),
    col.double('def_rating_last_10', `Points allowed per 100 possessions, ${last10}.`, {
      unit: 'points per 100 possessions',
      min: 30,
      max: 220,
    }),
    col.double('opp_ft_rate_allowed_last_10', `Opponents' free-throw attempts per field-goal attempt, ${last10}.`, {
      unit: 'FTA per FGA',
      min: 0,
      max: 2,
    }),
    col.double('game_spread', "The team's point spread, last quote before tip-off; negative = favourite.", {
      unit: 'points',
      ...SPREAD,
    }),
    col.double('game_total', 'Total points line, last quote before tip-off.', { unit: 'points', ...TOTAL }),
    col.integer('moneyline', 'American odds of the team, last quote before tip-off.', { unit: 'American odds' }),
    col.text('game_line_book', 'Book of the quote.'),
    col.time('game_line_quoted_at', 'Time of the quote; NULL where the source gives none.'),
    col.double('opening_spread', 'First quoted spread.', { unit: 'points', ...SPREAD }),
    col.double('opening_total', 'First quoted total.', { unit: 'points', min: 100, max: 350, mayBeConstant: true }),
    col.integer('opening_moneyline', 'First quoted moneyline.', { unit: 'American odds' }),
    ...lineMovements({ spread: 'game_spread', total: 'game_total', moneyline: 'moneyline' }),
    col.count(
      'rotation_players_out',
      `Expected players of at least ${EXPECTED.rotation_minutes} minutes a game (last 10) who are out; NULL where no injury source covers D, or news could mean one of them and is not resolved.`,
    ),
    col.count(
      'starters_out',
      'Expected players who started at least half of their last 10 games and are out; NULL where no injury source covers D, or news could mean one of them and is not resolved.',
    ),
    col.date('window_start', `Date of the first of its last ${TEAM_WINDOW} scheduled games before D.`),
    ...windowAccount(`last ${TEAM_WINDOW}`, 'team'),
    col.count('season_games_missing', 'Scheduled games of the season before D that are absent from the data.', {
      mayBeConstant: true,
    }),
    shared.missingInputs,
    shared.dataCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    return `
WITH schedule AS (${scheduleFacts(ctx)}),
today AS (SELECT s.* FROM schedule s JOIN ${ctx.dates} b ON b.partition_date = s.game_date WHERE s.counts),
recent AS (${recentGames(ctx)}),
ahead AS (${gamesAhead(ctx)}),
states AS ${teamStates(ctx)},
missing AS (
  SELECT t.game_id, t.team_abbr, ${d.textList('m.game_id')} AS games_missing
  FROM today t JOIN states st ON st.team_abbr = t.team_abbr AND ${asOf('st', 't.game_date', 't.season')}
  JOIN ${ctx.teamSchedule()} m ON m.team_abbr = t.team_abbr AND m.season = t.season
    AND m.game_date >= st.window_start AND m.game_date < t.game_date
  LEFT JOIN ${ctx.history(TOGS)} o ON o.game_id = m.game_id AND o.team_abbr = m.team_abbr
  WHERE o.game_id IS NULL GROUP BY t.game_id, t.team_abbr),
outs AS (
  SELECT game_id, team_abbr,
    ${d.countIf(`is_rotation AND availability = 'out'`)} AS rotation_out,
    ${d.countIf(`2 * starts_last_10 >= games_last_10 AND availability = 'out'`)} AS starters_out,
    ${d.anyTrue('is_unresolved AND is_rotation')} AS rotation_in_doubt,
    ${d.anyTrue('is_unresolved AND 2 * starts_last_10 >= games_last_10')} AS starters_in_doubt,
    ${d.anyTrue('injury_source')} AS injury_source
  -- What a man who has not played is for his team, nobody knows.
  FROM ${expectedPlayers(ctx)} e WHERE last_game_date IS NOT NULL GROUP BY game_id, team_abbr)
SELECT ${columns(ctx)},
  ${noFailures(d)}
FROM today t
JOIN today o ON o.game_id = t.game_id AND o.team_abbr = t.opponent_abbr
JOIN recent r ON r.game_id = t.game_id AND r.team_abbr = t.team_abbr
LEFT JOIN ahead h ON h.game_id = t.game_id AND h.team_abbr = t.team_abbr
LEFT JOIN states st ON st.team_abbr = t.team_abbr AND ${asOf('st', 't.game_date', 't.season')}
LEFT JOIN missing m ON m.game_id = t.game_id AND m.team_abbr = t.team_abbr
LEFT JOIN ${ctx.sameDate(GAME_LINES)} l ON l.game_id = t.game_id AND l.team_abbr = t.team_abbr
LEFT JOIN outs x ON x.game_id = t.game_id AND x.team_abbr = t.team_abbr`;
  },
};

/**
 * The columns over today's team-game t, its opponent's o, recent games r, games ahead h, form st, lines l, absences x,
 * missing games m.
 */
function columns({ d }: SqlContext): string {
  const clock = (zone: string) => d.utcOffsetMinutes('t.game_date', zone);
  return selectList({
    ...columnsOf('t', ['game_id', 'game_date', 'season']),
    season_type: 't.game_type',
    team_abbr: 't.team_abbr',
    opponent_team_abbr: 't.opponent_abbr',
    is_home: 't.is_home',
    season_phase: seasonPhaseSql({
      gameType: 't.game_type',
      gameNumber: 't.game_number',
      regularGames: 't.regular_games',
    }),
    game_number_in_season: 't.game_number',
    days_since_last_game: 't.days_since_last_game',
    days_rest: 't.days_since_last_game - 1',
    back_to_back: 't.days_since_last_game = 1',
    games_in_last_7_days: 'r.games_7',
    games_in_last_14_days: 'r.games_14',
    back_to_backs_last_14_days: 'r.back_to_backs',
    opponent_days_rest: 'o.days_since_last_game - 1',
    next_game_days_rest: 'h.days_to_next_game - 1',
    games_in_next_7_days: 'h.games_next_7',
    consecutive_road_games: 't.consecutive_road_games',
    travel_miles: travelMilesSql({
      latitude1: 't.previous_latitude',
      longitude1: 't.previous_longitude',
      latitude2: 't.latitude',
      longitude2: 't.longitude',
    }),
    time_zones_crossed: `(${clock('t.time_zone')} - ${clock('t.previous_time_zone')}) / 60`,
    win_streak_entering: 'CASE WHEN st.team_abbr IS NULL THEN 0 ELSE st.win_streak END',
    loss_streak_entering: 'CASE WHEN st.team_abbr IS NULL THEN 0 ELSE st.loss_streak END',
    last_game_margin: 'st.last_margin',
    last_game_result: 'st.last_result',
    wins: 'COALESCE(st.wins, 0)',
    losses: 'COALESCE(st.losses, 0)',
    win_pct: d.divide('st.wins', '(st.wins + st.losses)'),
    pace_last_10: 'st.pace',
    off_rating_last_10: 'st.off_rating',
    def_rating_last_10: 'st.def_rating',
    opp_ft_rate_allowed_last_10: 'st.opp_ft_rate',
    game_spread: 'l.spread',
    game_total: 'l.total',
    moneyline: 'l.moneyline',
    game_line_book: 'l.book',
    game_line_quoted_at: 'l.quoted_at',
    ...columnsOf('l', ['opening_spread', 'opening_total', 'opening_moneyline']),
    ...columnsOf('l', ['spread_movement', 'total_movement', 'moneyline_movement']),
    rotation_players_out:
      'CASE WHEN x.injury_source AND NOT COALESCE(x.rotation_in_doubt, FALSE) THEN x.rotation_out END',
    starters_out: 'CASE WHEN x.injury_source AND NOT COALESCE(x.starters_in_doubt, FALSE) THEN x.starters_out END',
    window_start: 'st.window_start',
    games_expected: 'COALESCE(st.games_expected, 0)',
    games_found: 'COALESCE(st.games_found, 0)',
    games_missing: `COALESCE(m.games_missing, ${d.emptyList()})`,
    games_dnp: '0',
    season_games_missing: 'COALESCE(st.season_games_missing, 0)',
    missing_inputs: d.listOfPresent(MISSING),
    data_cutoff: cutoffOf(d),
  });
}

/** Codes of missing_inputs. */
const MISSING = [
  `CASE WHEN st.team_abbr IS NULL THEN 'first_game_of_season' END`,
  `CASE WHEN st.team_abbr IS NOT NULL AND st.games_found = 0 THEN 'no_games_in_window' END`,
  `CASE WHEN st.team_abbr IS NOT NULL AND st.last_result IS NULL THEN 'last_game_missing' END`,
  `CASE WHEN st.games_found = 0 THEN NULL WHEN st.off_rating IS NULL THEN 'no_possessions' WHEN st.pace IS NULL THEN 'no_game_length' END`,
  `CASE WHEN t.latitude IS NULL OR (t.days_since_last_game IS NOT NULL AND t.previous_latitude IS NULL) THEN 'unknown_arena' END`,
  `CASE WHEN COALESCE(h.is_last, TRUE) THEN 'next_game_undecided' END`,
  `CASE WHEN h.is_hindsight THEN '${HINDSIGHT}' END`,
  `CASE WHEN l.spread_contradicts THEN 'contradictory_spreads' WHEN l.spread IS NULL THEN 'no_game_line' END`,
  `CASE WHEN l.line_is_untimed THEN 'untimed_quote' END`,
  `CASE WHEN l.spread IS NOT NULL AND l.opening_spread IS NULL THEN 'no_opening_line' END`,
  `CASE WHEN l.total IS NULL THEN 'no_total' WHEN l.opening_total IS NULL THEN 'no_opening_total' END`,
  `CASE WHEN l.moneyline IS NULL THEN 'no_moneyline' WHEN l.opening_moneyline IS NULL THEN 'no_opening_moneyline' END`,
  `CASE WHEN x.injury_source IS NULL THEN 'no_expected_players' WHEN NOT x.injury_source THEN 'no_injury_source' WHEN x.rotation_in_doubt OR x.starters_in_doubt THEN 'unresolved_news' END`,
];
