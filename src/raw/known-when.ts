/**
 * When a fact of an archive is taken to have been known: the source tells no time, and the archive was ingested long after.
 * Each is a SQL timestamp (UTC) from the SQL of a date.
 */
const at = (date: string, hours: number) => `CAST(${date} AS TIMESTAMP) + INTERVAL ${hours} HOUR`;

/** Results: by noon UTC of the day after, morning in America. */
export const AFTER_THE_GAME = (date: string): string => at(date, 36);

/** Lines without a time that stood before the game: by noon Eastern (winter) of its day, when no game has begun. */
export const BEFORE_THE_GAME = (date: string): string => at(date, 17);

/** News of a day: by midnight Eastern (winter) at its end. */
export const END_OF_DAY = (date: string): string => at(date, 29);

/** What is ingested this much later than that is an archive; anything else was known when it was ingested. */
export const ARCHIVE_DAYS = 30;
