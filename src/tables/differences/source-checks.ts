import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { RAW_SCHEDULE } from '../../raw/tables/schedule.js';
import { RAW_TEAM_BOXES } from '../../raw/tables/team-boxes.js';
import { GAMES, PGS, PLAYER_GAME_EVENTS, PLAYER_MINUTES, TEAM_GAME_EVENTS, TOGS } from '../names.js';
import { asDouble, type DifferenceCheck, type From, WHOLE_ROW } from './check.js';
import { PLAYER, TEAM, who } from './who.js';

/** What a box score and the events both tell of a player. */
const LOGGED = ['points', 'rebounds', 'assists', 'steals', 'blocks', 'turnovers', 'fg_attempts', 'fg_makes'] as const;

const teamGames = (
  from: From,
) => `(SELECT game_id, game_date, home_abbr AS team_abbr FROM ${from(GAMES)} g WHERE is_counting
  UNION ALL SELECT game_id, game_date, away_abbr FROM ${from(GAMES)} g WHERE is_counting)`;

const BOX_COLUMNS = ['game_date', 'player_id', 'player_name', 'team_abbr', 'seconds', 'minutes_whole', ...LOGGED];

/** Rows of one kind of player box with their game. */
const box = (from: From, kind: string) =>
  `(SELECT g.game_id, ${BOX_COLUMNS.map((name) => `b.${name}`).join(', ')} FROM ${from(RAW_PLAYER_BOXES)} b JOIN ${teamGames(from)} g ON g.game_date = b.game_date AND g.team_abbr = b.team_abbr
    WHERE b.source_kind = '${kind}')`;

/** The log as o agrees with the events as e in all that it has. */
const AGREES = `o.points = e.points AND ${LOGGED.map((name) => `(o.${name} IS NULL OR o.${name} = e.${name})`).join(' AND ')}`;

/**
 * Events against one kind of box. A full box score stays as first published while logs are corrected later: where the log
 * agrees with the events (for columns it lacks: in all the others), the difference is the box score's own. Nothing
 * excuses the log.
 */
const eventsAgainst = (kind: string, referee: string | null) => (from: From) => {
  const told = LOGGED.map((name) => `b.${name}, e.${name} AS events_${name}`).join(', ');
  const confirmed = LOGGED.map(
    (name) =>
      `${referee === null ? 'FALSE' : `COALESCE(o.${name} = e.${name}, ${AGREES}, FALSE)`} AS confirmed_${name}`,
  ).join(', ');
  // One join for all statistics.
  return `WITH pairs AS (
    SELECT b.game_id, b.game_date, b.player_id, b.player_name, b.team_abbr, ${told}, ${confirmed}
    FROM ${box(from, kind)} b JOIN ${from(PLAYER_GAME_EVENTS)} e ON e.game_id = b.game_id AND e.player_id = b.player_id
    ${referee === null ? '' : `LEFT JOIN ${box(from, referee)} o ON o.game_id = b.game_id AND o.player_id = b.player_id`})
  ${LOGGED.map(
    (name) => `SELECT b.game_id, b.game_date, ${who('b', PLAYER)}, '${name}' AS detail,
      ${asDouble(`b.events_${name}`)} AS left_value, ${asDouble(`b.${name}`)} AS right_value, b.confirmed_${name} AS confirmed
    FROM pairs b WHERE b.${name} IS NOT NULL`,
  ).join('\n UNION ALL ')}`;
};

/** A team log's rebounds include team rebounds, so they are not compared. */
const TEAM_LOGGED = LOGGED.filter((name) => name !== 'rebounds');

function teamLogs(from: From): string {
  const told = TEAM_LOGGED.map(
    (name) => `b.${name}, e.${name} AS events_${name}, COALESCE(s.${name} = e.${name}, FALSE) AS confirmed_${name}`,
  ).join(', ');
  const sums = TEAM_LOGGED.map((name) => `SUM(${name}) AS ${name}`).join(', ');
  return `WITH logs AS (
    SELECT g.game_id, g.game_date, g.team_abbr, ${told}
    FROM ${from(RAW_TEAM_BOXES)} b JOIN ${teamGames(from)} g ON g.game_date = b.game_date AND g.team_abbr = b.team_abbr
    JOIN ${from(TEAM_GAME_EVENTS)} e ON e.game_id = g.game_id AND e.team_abbr = g.team_abbr
    LEFT JOIN (SELECT game_id, team_abbr, ${sums} FROM ${box(from, 'game_log')} l GROUP BY game_id, team_abbr) s
      ON s.game_id = g.game_id AND s.team_abbr = g.team_abbr)
  ${TEAM_LOGGED.map(
    (
      name,
    ) => `SELECT g.game_id, g.game_date, ${who('g', TEAM)}, '${name}' AS detail, ${asDouble(`g.events_${name}`)} AS left_value,
      ${asDouble(`g.${name}`)} AS right_value, g.confirmed_${name} AS confirmed
    FROM logs g WHERE g.${name} IS NOT NULL`,
  ).join('\n UNION ALL ')}`;
}

