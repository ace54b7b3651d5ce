import { PGS } from '../names.js';
import { PLAYED, played } from '../windows/player-state.js';
import { type Expectation, GAME_DATES, type SharedRelation, TEAM_GAMES } from './expectation.js';

/**
 * Players expected before each game, with those who played without being expected: game_date, game_id, player_id, known.
 * The rule is written over dates and games one by one instead of intervals: of the games of the 30 days before the date
 * the latest says where a player belongs.
 */
export const UPCOMING: SharedRelation = {
  name: 'audit_upcoming',
  reads: [PGS],
  sql: (d) => `
  WITH belongs AS (
    SELECT d.game_date, p.player_id, ${d.firstBy('p.team_abbr', 'p.game_date DESC, p.game_id DESC')} AS team_abbr
    FROM ${GAME_DATES} d JOIN ${PGS} p ON p.season = d.season AND p.game_date < d.game_date AND p.game_date >= ${d.addDays('d.game_date', -30)}
    WHERE ${PLAYED} GROUP BY d.game_date, p.player_id),
  expected AS (SELECT t.game_date, t.game_id, b.player_id, TRUE AS known FROM belongs b
    JOIN ${TEAM_GAMES} t ON t.game_date = b.game_date AND t.team_abbr = b.team_abbr)
  SELECT * FROM expected
  UNION ALL
  SELECT p.game_date, p.game_id, p.player_id, FALSE FROM ${PGS} p JOIN ${GAME_DATES} d ON d.game_date = p.game_date
  WHERE ${played('p.')}
    AND NOT EXISTS (SELECT 1 FROM expected e WHERE e.game_id = p.game_id AND e.player_id = p.player_id)`,
};

export const upcomingPlayers: Expectation = {
  who: 'players whose latest game of the season was for the team within 30 days, and those who played unexpected',
  uses: [UPCOMING],
  sql: () =>
    `SELECT game_date AS partition_date, CAST(player_id AS STRING) AS entity_id, game_id FROM ${UPCOMING.name}`,
};
