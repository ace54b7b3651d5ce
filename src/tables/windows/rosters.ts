import { RAW_PLAYER_INFO } from '../../raw/tables/player-info.js';
import type { Read } from '../read-window.js';
import type { SqlContext } from '../sql-context.js';

/** From 1 July before a season to the last day of any. */
const SEASON_DAYS = 470;

export const ROSTER_READS: readonly Read[] = [
  { table: RAW_PLAYER_INFO, windows: [{ kind: 'days_before', days: SEASON_DAYS }] },
];

/** SQL condition on a row of a roster that tells when it was known: those of archives are dated to their summer. */
export const IS_DATED_ROSTER = `source_kind = 'roster' AND team_abbr IS NOT NULL AND known_at >= CAST(summer AS TIMESTAMP) + INTERVAL 48 HOUR`;

/**
 * Every version of the rosters of the seasons of the dates to make: season, team_abbr, player_id, player_lookup, player_name,
 * since (the day on which he was first known to be of that team), known_from, known_until. Only `wasKnown` tells what counts
 * for a game.
 */
export const rosters = (ctx: SqlContext): string =>
  `(SELECT season, team_abbr, player_id, player_lookup, player_name, CAST(known_from AS DATE) AS since, known_from, known_until
    FROM ${ctx.everKnown(RAW_PLAYER_INFO, 'before')} r WHERE ${IS_DATED_ROSTER})`;