/**
 * A team's numbers from events hold what its players' logs dispute. Where a team log tells the number it has been compared
 * with that; here are the games in which none does.
 */
function playerLogsOfTeam(from: From): string {
  const sums = LOGGED.map(
    (name) => `SUM(CASE WHEN b.${name} IS NOT NULL THEN e.${name} END) AS events_${name}, SUM(b.${name}) AS ${name}`,
  ).join(', ');
  const told = LOGGED.map((name) => `MAX(${name}) AS ${name}`).join(', ');
  return `WITH sums AS (
    SELECT b.game_id, b.game_date, b.team_abbr, ${sums} FROM ${box(from, 'game_log')} b
    JOIN ${from(PLAYER_GAME_EVENTS)} e ON e.game_id = b.game_id AND e.player_id = b.player_id AND e.team_abbr = b.team_abbr
    GROUP BY b.game_id, b.game_date, b.team_abbr),
  logs AS (SELECT game_date, team_abbr, ${told} FROM ${from(RAW_TEAM_BOXES)} r GROUP BY game_date, team_abbr)
  ${LOGGED.map(
    (
      name,
    ) => `SELECT s.game_id, s.game_date, ${who('s', TEAM)}, '${name}' AS detail, ${asDouble(`s.events_${name}`)} AS left_value,
      ${asDouble(`s.${name}`)} AS right_value, FALSE AS confirmed
    FROM sums s LEFT JOIN logs t ON t.game_date = s.game_date AND t.team_abbr = s.team_abbr
    WHERE t.${name} IS NULL AND s.${name} IS NOT NULL`,
  ).join('\n UNION ALL ')}`;
}

