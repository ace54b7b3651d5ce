import { RAW_SCHEDULE } from '../../../raw/tables/schedule.js';
import { RAW_SCOREBOARDS } from '../../../raw/tables/scoreboards.js';

const progress = (alias: string) => `CASE ${alias}.status WHEN 'final' THEN 2 WHEN 'live' THEN 1 ELSE 0 END`;

/** Whether the scoreboard shows the game further on than the schedule, or was known later. */
const LATER = `(s.game_id IS NULL OR COALESCE(${progress('b')} > ${progress('s')} OR ${progress('b')} = ${progress('s')} AND b.known_at > s.known_at, FALSE))`;

const latest = (column: string) => `CASE WHEN ${LATER} THEN b.${column} ELSE s.${column} END AS ${column}`;
const either = (column: string) => `COALESCE(s.${column}, b.${column}) AS ${column}`;

/**
 * Relation of the scheduled games, a row each: what changes from day to day from the schedule or the scoreboard of a day,
 * whichever is later; what a scoreboard leaves out from the schedule. A tip-off is that of the date that counts.
 */
export const SCHEDULED_GAMES = `(SELECT ${[
  either('game_id'),
  latest('game_date'),
  `CASE WHEN ${LATER} THEN COALESCE(b.tipoff_at, CASE WHEN s.game_date = b.game_date THEN s.tipoff_at END)
    ELSE COALESCE(s.tipoff_at, CASE WHEN s.game_date = b.game_date THEN b.tipoff_at END) END AS tipoff_at`,
  ...['home_team_id', 'home_abbr', 'away_team_id', 'away_abbr', 'arena_name'].map(either),
  's.arena_city',
  ...['status', 'home_score', 'away_score'].map(latest),
  ...['series_text', 'is_neutral'].map(either),
].join(', ')}
    FROM ${RAW_SCHEDULE} s FULL JOIN ${RAW_SCOREBOARDS} b ON b.game_id = s.game_id)`;
