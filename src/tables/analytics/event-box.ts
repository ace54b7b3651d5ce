import { distancesKnownSql } from '../../domain/zones.js';

/**
 * SQL over a box counted from events (alias e, NULL where there is none) beside what is printed of the same game. `t` has
 * the games of which BigDataBall tells the events.
 */
export const eventBox = {
  source: `CASE WHEN t.game_id IS NULL THEN 'play_by_play' ELSE 'bigdataball' END`,
  /** At most half of the two-pointers lack a distance. */
  located: distancesKnownSql({ twos: 'e.fg_attempts - e.three_pt_attempts', unknown: 'e.unknown_zone_attempts' }),
  /** Whether the attempts of all zones add up to the printed attempts, where any are printed. */
  addsUpTo: (printedAttempts: string) =>
    `e.paint_attempts + e.mid_range_attempts + e.three_pt_attempts + e.unknown_zone_attempts = COALESCE(${printedAttempts}, e.fg_attempts)`,
};

/** A zone's column, of boxes whose zones are trusted alone. */
export const ifTrusted = (name: string): string => `CASE WHEN zones_trusted THEN ${name} END`;
