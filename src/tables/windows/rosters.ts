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
 * Relation: for whom a man was known to play, from when until when, by the latest of rosters and indexes: season, team_abbr,
 * player_id, player_lookup, player_name, since (the day on which he was first known to be of that team, without another or none
 * between), known_from, known_until. Only `wasKnown` tells what counts for a game.
 * @param ever SQL of every version of the dated rows (raw/store/ever-known.ts)
 */
export function teamsOfMen(ever: string): string {
  // A row that ends without a successor is news, too: the roster no longer names him.
  const man = 'season, player_id, player_lookup, player_name, source_kind';
  const told = `SELECT ${man}, team_abbr, known_from AS at_time, 1 AS names FROM (${ever}) f
    UNION ALL SELECT ${man}, CAST(NULL AS STRING), known_until, 0 FROM (${ever}) u WHERE known_until IS NOT NULL`;
  const ofMan = 'PARTITION BY season, player_id ORDER BY at_time';
  const spans = `SELECT t.*, LEAD(at_time) OVER (${ofMan}, names, source_kind) AS until FROM (${told}) t`;
  const changes = `SELECT s.*, CASE WHEN team_abbr = LAG(team_abbr) OVER (${ofMan}) THEN 0 ELSE 1 END AS is_change
    FROM (${spans}) s WHERE until IS NULL OR until > at_time`;
  const stints = `SELECT c.*, SUM(is_change) OVER (${ofMan} ROWS UNBOUNDED PRECEDING) AS stint FROM (${changes}) c`;
  return `(SELECT season, team_abbr, player_id, player_lookup, player_name,
      CAST(MIN(at_time) OVER (PARTITION BY season, player_id, stint) AS DATE) AS since, at_time AS known_from, until AS known_until
    FROM (${stints}) i WHERE team_abbr IS NOT NULL)`;
}

export const rosters = (ctx: SqlContext): string =>
  teamsOfMen(`SELECT * FROM ${ctx.everKnown(RAW_PLAYER_INFO, 'before')} k WHERE ${IS_DATED_ROSTER}`);
