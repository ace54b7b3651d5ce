import { RAW_PLAYER_INFO } from '../../raw/tables/player-info.js';
import type { Read } from '../read-window.js';
import type { SqlContext } from '../sql-context.js';

/** From 1 July before a season to the last day of any. */
const SEASON_DAYS = 470;

export const ROSTER_READS: readonly Read[] = [
  { table: RAW_PLAYER_INFO, windows: [{ kind: 'days_before', days: SEASON_DAYS }] },
];

/** SQL condition on a row of a roster or an index that tells when it was known: those of archives are dated to their summer. */
export const IS_DATED_ROSTER = `known_at >= CAST(summer AS TIMESTAMP) + INTERVAL 48 HOUR`;

/**
 * Relation: each player's team by the latest roster or player index. Columns: season, team_abbr, player_id, player_lookup,
 * player_name, known_from and known_until (the time during which that roster or index was the latest), since (the first day of the
 * unbroken time in which he was known to be on that team). What counts for a game is decided by `wasKnown` alone.
 * @param ever SQL of every version of the dated rows (raw/store/ever-known.ts)
 */
export function teamsOfMen(ever: string): string {
  const man = 'season, player_id, player_lookup, player_name, source_kind';
  const inOrder = 'PARTITION BY season, player_id ORDER BY at_time';
  return `(WITH ever AS (${ever}),
    -- A row that ends without a successor is news, too: the roster no longer names him.
    told AS (
      SELECT ${man}, team_abbr, known_from AS at_time, 1 AS names_him FROM ever
      UNION ALL SELECT ${man}, CAST(NULL AS STRING), known_until, 0 FROM ever WHERE known_until IS NOT NULL),
    spans AS (SELECT t.*, LEAD(at_time) OVER (${inOrder}, names_him, source_kind) AS next_time FROM told t),
    changes AS (
      SELECT s.*, CASE WHEN team_abbr = LAG(team_abbr) OVER (${inOrder}) THEN 0 ELSE 1 END AS is_change
      FROM spans s WHERE next_time IS NULL OR next_time > at_time),
    stints AS (SELECT c.*, SUM(is_change) OVER (${inOrder} ROWS UNBOUNDED PRECEDING) AS stint FROM changes c)
    SELECT season, team_abbr, player_id, player_lookup, player_name,
      CAST(MIN(at_time) OVER (PARTITION BY season, player_id, stint) AS DATE) AS since, at_time AS known_from, next_time AS known_until
    FROM stints i WHERE team_abbr IS NOT NULL)`;
}

export const rosters = (ctx: SqlContext): string =>
  teamsOfMen(`SELECT * FROM ${ctx.everKnown(RAW_PLAYER_INFO, 'before')} k WHERE ${IS_DATED_ROSTER}`);
