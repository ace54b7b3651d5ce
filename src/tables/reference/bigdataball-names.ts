import { EVENT } from '../../domain/event-codes.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { NAME_LOOKUPS } from '../names.js';
import type { SqlContext } from '../sql-context.js';
import { aliases, PERSON_MEANT, printedPlayers } from './named-players.js';

/**
 * Common table expressions over `plays`, `named` (bigdataball-plays.ts) and `starters`, down to `who`: game_id,
 * player_lookup, player_id (NULL where nobody or more than one can be meant), people, the side he is on by what else is known
 * of him, and whether a box score or log of the game says so (in_game 1). Who is in one is meant before whoever was seen with
 * one of its teams in the year before.
 */
export function whoIsWho(ctx: SqlContext): string {
  return `teams AS (SELECT DISTINCT game_id, on_date, season, home_abbr, away_abbr FROM plays),
${ctx.d.materialized('seen', printedPlayers(ctx))},
candidates AS (
  SELECT t.game_id, n.player_lookup, b.player_id, 1 AS in_game,
    CASE WHEN b.team_abbr = t.home_abbr THEN 'home' ELSE 'away' END AS side
  FROM teams t JOIN ${ctx.sameDate(RAW_PLAYER_BOXES)} b ON b.game_date = t.on_date AND b.team_abbr IN (t.home_abbr, t.away_abbr)
  JOIN ${ctx.names(NAME_LOOKUPS)} n ON n.name = b.player_name
  UNION ALL
  SELECT t.game_id, s.player_lookup, s.player_id, 0, CASE WHEN s.team_abbr = t.home_abbr THEN 'home' ELSE 'away' END
  FROM teams t JOIN seen s ON s.on_date = t.on_date AND s.team_abbr IN (t.home_abbr, t.away_abbr)),
nearest AS (SELECT *, MAX(in_game) OVER (PARTITION BY game_id, player_lookup) AS best FROM candidates),
matched AS (
  SELECT game_id, player_lookup, COUNT(DISTINCT player_id) AS people, MIN(player_id) AS player_id
  FROM nearest WHERE in_game = best GROUP BY game_id, player_lookup),
${aliases(ctx)},
lookups AS (SELECT DISTINCT x.game_id, n.player_lookup FROM (${NAMES_OF_PLAYS}) x JOIN ${ctx.names(NAME_LOOKUPS)} n ON n.name = x.name),
resolved AS (
  SELECT l.game_id, l.player_lookup, m.people, ${PERSON_MEANT} AS player_id
  FROM lookups l LEFT JOIN matched m ON m.game_id = l.game_id AND m.player_lookup = l.player_lookup
  LEFT JOIN aliases a ON a.player_lookup = l.player_lookup),
sides AS (
  SELECT game_id, player_id, CASE WHEN COUNT(DISTINCT side) = 1 THEN MIN(side) END AS side, MAX(in_game) AS in_game FROM (
    SELECT *, MAX(in_game) OVER (PARTITION BY game_id, player_id) AS nearest_of_his FROM candidates) c
  WHERE in_game = nearest_of_his GROUP BY game_id, player_id),
${ctx.d.materialized(
  'who',
  `
  SELECT r.*, s.side, s.in_game
  FROM resolved r LEFT JOIN sides s ON s.game_id = r.game_id AND s.player_id = r.player_id`,
)}`;
}

/**
 * Common table expression over `named`: names under which plays of one game count for both teams, so that two players must
 * share the name. Columns: game_id, player_lookup.
 */
export const namesOfBothSides = (ctx: SqlContext): string => `of_both_sides AS (
  SELECT x.game_id, n.player_lookup FROM named x JOIN ${ctx.names(NAME_LOOKUPS)} n ON n.name = x.name
  WHERE x.counts AND x.side IS NOT NULL GROUP BY x.game_id, n.player_lookup HAVING COUNT(DISTINCT x.side) > 1)`;

/** Names in a role, and those on court when a period starts. */
const NAMES_OF_PLAYS = 'SELECT game_id, name FROM named UNION ALL SELECT game_id, name FROM starters';

const PLACES = ['a', 'h'].flatMap((side) => [1, 2, 3, 4, 5].map((n) => `${side}${n}`));
export const PLAYERS_ON_COURT = PLACES.length;

/**
 * Common table expression over `plays`: who is on court where a period starts: game_id, event_index, place, visitors first,
 * and name.
 */
export const periodStarters = () => `starters AS (
  ${PLACES.map(
    (name, i) => `SELECT game_id, event_index, ${i + 1} AS place, ${name} AS name
  FROM plays WHERE event_type = ${EVENT.periodStart}`,
  ).join('\n  UNION ALL ')})`;
