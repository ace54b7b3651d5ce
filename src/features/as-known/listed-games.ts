import type { Dialect } from '../../engine/dialect.js';
import { RAW_SCHEDULE } from '../../raw/tables/schedule.js';
import { RAW_SCOREBOARDS } from '../../raw/tables/scoreboards.js';
import { GAMES, KNOWN_SCHEDULE } from '../../tables/names.js';

/** Dates that the schedule of the copy covers. */
const LISTED = 'as_known_listed';

/**
 * Statements that add games to the schedule of a scratch copy for dates that it does not cover: an archive has only the final schedule,
 * which was not known then. Added are the games up to the date of the slate, and later regular games whose date was certain
 * (docs/decisions/21).
 */
export function listedGames(
  scratch: string,
  original: string,
  { date, now }: { readonly date: string; readonly now: string },
  d: Dialect,
): string[] {
  const dates = [RAW_SCHEDULE, RAW_SCOREBOARDS]
    .map((name) => `SELECT game_date FROM ${scratch}.${name} WHERE home_abbr IS NOT NULL AND game_date IS NOT NULL`)
    .join(' UNION ALL ');
  const held = `(k.known_from IS NULL OR k.known_from <= ${now}) AND (k.known_to IS NULL OR k.known_to > ${now})`;
  const columns = [
    'tipoff_at',
    'home_team_id',
    'home_abbr',
    'away_team_id',
    'away_abbr',
    'arena_name',
    'arena_city',
    'is_neutral',
  ];
  const names = columns.join(', ');
  const listed = (day: string) =>
    `SELECT 0, 0, 0, ${now}, g.game_id, ${day}, 'scheduled', ${columns.map((name) => (name === 'tipoff_at' ? `CASE WHEN g.game_date = ${day} THEN g.tipoff_at END` : `g.${name}`)).join(', ')}`;
  return [
    `CREATE OR REPLACE TEMP TABLE ${LISTED} AS SELECT DISTINCT game_date FROM (${dates}) x`,
    `INSERT INTO ${scratch}.${RAW_SCHEDULE} (file_id, source_row, row_hash, known_at, game_id, game_date, status, ${names})
      ${listed('g.game_date')} FROM ${original}.${GAMES} g
      WHERE g.game_date <= ${d.date(date)} AND g.game_date NOT IN (SELECT game_date FROM ${LISTED})
        AND g.game_id NOT IN (SELECT game_id FROM ${scratch}.${RAW_SCHEDULE})
      UNION ALL ${listed('k.date_from')} FROM ${original}.${GAMES} g JOIN ${original}.${KNOWN_SCHEDULE} k ON k.game_id = g.game_id
      WHERE k.is_certain AND ${held} AND k.date_from > ${d.date(date)} AND g.game_date > ${d.date(date)}
        AND k.date_from NOT IN (SELECT game_date FROM ${LISTED})
        AND g.game_id NOT IN (SELECT game_id FROM ${scratch}.${RAW_SCHEDULE})`,
  ];
}
