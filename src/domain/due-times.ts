import { addDays, easternToUtc } from './dates.js';

/** In the morning after a night of games, by Eastern time, the league's files of all of them are out. */
const MORNING = '09:00';
/** Assumed tip-off if none is announced. */
const EVENING = '19:00';
/** Days after which late files count as missing. */
const LATE_DAYS = 3;
/** Days after a game date on which its files may still come. */
export const RESULTS_WAITED_DAYS = 1 + LATE_DAYS;
/** How long before tip-off lines and news are due. */
const BEFORE_TIPOFF_MS = 60 * 60_000;

/** When the files of a date's games are due: the next morning. */
export const resultsDueBy = (date: string): string => easternToUtc(addDays(date, 1), MORNING);

/** From when late files of a date's games count as missing. */
export const resultsGivenUpAt = (date: string): string => easternToUtc(addDays(date, RESULTS_WAITED_DAYS), MORNING);

/** Until when lines and news of a game can come: its tip-off; where that is not announced, the end of its day. */
export const quotesDueBy = (date: string, tipoffAt: string | null): string => tipoffAt ?? easternToUtc(date, '23:59');

/** When lines and news of a game should be there: an hour before its tip-off. */
export const quotesWantedBy = (date: string, tipoffAt: string | null): string =>
  new Date(Date.parse(tipoffAt ?? easternToUtc(date, EVENING)) - BEFORE_TIPOFF_MS).toISOString();

/** When a game should be in a schedule: at the start of its day. */
export const scheduleDueBy = (date: string): string => easternToUtc(date, '00:00');
