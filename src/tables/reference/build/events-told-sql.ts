import { EVENT } from '../../../domain/event-codes.js';
import { eventPointsSql, missedFreeThrowSql } from '../../../domain/event-points.js';
import type { Dialect } from '../../../engine/dialect.js';
import { RAW_BIGDATABALL } from '../../../raw/tables/bigdataball.js';
import { RAW_PLAY_BY_PLAY } from '../../../raw/tables/play-by-play.js';

/** Types of events that tables count, and substitutions. Replays and timeouts are left out: some are entered late. */
const COUNTED = [
  EVENT.made,
  EVENT.missed,
  EVENT.freeThrow,
  EVENT.rebound,
  EVENT.turnover,
  EVENT.foul,
  EVENT.substitution,
];
/** A player's side without his id, or points that no player scored. Rebounds, turnovers and fouls of a team are its own. */
const OF_NOBODY = `CASE
      WHEN person1_type IN (4, 5) THEN player1_id IS NULL AND event_type IN (${COUNTED.join(', ')})
      ELSE event_type = ${EVENT.made} OR (event_type = ${EVENT.freeThrow} AND NOT ${missedFreeThrowSql('e')}) END`;
/** The live feed's last action; it has no type in PlayByPlayV2. */
const GAME_END = `event_type = 0 AND neutral_description = 'Game End'`;

/** One number for how late in a game an event is: the tip-off of a period comes after the end of the one before. */
const MOMENT = 'period * 1000 - clock_seconds';
/** Adds to each event the latest moment up to it. The window sorts whole rows, so long texts are left out before. */
const withLatest = (events: string) => `SELECT *, MAX(moment)
    OVER (PARTITION BY game_id ORDER BY event_index ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS latest FROM (${events}) e`;

/** What both sources tell in the same way, over relation `m`, one row per event. */
const common = `game_id,
  MAX(period) AS last_period,
  MAX(CASE WHEN ends THEN period END) AS ended_period,
  MAX(moment) AS last_moment,
  SUM(CASE WHEN moment < latest THEN 1 ELSE 0 END) AS steps_back`;

const withClock = (columns: string, from: string) =>
  `SELECT t.*, last_period * 1000 - last_moment AS seconds_left FROM (SELECT ${common},
  ${columns}
  FROM (${withLatest(from)}) m GROUP BY game_id) t`;

/** SELECT of what the league's events tell of each game. @param games relation with game_id, home_abbr and away_abbr */
export function leagueToldSql(d: Dialect, games: string): string {
  const counts = `event_type IN (${COUNTED.join(', ')})`;
  const printed = (pattern: string) => d.tryCast(d.regexpExtract('e.score', pattern, 1), 'integer');
  const side = (types: string) => `SUM(CASE WHEN person1_type IN ${types} THEN points ELSE 0 END)`;
  return withClock(
    `${side('(4, 2, 6)')} AS home_points,
  ${side('(5, 3, 7)')} AS away_points,
  ${d.cast('NULL', 'integer')} AS all_points,
  SUM(CASE WHEN of_nobody THEN 1 ELSE 0 END) AS of_nobody,
  MAX(running_home) AS home_running,
  MAX(running_away) AS away_running`,
    `SELECT game_id, event_index, period, person1_type, COALESCE(event_type = ${EVENT.periodEnd} OR (${GAME_END}), FALSE) AS ends,
      ${eventPointsSql('e')} AS points,
      ${OF_NOBODY} AS of_nobody,
      ${printed('^ *[0-9]+ *- *([0-9]+)')} AS running_home,
      ${printed('^ *([0-9]+) *-')} AS running_away,
      CASE WHEN ${counts} THEN ${MOMENT} END AS moment
    FROM ${RAW_PLAY_BY_PLAY} e JOIN (SELECT game_id AS known_game, home_abbr, away_abbr FROM ${games} x) k ON k.known_game = e.game_id
    WHERE NOT is_duplicate AND (player1_team_abbr IS NULL OR player1_team_abbr IN (k.home_abbr, k.away_abbr))`,
  );
}

/**
 * The same of BigDataBall's plays. They have the score and the points; only those of the team that is at home are told by a
 * name, so points are summed for both.
 */
export function bigDataBallToldSql(d: Dialect, games: string): string {
  return withClock(
    `${d.cast('NULL', 'integer')} AS home_points,
  ${d.cast('NULL', 'integer')} AS away_points,
  SUM(COALESCE(points, 0)) AS all_points,
  0 AS of_nobody,
  MAX(home_score) AS home_running,
  MAX(away_score) AS away_running`,
    `SELECT game_id, event_index, period, home_score, away_score, points, LOWER(event_type) = 'end of period' AS ends,
      ${MOMENT} AS moment
    FROM ${RAW_BIGDATABALL} b WHERE NOT is_duplicate AND game_id IN (SELECT game_id FROM ${games} x)`,
  );
}
