import { firstOf } from '../fields/checks.js';
import { gameClock, playingTime } from '../fields/clocks.js';
import { gameDateOf, gameId, matchup, scheduleTeam, team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { constant, expression, flag, text } from '../fields/text.js';
import { date, easternTipoff, utcTime } from '../fields/times.js';
import { type Field, type Fields, hasAll, type RawSource } from '../raw-source.js';
import { RAW_GAME_SUMMARIES } from '../tables/game-summaries.js';
import { RAW_PLAY_BY_PLAY } from '../tables/play-by-play.js';
import { RAW_PLAYER_BOXES } from '../tables/player-boxes.js';
import { RAW_SCHEDULE } from '../tables/schedule.js';
import { RAW_SHOT_CHART } from '../tables/shot-chart.js';
import { RAW_TEAM_BOXES } from '../tables/team-boxes.js';
import { RAW_TEAM_GAME_INDEX } from '../tables/team-game-index.js';

/** More than any side has scored (186, Detroit, 13 December 1983), with room: a number beyond it is no count. */
const MOST_POINTS = 400;

/** Counting columns under the league's names; those a file lacks read as NULL. */
const COUNT = { min: 0, max: MOST_POINTS };
const BOX: Fields = {
  fg_makes: integer('fgm', COUNT),
  fg_attempts: integer('fga', COUNT),
  three_pt_makes: integer('fg3m', COUNT),
  three_pt_attempts: integer('fg3a', COUNT),
  ft_makes: integer('ftm', COUNT),
  ft_attempts: integer('fta', COUNT),
  offensive_rebounds: integer('oreb', COUNT),
  defensive_rebounds: integer('dreb', COUNT),
  rebounds: integer('reb', COUNT),
  assists: integer('ast', COUNT),
  steals: integer('stl', COUNT),
  blocks: integer('blk', COUNT),
  turnovers: firstOf(integer('tov', COUNT), integer('to', COUNT)),
  personal_fouls: integer('pf', COUNT),
  points: integer('pts', COUNT),
  plus_minus: integer('plus_minus', { min: -MOST_POINTS, max: MOST_POINTS }),
};

const person = (n: number): Fields => ({
  [`person${n}_type`]: integer(`person${n}type`),
  [`player${n}_id`]: optionalId(`player${n}_id`),
  [`player${n}_name`]: text(`player${n}_name`),
  [`player${n}_team_id`]: optionalId(`player${n}_team_id`),
  [`player${n}_team_abbr`]: team(`player${n}_team_abbreviation`),
});

export const PLAY_BY_PLAY: RawSource = {
  kind: 'play_by_play_v2',
  description: "the league's PlayByPlayV2 events",
  table: RAW_PLAY_BY_PLAY,
  detect: (c) => hasAll(c, 'game_id', 'eventnum', 'eventmsgtype', 'pctimestring'),
  needs: [
    'eventmsgactiontype',
    'period',
    'homedescription',
    'visitordescription',
    ...[1, 2, 3].flatMap((n) => [`person${n}type`, `player${n}_id`, `player${n}_name`]),
  ],
  fields: {
    game_id: gameId('game_id'),
    event_num: integer('eventnum', { required: true }),
    event_type: integer('eventmsgtype', { required: true, min: 0 }),
    action_type: integer('eventmsgactiontype'),
    period: integer('period', { required: true, min: 1, max: 14 }),
    clock_seconds: gameClock('pctimestring'),
    wall_clock: text('wctimestring'),
    home_description: text('homedescription'),
    neutral_description: text('neutraldescription'),
    visitor_description: text('visitordescription'),
    score: text('score'),
    ...person(1),
    ...person(2),
    ...person(3),
  },
  windows: {
    event_index: 'ROW_NUMBER() OVER (PARTITION BY game_id ORDER BY source_row)',
    is_duplicate: 'is_copy',
  },
};

const minutesLeft = integer('minutes_remaining', { required: true, min: 0, max: 12 });
const secondsLeft = integer('seconds_remaining', { required: true, min: 0, max: 59 });

export const SHOT_CHART: RawSource = {
  kind: 'shot_chart',
  description: "the league's ShotChartDetail",
  table: RAW_SHOT_CHART,
  detect: (c) => hasAll(c, 'game_id', 'game_event_id', 'loc_x', 'loc_y'),
  fields: {
    game_id: gameId('game_id'),
    event_num: integer('game_event_id', { required: true }),
    player_id: integer('player_id', { required: true, min: 1 }),
    team_id: optionalId('team_id'),
    game_date: date('game_date'),
    home_abbr: team('htm'),
    away_abbr: team('vtm'),
    period: integer('period', { required: true, min: 1, max: 14 }),
    clock_seconds: {
      sql: `60 * ${minutesLeft.sql} + ${secondsLeft.sql}`,
      reads: [...minutesLeft.reads, ...secondsLeft.reads],
      checks: [...(minutesLeft.checks ?? []), ...(secondsLeft.checks ?? [])],
    },
    action_text: text('action_type'),
    shot_type_text: text('shot_type'),
    zone_basic: text('shot_zone_basic'),
    zone_area: text('shot_zone_area'),
    distance_ft: integer('shot_distance', { min: 0, max: 100 }),
    loc_x: integer('loc_x', { min: -300, max: 300 }),
    loc_y: integer('loc_y', { min: -100, max: 950 }),
    made: flag('shot_made_flag'),
  },
};

const minutes = playingTime('min');
const match = matchup('matchup');

export const PLAYER_GAME_LOGS: RawSource = {
  kind: 'player_game_logs',
  description: "the league's player game log, with or without game id: those who played",
  table: RAW_PLAYER_BOXES,
  detect: (c) => hasAll(c, 'player_id', 'matchup', 'game_date', 'min') && !c.has('comment'),
  fields: {
    source_kind: constant('game_log'),
    game_id: gameId('game_id', {}),
    game_date: date('game_date', { required: true }),
    season_type: text('season_type'),
    player_id: integer('player_id', { required: true, min: 1 }),
    player_name: text('player_name', { required: true }),
    team_id: optionalId('team_id'),
    team_abbr: team('team_abbreviation', { required: true }),
    opponent_abbr: match.opponent,
    is_home: match.isHome,
    win_loss: text('wl'),
    has_start_position: expression('FALSE'),
    seconds: minutes.seconds,
    minutes_whole: minutes.minutesWhole,
    ...BOX,
  },
};

export const PLAYER_BOX_SCORES: RawSource = {
  kind: 'player_box_scores',
  unit: ['game_id', 'player_id', 'source_kind'],
  description: "the league's full box score: starters, reasons of absence, minutes as mm:ss",
  table: RAW_PLAYER_BOXES,
  detect: (c) => hasAll(c, 'game_id', 'player_id', 'start_position', 'comment'),
  fields: {
    source_kind: constant('box_score'),
    game_id: gameId('game_id'),
    game_date: gameDateOf('game_id'),
    player_id: integer('player_id', { required: true, min: 1 }),
    player_name: text('player_name', { required: true }),
    team_id: optionalId('team_id'),
    team_abbr: team('team_abbreviation', { required: true }),
    start_position: text('start_position'),
    has_start_position: expression('TRUE'),
    comment: text('comment'),
    seconds: minutes.seconds,
    minutes_whole: minutes.minutesWhole,
    ...BOX,
  },
};

export const TEAM_GAME_LOGS: RawSource = {
  kind: 'team_game_logs',
  description: "the league's team game log",
  table: RAW_TEAM_BOXES,
  detect: (c) => hasAll(c, 'team_abbreviation', 'matchup', 'game_date', 'pts') && !c.has('player_id'),
  fields: {
    game_id: gameId('game_id', {}),
    game_date: date('game_date', { required: true }),
    season_type: text('season_type'),
    team_id: optionalId('team_id'),
    team_abbr: team('team_abbreviation', { required: true }),
    opponent_abbr: match.opponent,
    is_home: match.isHome,
    win_loss: text('wl'),
    minutes: minutes.minutesWhole,
    ...BOX,
  },
};

export const TEAM_GAME_INDEX: RawSource = {
  kind: 'team_game_index',
  description: 'which games a team played: ids, dates, opponents',
  table: RAW_TEAM_GAME_INDEX,
  detect: (c) =>
    hasAll(c, 'game_id', 'team_abbreviation', 'matchup', 'game_date') && !c.has('pts') && !c.has('player_id'),
  fields: {
    game_id: gameId('game_id'),
    team_abbr: team('team_abbreviation', { required: true }),
    game_date: date('game_date', { required: true }),
    matchup: text('matchup', { required: true }),
    is_home: match.isHome,
    opponent_abbr: match.opponent,
    win_loss: text('wl'),
  },
};

export const GAME_SUMMARIES: RawSource = {
  kind: 'game_summaries',
  description: 'one row per played game: date, teams, points, periods, starters',
  table: RAW_GAME_SUMMARIES,
  detect: (c) => hasAll(c, 'game_id', 'home_abbr', 'away_abbr', 'home_pts', 'periods'),
  fields: {
    game_id: gameId('game_id'),
    season: text('season'),
    season_type: text('season_type'),
    game_date: date('game_date', { required: true }),
    home_team_id: optionalId('home_team_id'),
    home_abbr: team('home_abbr', { required: true }),
    away_team_id: optionalId('away_team_id'),
    away_abbr: team('away_abbr', { required: true }),
    home_points: integer('home_pts', COUNT),
    away_points: integer('away_pts', COUNT),
    periods: integer('periods', { min: 4, max: 14 }),
    starter_ids: text('starter_ids'),
  },
};

/** Words that the league puts where a score or a tip-off would stand. */
const statusOf = (status: string, code: string) => `CASE
  WHEN UPPER(${status}) IN ('PPD', 'POSTPONED') THEN 'postponed' WHEN UPPER(${status}) IN ('CNCL', 'CANCELLED', 'CANCELED') THEN 'cancelled'
  WHEN ${code} = '3' OR UPPER(${status}) LIKE 'FINAL%' THEN 'final' WHEN ${code} = '2' THEN 'live' ELSE 'scheduled' END`;

/** A score counts once the game is over: a schedule made earlier holds zeros. */
const finalScore = (column: string, final: string): Field => {
  const score = integer(column, COUNT);
  return { ...score, sql: `CASE WHEN ${final} THEN ${score.sql} END` };
};

const oldStatus = statusOf('s.stt', 's.st');

export const SCHEDULE: RawSource = {
  kind: 'schedule',
  description: 'season schedule, one row per game, Eastern date and time apart',
  table: RAW_SCHEDULE,
  detect: (c) => hasAll(c, 'gid', 'etdate', 'h_ta', 'v_ta'),
  fields: {
    game_id: gameId('gid'),
    game_date: date('etdate', { required: true }),
    tipoff_at: easternTipoff('ettime', 's.etdate', 's.ettime', ['etdate', 'ettime']),
    home_team_id: optionalId('h_tid'),
    home_abbr: scheduleTeam('h_ta', 'gid'),
    away_team_id: optionalId('v_tid'),
    away_abbr: scheduleTeam('v_ta', 'gid'),
    arena_name: text('an'),
    arena_city: text('ac'),
    status: expression(oldStatus, 'st', 'stt'),
    status_text: text('stt'),
    home_score: finalScore('h_s', `(${oldStatus}) = 'final'`),
    away_score: finalScore('v_s', `(${oldStatus}) = 'final'`),
    series_text: text('seri'),
    is_neutral: expression(`COALESCE(s.seri ILIKE '%neutral%', FALSE)`, 'seri'),
  },
};

const printedStatus = statusOf('s.gamestatustext', 's.gamestatus');
// A game keeps the mark of having been put off when it has been played.
const newStatus = `CASE WHEN s.postponedstatus IN ('P', 'Y') AND (${printedStatus}) <> 'final' THEN 'postponed' ELSE ${printedStatus} END`;
// Named "Est" and written with a Z, but it is the Eastern wall clock.
const eastern = 's.gamedatetimeest';

const neutral = flag('isneutral');

const day = firstOf(date('gamedatetimeest'), date('gamedateest'));
const wallClock = easternTipoff('gamedatetimeest', `LEFT(${eastern}, 10)`, `SUBSTRING(${eastern}, 12, 8)`, [
  'gamedatetimeest',
]);
const utcClock = utcTime('gamedatetimeutc');
// Midnight Eastern, in summer and in winter: not announced.
const announced = `STRFTIME(${utcClock.sql}, '%H:%M') NOT IN ('04:00', '05:00')`;

export const SCHEDULE_V2: RawSource = {
  kind: 'schedule_v2',
  description: "the league's scheduleLeagueV2, as CSV or JSON",
  table: RAW_SCHEDULE,
  detect: (c) =>
    hasAll(c, 'gameid', 'hometeam_teamtricode', 'awayteam_teamtricode') &&
    (c.has('gamedatetimeest') || c.has('gamedateest')),
  fields: {
    game_id: gameId('gameid'),
    game_date: {
      ...day,
      checks: [...(day.checks ?? []), { field: 'gamedateest', bad: `(${day.sql}) IS NULL`, reason: 'missing' }],
    },
    tipoff_at: {
      ...wallClock,
      sql: `CASE WHEN ${eastern} IS NOT NULL THEN ${wallClock.sql} WHEN ${announced} THEN ${utcClock.sql} END`,
      reads: [...wallClock.reads, ...utcClock.reads],
      checks: [...(wallClock.checks ?? []), ...(utcClock.checks ?? [])],
    },
    home_team_id: optionalId('hometeam_teamid'),
    home_abbr: scheduleTeam('hometeam_teamtricode', 'gameid'),
    away_team_id: optionalId('awayteam_teamid'),
    away_abbr: scheduleTeam('awayteam_teamtricode', 'gameid'),
    arena_name: text('arenaname'),
    arena_city: text('arenacity'),
    status: expression(newStatus, 'postponedstatus', 'gamestatustext', 'gamestatus'),
    status_text: text('gamestatustext'),
    home_score: finalScore('hometeam_score', `(${newStatus}) = 'final'`),
    away_score: finalScore('awayteam_score', `(${newStatus}) = 'final'`),
    series_text: expression(
      `NULLIF(CONCAT_WS(' - ', s.seriestext, s.gamelabel, s.gamesublabel), '')`,
      ...['seriestext', 'gamelabel', 'gamesublabel'],
    ),
    is_neutral: {
      ...neutral,
      sql: `COALESCE(${neutral.sql}, FALSE) OR COALESCE(s.seriestext ILIKE '%neutral%', FALSE)`,
      reads: [...neutral.reads, 'seriestext'],
    },
  },
};
