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

/** A chart with a smaller share of a team's attempts is of some of them only. Charts of four seasons have all but three in a hundred. */
const WHOLE_CHART = '0.9';

/**
 * SQL over a team's box counted from events: the shot chart has some of its attempts and lacks others (a chart of made
 * shots, of threes, of one period), and the events do not locate those either. What the chart alone tells of a shot is then
 * known of some only.
 */
export const chartIncomplete = (alias: string): string =>
  `${alias}.charted_attempts > 0 AND ${alias}.located_attempts < ${WHOLE_CHART} * ${alias}.fg_attempts`;

/**
 * SQL over a team's box counted from events: where its shots were taken is known, by the chart or the events. A text tells
 * the distance of most shots at best, and never a corner.
 */
export const placesKnown = (alias: string): string =>
  `${alias}.located_attempts >= ${WHOLE_CHART} * ${alias}.fg_attempts`;

/** Columns that need the shot's coordinates, not only its distance. */
const OF_PLACES = /^(restricted_area|corner_three)_/;

/** A zone's column, of boxes whose zones are trusted alone. */
export const ifTrusted = (name: string): string =>
  `CASE WHEN zones_trusted${OF_PLACES.test(name) ? ' AND places_known' : ''} THEN ${name} END`;
