import { OVERTIME_SECONDS, QUARTER_SECONDS } from '../../domain/minutes.js';
import { distancesKnownSql } from '../../domain/zones.js';
import { RAW_GAME_SUMMARIES } from '../../raw/tables/game-summaries.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { RAW_TEAM_BOXES } from '../../raw/tables/team-boxes.js';
import { BLOCK_STATS, BOX_STATS, ZONE_STATS } from '../box-columns.js';
import { BIGDATABALL_EVENTS, GAMES, TEAM_GAME_EVENTS } from '../names.js';
import type { Read } from '../read-window.js';
import type { SqlContext } from '../sql-context.js';

const today = [{ kind: 'same_date' }] as const;

/** What `teamBoxes` reads; part of the reads of every table that uses it. */
export const TEAM_BOX_READS: readonly Read[] = [
  GAMES,
  TEAM_GAME_EVENTS,
  BIGDATABALL_EVENTS,
  RAW_TEAM_BOXES,
  RAW_PLAYER_BOXES,
  RAW_GAME_SUMMARIES,
].map((table) => ({ table, windows: today }));

/** Seconds of a regulation game and of an overtime, times five players. */
const TEAM_REGULATION = 5 * 4 * QUARTER_SECONDS;
const TEAM_OVERTIME = 5 * OVERTIME_SECONDS;

/**
 * One row per team and expected game of the dates, data or not: the team's box from the best source each column has
 * (events, then the team's log, then the sum of a full player box score), zones from events only. A team's zones are
 * trusted if they add up to the FGA of the box score, where one is given, and at most half of the twos lack a distance.
 * Columns: game_id, game_date, season, season_type, team_abbr, opponent_team_abbr, is_home, has_data, has_events, events_source, no_distances,
 * box_source, zones_trusted, overtime_periods, team_seconds, the box, zones, blocks by zone, assisted_fg_makes,
 * unassisted_fg_makes, and1_count.
 */
export function teamBoxes(ctx: SqlContext): string {
  const side = (own: 'home' | 'away', other: 'home' | 'away') =>
    `SELECT game_id, game_date, season, game_type, ${own}_abbr AS team_abbr, ${other}_abbr AS opponent_abbr, ${own === 'home'} AS is_home
     FROM ${ctx.sameDate(GAMES)} g WHERE is_counting AND is_expected`;
  const sums = `(SELECT game_date, team_abbr, ${BOX_STATS.map((name) => `SUM(${name}) AS ${name}`).join(', ')}
    FROM ${ctx.sameDate(RAW_PLAYER_BOXES)} b WHERE source_kind = 'box_score' GROUP BY game_date, team_abbr)`;
  const box = (name: string) =>
    `CASE WHEN e.game_id IS NOT NULL THEN e.${name} ELSE COALESCE(b.${name}, p.${name}) END AS ${name}`;
  const zonesSum = 'e.paint_attempts + e.mid_range_attempts + e.three_pt_attempts + e.unknown_zone_attempts';
  const located = distancesKnownSql({
    twos: 'e.fg_attempts - e.three_pt_attempts',
    unknown: 'e.unknown_zone_attempts',
  });
  const trusted = `e.game_id IS NOT NULL AND ${located} AND ${zonesSum} = COALESCE(b.fg_attempts, e.fg_attempts)`;
  const zone = (name: string) => `CASE WHEN ${trusted} THEN e.${name} END AS ${name}`;
  const overtime = 'CASE WHEN e.game_id IS NOT NULL THEN e.overtime_periods ELSE m.periods - 4 END';
  return `(SELECT s.game_id, s.game_date, s.season, s.game_type AS season_type, s.team_abbr, s.opponent_abbr AS opponent_team_abbr, s.is_home,
      COALESCE(e.game_id IS NOT NULL OR b.team_abbr IS NOT NULL OR p.team_abbr IS NOT NULL, FALSE) AS has_data,
      e.game_id IS NOT NULL AS has_events, CASE WHEN t.game_id IS NULL THEN 'play_by_play' ELSE 'bigdataball' END AS events_source, COALESCE(${trusted}, FALSE) AS zones_trusted, NOT ${located} AS no_distances,
      CASE WHEN e.game_id IS NOT NULL AND t.game_id IS NULL THEN 'play_by_play' WHEN e.game_id IS NOT NULL THEN 'bigdataball' WHEN b.team_abbr IS NOT NULL THEN 'team_log' WHEN p.team_abbr IS NOT NULL THEN 'player_box_scores' END AS box_source,
      ${overtime} AS overtime_periods, ${TEAM_REGULATION} + ${TEAM_OVERTIME} * (${overtime}) AS team_seconds,
      ${BOX_STATS.map(box).join(', ')},
      ${ZONE_STATS.map(zone).join(', ')}, ${[...BLOCK_STATS, 'assisted_fg_makes', 'unassisted_fg_makes', 'and1_count'].map((name) => `e.${name}`).join(', ')}
    FROM (${side('home', 'away')} UNION ALL ${side('away', 'home')}) s
    LEFT JOIN ${ctx.sameDate(TEAM_GAME_EVENTS)} e ON e.game_id = s.game_id AND e.team_abbr = s.team_abbr
    LEFT JOIN (SELECT DISTINCT game_id FROM ${ctx.sameDate(BIGDATABALL_EVENTS)} x) t ON t.game_id = s.game_id
    LEFT JOIN ${ctx.sameDate(RAW_TEAM_BOXES)} b ON b.game_date = s.game_date AND b.team_abbr = s.team_abbr
    LEFT JOIN ${sums} p ON p.game_date = s.game_date AND p.team_abbr = s.team_abbr
    LEFT JOIN ${ctx.sameDate(RAW_GAME_SUMMARIES)} m ON m.game_id = s.game_id)`;
}

/** Failure columns of a team-game that no source has. */
export const noTeamData = (hasData: string) => `CASE WHEN NOT ${hasData} THEN 'DATA_GAP' END AS failure_category,
  CASE WHEN NOT ${hasData} THEN 'no play-by-play, team log or box score of this game' END AS failure_reason`;