/** Tests between sources: what is counted from events must equal the official logs. */
export const SOURCE_CHECKS: readonly DifferenceCheck[] = [
  {
    name: 'logs_vs_events',
    what: 'game logs equal what the events add up to, player by player',
    left: 'events',
    right: 'game log',
    tables: [PLAYER_GAME_EVENTS],
    roots: [GAMES, RAW_PLAYER_BOXES],
    sql: eventsAgainst('game_log', null),
  },
  {
    name: 'box_scores_vs_events',
    what: 'full box scores equal what the events add up to, player by player',
    left: 'events',
    right: 'box score',
    tables: [PLAYER_GAME_EVENTS],
    roots: [GAMES, RAW_PLAYER_BOXES],
    sql: eventsAgainst('box_score', 'game_log'),
  },
  {
    name: 'players_logged',
    what: 'who is in a game log is in the events, where the game has events',
    left: 'in the events',
    right: 'in the game log',
    tables: [PLAYER_GAME_EVENTS, PGS],
    roots: [GAMES, RAW_PLAYER_BOXES],
    disputes: [WHOLE_ROW],
    sql: (from) => `SELECT b.game_id, b.game_date, ${who('b', PLAYER)}, 'player' AS detail,
        CASE WHEN p.player_id IS NULL THEN 0e0 ELSE 1e0 END AS left_value, 1e0 AS right_value, FALSE AS confirmed
      FROM ${box(from, 'game_log')} b LEFT JOIN ${from(PGS)} p ON p.game_id = b.game_id AND p.player_id = b.player_id AND p.player_status = 'played' AND p.team_abbr = b.team_abbr
      -- A log also lists who got a technical on the bench, with 0 minutes.
      WHERE p.player_id IS NOT NULL OR b.minutes_whole IS NULL OR b.minutes_whole > 0`,
  },
  {
    name: 'player_team',
    what: 'a player stands in the box scores and logs of the team he played for in the events',
    left: 'as in the events',
    right: '1',
    tables: [PLAYER_GAME_EVENTS],
    roots: [RAW_PLAYER_BOXES],
    disputes: [WHOLE_ROW],
    sql: (from) => `SELECT e.game_id, e.game_date, ${who('b', PLAYER)},
        e.team_abbr || ' in the events, ' || b.team_abbr || ' in the ' || b.source_kind AS detail,
        CASE WHEN b.team_abbr = e.team_abbr THEN 1e0 ELSE 0e0 END AS left_value, 1e0 AS right_value, FALSE AS confirmed
      FROM ${from(PLAYER_GAME_EVENTS)} e JOIN ${from(RAW_PLAYER_BOXES)} b ON b.game_date = e.game_date AND b.player_id = e.player_id AND b.team_abbr IS NOT NULL`,
  },
  {
    name: 'team_logs_vs_events',
    what: 'team logs equal what the events add up to',
    left: 'events',
    right: 'team log',
    tables: [TEAM_GAME_EVENTS],
    roots: [GAMES, RAW_PLAYER_BOXES, RAW_TEAM_BOXES],
    sql: teamLogs,
  },
  {
    name: 'team_without_log',
    what: "where no team log tells a team's number, the events of its players add up to their game logs",
    left: 'events of the players',
    right: 'game logs of the players',
    tables: [PLAYER_GAME_EVENTS],
    roots: [GAMES, RAW_PLAYER_BOXES, RAW_TEAM_BOXES],
    sql: playerLogsOfTeam,
  },
  {
    name: 'final_score',
    what: "points of the team row equal the schedule's final score",
    left: 'team row',
    right: 'schedule',
    tables: [TOGS],
    roots: [RAW_SCHEDULE],
    sql: (
      from,
    ) => `SELECT t.game_id, t.game_date, ${who('t', TEAM)}, 'points' AS detail, ${asDouble('t.points')} AS left_value,
        ${asDouble('CASE WHEN t.team_abbr = s.home_abbr THEN s.home_score ELSE s.away_score END')} AS right_value, FALSE AS confirmed
      FROM ${from(TOGS)} t JOIN ${from(RAW_SCHEDULE)} s ON s.game_id = t.game_id AND s.status = 'final' AND s.home_score > 0
      WHERE t.points IS NOT NULL`,
  },
  {
    name: 'minutes_sum',
    what: "the players' minutes add up to five times the game's length",
    left: 'sum of the players, seconds',
    right: '5 x game length, seconds',
    tables: [PGS, TOGS],
    tolerance: 5,
    because: 'box scores round each player to a second; ten of them can add up to five',
    disputes: ['seconds_played', 'team_seconds'],
    sql: (
      from,
    ) => `SELECT t.game_id, t.game_date, ${who('t', TEAM)}, 'seconds' AS detail, ${asDouble('SUM(p.seconds_played)')} AS left_value,
        ${asDouble('t.team_seconds')} AS right_value, FALSE AS confirmed
      FROM ${from(TOGS)} t JOIN ${from(PGS)} p ON p.game_id = t.game_id AND p.team_abbr = t.team_abbr AND p.player_status = 'played'
      WHERE t.team_seconds IS NOT NULL GROUP BY t.game_id, t.game_date, t.team_abbr, t.team_seconds
      HAVING COUNT(CASE WHEN p.seconds_played IS NULL OR p.minutes_source = 'whole_minutes' THEN 1 END) = 0`,
  },
  {
    name: 'line_ups_vs_log',
    what: 'minutes from line-ups round to the whole minutes of the log',
    left: 'line-ups, seconds',
    right: 'game log, seconds',
    tables: [PLAYER_MINUTES],
    tolerance: 60,
    because: 'logs have whole minutes; a substitution the events lack may cost one player-game in a thousand more',
    allowedShare: 0.001,
    roots: [GAMES, RAW_PLAYER_BOXES],
    disputes: ['seconds_played'],
    sql: (from) => `SELECT b.game_id, b.game_date, ${who('b', PLAYER)}, 'seconds' AS detail,
        ${asDouble('m.seconds_played')} AS left_value, ${asDouble('60 * b.minutes_whole')} AS right_value, FALSE AS confirmed
      FROM ${box(from, 'game_log')} b JOIN ${from(PLAYER_MINUTES)} m ON m.game_id = b.game_id AND m.player_id = b.player_id WHERE b.minutes_whole IS NOT NULL`,
  },
  {
    name: 'line_up_minutes',
    what: 'minutes from line-ups equal those of the box score',
    left: 'line-ups, seconds',
    right: 'box score, seconds',
    tables: [PLAYER_MINUTES],
    tolerance: 5,
    because: 'a substitution is recorded at the next dead ball; 99.9 % of player-games must be within 5 seconds',
    allowedShare: 0.001,
    roots: [GAMES, RAW_PLAYER_BOXES],
    disputes: ['seconds_played'],
    sql: (from) => `SELECT b.game_id, b.game_date, ${who('b', PLAYER)}, 'seconds' AS detail,
        ${asDouble('m.seconds_played')} AS left_value, ${asDouble('b.seconds')} AS right_value,
        COALESCE(ABS(m.seconds_played - 60 * l.minutes_whole) <= 60 AND ABS(b.seconds - 60 * l.minutes_whole) > 60, FALSE) AS confirmed
      FROM ${box(from, 'box_score')} b JOIN ${from(PLAYER_MINUTES)} m ON m.game_id = b.game_id AND m.player_id = b.player_id
      LEFT JOIN ${box(from, 'game_log')} l ON l.game_id = b.game_id AND l.player_id = b.player_id WHERE b.seconds > 0 AND m.seconds_played IS NOT NULL`,
  },
];
