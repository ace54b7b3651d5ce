import { RAW_PLAY_BY_PLAY } from '../../raw/tables/play-by-play.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import {
  BIGDATABALL_EVENTS,
  GAMES,
  MLFS,
  PCF,
  PDC,
  PGS,
  PSZA,
  TDGS,
  TDZA,
  TOGS,
  UPGC,
  UTGC,
} from '../../tables/names.js';
import { PLAYED } from '../../tables/windows/player-state.js';

/** Whom a table should account for, reckoned from the schedule and from who was there: never from the table's own SQL. */
export interface Expectation {
  readonly table: string;
  readonly expects: string;
  /** SELECT partition_date, entity_id, game_id (the latter NULL where the table's entity has no game), without duplicates. */
  readonly sql: string;
  /** The table has one row per entity and date, whatever his games of that date. */
  readonly perDate?: boolean;
}

/** Relations the engine of the audit fills for the range: one row per team and game, and one per game date. */
export const TEAM_GAMES = 'audit_team_games';
export const GAME_DATES = 'audit_game_dates';
/** Players expected before each game, by the rule of the last 30 days, with those who came unexpected. */
export const UPCOMING = 'audit_upcoming';

/** The only one that has ids for the names of its raw rows. */

/** PERSONnTYPE of a player, home or visiting; teams, coaches and benches are no players. */
const PLAYER_TYPES = '(4, 5)';

const NAMED = `SELECT t.game_date AS partition_date, b.player_id, t.game_id, t.team_abbr FROM ${RAW_PLAYER_BOXES} b
    JOIN ${TEAM_GAMES} t ON t.game_date = b.game_date AND t.team_abbr = b.team_abbr
  UNION ALL ${[1, 2, 3]
    .map(
      (n) => `SELECT t.game_date, e.player${n}_id, t.game_id, t.team_abbr FROM ${RAW_PLAY_BY_PLAY} e
    JOIN ${TEAM_GAMES} t ON t.game_id = e.game_id AND t.team_abbr = e.player${n}_team_abbr
    WHERE e.person${n}_type IN ${PLAYER_TYPES} AND e.player${n}_id IS NOT NULL`,
    )
    .join('\n  UNION ALL ')}
  UNION ALL ${[1, 2, 3]
    .map(
      (n) => `SELECT t.game_date, e.player${n}_id, t.game_id, t.team_abbr FROM ${BIGDATABALL_EVENTS} e
    JOIN ${GAMES} g ON g.game_id = e.game_id
    JOIN ${TEAM_GAMES} t ON t.game_id = e.game_id AND t.team_abbr = CASE e.person${n}_type WHEN 4 THEN g.home_abbr ELSE g.away_abbr END
    WHERE e.player${n}_id IS NOT NULL`,
    )
    .join('\n  UNION ALL ')}`;

const teamGames = (table: string): Expectation => ({
  table,
  expects: 'both teams of every scheduled game',
  sql: `SELECT game_date AS partition_date, team_abbr AS entity_id, game_id FROM ${TEAM_GAMES}`,
});

const upcoming = (table: string): Expectation => ({
  table,
  expects: 'players whose latest game of the season was for the team within 30 days, and those who played unexpected',
  sql: `SELECT game_date AS partition_date, CAST(player_id AS VARCHAR) AS entity_id, game_id FROM ${UPCOMING}`,
});

export const EXPECTATIONS: readonly Expectation[] = [
  {
    table: PGS,
    expects: 'players that the raw box scores, logs or events of a game name; the team where none names anybody',
    sql: `WITH named AS (${NAMED})
      SELECT DISTINCT partition_date, CAST(player_id AS VARCHAR) AS entity_id, game_id FROM named
      UNION ALL SELECT t.game_date, t.team_abbr, t.game_id FROM ${TEAM_GAMES} t
        WHERE NOT EXISTS (SELECT 1 FROM named n WHERE n.game_id = t.game_id AND n.team_abbr = t.team_abbr)`,
  },
  teamGames(TOGS),
  teamGames(TDGS),
  teamGames(UTGC),
  upcoming(UPGC),
  {
    table: TDZA,
    expects: 'every team of the season on every game date',
    sql: `SELECT d.game_date AS partition_date, t.team_abbr AS entity_id, CAST(NULL AS VARCHAR) AS game_id
      FROM ${GAME_DATES} d JOIN (SELECT season, home_abbr AS team_abbr FROM ${GAMES} WHERE is_counting AND is_expected
        UNION SELECT season, away_abbr FROM ${GAMES} WHERE is_counting AND is_expected) t ON t.season = d.season`,
  },
  {
    table: PSZA,
    expects: 'every player with a game of the season before the date',
    sql: `SELECT d.game_date AS partition_date, CAST(p.player_id AS VARCHAR) AS entity_id, CAST(NULL AS VARCHAR) AS game_id
      FROM ${GAME_DATES} d JOIN (SELECT season, player_id, MIN(game_date) AS first_game FROM ${PGS} WHERE ${PLAYED}
        GROUP BY season, player_id) p ON p.season = d.season AND p.first_game < d.game_date`,
  },
  upcoming(PCF),
  // A man traded that day is expected with his old team and plays for the new one: one row all the same.
  { ...upcoming(PDC), perDate: true },
  upcoming(MLFS),
];

/**
 * The rule of the expected players, written over dates and games one by one instead of intervals: of the games of the 30
 * days before the date the latest says where a player belongs.
 */
export const UPCOMING_SQL = `
  WITH belongs AS (
    SELECT d.game_date, p.player_id, arg_max(p.team_abbr, (p.game_date, p.game_id)) AS team_abbr
    FROM ${GAME_DATES} d JOIN ${PGS} p ON p.season = d.season AND p.game_date < d.game_date AND p.game_date >= d.game_date - 30
    WHERE ${PLAYED} GROUP BY d.game_date, p.player_id),
  expected AS (SELECT t.game_date, t.game_id, b.player_id, TRUE AS known FROM belongs b
    JOIN ${TEAM_GAMES} t ON t.game_date = b.game_date AND t.team_abbr = b.team_abbr)
  SELECT * FROM expected
  UNION ALL
  SELECT p.game_date, p.game_id, p.player_id, FALSE FROM ${PGS} p JOIN ${GAME_DATES} d ON d.game_date = p.game_date
  WHERE p.player_status = 'played'
    AND NOT EXISTS (SELECT 1 FROM expected e WHERE e.game_id = p.game_id AND e.player_id = p.player_id)`;
