import { distancesKnownSql } from '../../domain/zones.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { BLOCK_STATS, BOX_STATS, ZONE_STATS } from '../box-columns.js';
import { BIGDATABALL_EVENTS, GAMES, PLAYER_GAME_EVENTS, PLAYER_MINUTES } from '../names.js';
import type { Read } from '../read-window.js';
import type { SqlContext } from '../sql-context.js';

const today = [{ kind: 'same_date' }] as const;

/** What `playerBoxes` reads. */
export const PLAYER_BOX_READS: readonly Read[] = [
  GAMES,
  PLAYER_GAME_EVENTS,
  BIGDATABALL_EVENTS,
  PLAYER_MINUTES,
  RAW_PLAYER_BOXES,
].map((table) => ({
  table,
  windows: today,
}));

/** What only events tell of a player's shots, besides zones. */
export const CREATION_STATS = ['assisted_fg_makes', 'unassisted_fg_makes', 'and1_count'] as const;

/**
 * One row per player that any source names in a game of the dates: events, full box score, game log. Counts come from
 * the first of these that has the column; minutes from the box score's mm:ss, then from line-ups, then whole minutes of
 * the log. A player has played if he has seconds, or a log lists him (a log has only those who played); what a game
 * without play-by-play leaves unobserved stays NULL.
 */
export function playerBoxes(ctx: SqlContext): string {
  const boxes = (
    kind: string,
  ) => `(SELECT g.game_id, ${ctx.d.except('b', ['game_id', 'game_date'])} FROM ${ctx.sameDate(RAW_PLAYER_BOXES)} b
    JOIN ${ctx.sameDate(GAMES)} g ON g.game_date = b.game_date AND b.team_abbr IN (g.home_abbr, g.away_abbr)
    WHERE b.source_kind = '${kind}' AND g.is_counting)`;
  const first = (name: string) => `COALESCE(e.${name}, b.${name}, l.${name}) AS ${name}`;
  const whole = 'COALESCE(b.minutes_whole, l.minutes_whole)';
  // A few team-games lack a substitution, and one box score was printed without its overtime: what contradicts the log of
  // whole minutes by more than a minute is not believed.
  const believed = (measured: string) =>
    `CASE WHEN ${whole} IS NULL OR ABS(${measured} - 60 * ${whole}) <= 60 THEN ${measured} END`;
  const printed = believed('COALESCE(b.seconds, l.seconds)');
  const lineUps = believed('m.seconds_played');
  const seconds = `COALESCE(${printed}, ${lineUps}, NULLIF(60 * ${whole}, 0))`;
  const zonesSum = 'e.paint_attempts + e.mid_range_attempts + e.three_pt_attempts + e.unknown_zone_attempts';
  const located = distancesKnownSql({
    twos: 'e.fg_attempts - e.three_pt_attempts',
    unknown: 'e.unknown_zone_attempts',
  });
  const trusted = `e.player_id IS NOT NULL AND ${located} AND ${zonesSum} = COALESCE(l.fg_attempts, e.fg_attempts)`;
  return `(SELECT g.game_id, g.game_date, g.season, g.game_type AS season_type, k.player_id,
      COALESCE(b.player_name, l.player_name, e.player_name) AS player_name, k.team_abbr,
      CASE WHEN k.team_abbr = g.home_abbr THEN g.away_abbr ELSE g.home_abbr END AS opponent_team_abbr, k.team_abbr = g.home_abbr AS is_home,
      ${seconds} AS seconds_played,
      CASE WHEN ${printed} IS NOT NULL THEN 'box_score' WHEN ${lineUps} IS NOT NULL THEN 'line_ups'
        WHEN ${seconds} IS NOT NULL THEN 'whole_minutes' END AS minutes_source, ${seconds} IS NULL AND ${whole} = 0 AS under_a_minute,
      CASE WHEN b.has_start_position THEN b.start_position IS NOT NULL ELSE m.is_starter END AS is_starter,
      CASE WHEN ${seconds} > 0 OR l.player_id IS NOT NULL THEN 'played'
        WHEN UPPER(LEFT(b.comment, 3)) IN ('DNP', 'DND', 'NWT') THEN LOWER(LEFT(b.comment, 3))
        WHEN b.player_id IS NOT NULL AND b.comment IS NOT NULL THEN 'inactive' ELSE 'dnp' END AS player_status,
      b.comment AS status_reason, COALESCE(l.plus_minus, b.plus_minus) AS plus_minus,
      e.player_id IS NOT NULL AS has_events, CASE WHEN t.game_id IS NULL THEN 'play_by_play' ELSE 'bigdataball' END AS events_source, COALESCE(${trusted}, FALSE) AS zones_trusted, NOT ${located} AS no_distances,
      CASE WHEN e.player_id IS NOT NULL AND t.game_id IS NULL THEN 'play_by_play' WHEN e.player_id IS NOT NULL THEN 'bigdataball' WHEN b.player_id IS NOT NULL THEN 'box_score' ELSE 'game_log' END AS box_source,
      ${BOX_STATS.map(first).join(', ')},
      ${ZONE_STATS.map((name) => `CASE WHEN ${trusted} THEN e.${name} END AS ${name}`).join(', ')},
      ${[...BLOCK_STATS, ...CREATION_STATS].map((name) => `e.${name}`).join(', ')}
    FROM (SELECT game_id, player_id, MIN(team_abbr) AS team_abbr FROM (
        SELECT game_id, player_id, team_abbr FROM ${ctx.sameDate(PLAYER_GAME_EVENTS)} x
        UNION ALL SELECT game_id, player_id, team_abbr FROM ${boxes('box_score')} x
        UNION ALL SELECT game_id, player_id, team_abbr FROM ${boxes('game_log')} x) named GROUP BY game_id, player_id) k
    JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = k.game_id AND g.is_counting
    LEFT JOIN ${ctx.sameDate(PLAYER_GAME_EVENTS)} e ON e.game_id = k.game_id AND e.player_id = k.player_id
    LEFT JOIN (SELECT DISTINCT game_id FROM ${ctx.sameDate(BIGDATABALL_EVENTS)} x) t ON t.game_id = k.game_id
    LEFT JOIN ${ctx.sameDate(PLAYER_MINUTES)} m ON m.game_id = k.game_id AND m.player_id = k.player_id
    LEFT JOIN ${boxes('box_score')} b ON b.game_id = k.game_id AND b.player_id = k.player_id
    LEFT JOIN ${boxes('game_log')} l ON l.game_id = k.game_id AND l.player_id = k.player_id)`;
}
