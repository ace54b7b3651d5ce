import type { Dialect } from '../../engine/dialect.js';
import { everKnown } from '../../raw/store/ever-known.js';
import { playerInfo } from '../../raw/tables/player-info.js';
import { GAMES, PGS } from '../names.js';
import { played } from '../windows/player-state.js';
import { IS_DATED_ROSTER, teamsOfMen } from '../windows/rosters.js';
import { cutoffSql, wasKnown } from '../windows/was-known.js';
import { type Expectation, GAME_DATES, type SharedRelation, TEAM_GAMES } from './expectation.js';

/**
 * Players expected before each game, with those who played without being expected: game_date, game_id, player_id, known.
 * Players on rosters or indexes are expected until they have played or 30 days have passed (docs/decisions/03). Unlike the table, this
 * works date by date and not by intervals of validity: the latest game of the 30 days before a date says to which team a
 * player belongs.
 */
export const UPCOMING: SharedRelation = {
  name: 'audit_upcoming',
  reads: [PGS],
  sql: (d) => `
  WITH men AS (SELECT * FROM ${teamsOfMen(everKnown(playerInfo, IS_DATED_ROSTER))} r),
  team_games AS (
    SELECT t.game_date, t.game_id, t.season, t.team_abbr, ${cutoffSql(d, 'g.tipoff_at', 'g.game_date')} AS cutoff
    FROM ${TEAM_GAMES} t JOIN ${GAMES} g ON g.game_id = t.game_id),
  first_games AS (
    SELECT season, team_abbr, MIN(game_date) AS first_date
    FROM (SELECT season, home_abbr AS team_abbr, game_date FROM ${GAMES} WHERE is_counting AND is_expected
      UNION ALL SELECT season, away_abbr, game_date FROM ${GAMES} WHERE is_counting AND is_expected) f GROUP BY season, team_abbr),
  latest AS (
    ${latest(d)}
      AND p.game_date >= ${d.addDays('d.game_date', -30)} GROUP BY d.game_date, p.player_id),
  -- For players on rosters: their latest game of the season, however long ago.
  latest_of_men AS (
    ${latest(d, 'JOIN (SELECT DISTINCT season, player_id FROM men) m ON m.season = p.season AND m.player_id = p.player_id')}
    GROUP BY d.game_date, p.player_id),
  expected AS (
    SELECT t.game_date, t.game_id, b.player_id, TRUE AS known FROM latest b
    JOIN team_games t ON t.game_date = b.game_date AND t.team_abbr = b.team_abbr
    LEFT JOIN men o ON o.season = t.season AND o.player_id = b.player_id AND o.team_abbr <> t.team_abbr AND o.since > b.last_date
      AND ${wasKnown('o', 't.cutoff')}
    WHERE o.player_id IS NULL
    UNION ALL
    SELECT t.game_date, t.game_id, r.player_id, TRUE FROM team_games t
    JOIN men r ON r.season = t.season AND r.team_abbr = t.team_abbr AND ${wasKnown('r', 't.cutoff')}
    JOIN first_games f ON f.season = t.season AND f.team_abbr = t.team_abbr
    LEFT JOIN latest_of_men l ON l.game_date = t.game_date AND l.player_id = r.player_id
    WHERE (l.player_id IS NULL AND t.game_date <= ${d.addDays('GREATEST(r.since, f.first_date)', 30)})
      OR (l.team_abbr <> t.team_abbr AND r.since > l.last_date AND t.game_date <= ${d.addDays('r.since', 30)}))
  SELECT * FROM expected
  UNION ALL
  SELECT p.game_date, p.game_id, p.player_id, FALSE FROM ${PGS} p JOIN ${GAME_DATES} d ON d.game_date = p.game_date
  WHERE ${played('p.')}
    AND NOT EXISTS (SELECT 1 FROM expected e WHERE e.game_id = p.game_id AND e.player_id = p.player_id)`,
};

/** SELECT, up to its WHERE: the latest game of each player before each date. */
const latest = (d: Dialect, among = '') => `SELECT d.game_date, p.player_id, MAX(p.game_date) AS last_date,
      ${d.maxBy('p.team_abbr', `${d.cast('p.game_date', 'string')} || p.game_id`)} AS team_abbr
    FROM ${GAME_DATES} d JOIN ${PGS} p ON p.season = d.season AND p.game_date < d.game_date ${among}
    WHERE ${played('p.')}`;

export const upcomingPlayers: Expectation = {
  who: 'players whose latest game of the season was for the team within 30 days, new men of its roster or the index, and those who played unexpected',
  uses: [UPCOMING],
  sql: () =>
    `SELECT game_date AS partition_date, CAST(player_id AS STRING) AS entity_id, game_id FROM ${UPCOMING.name}`,
};
