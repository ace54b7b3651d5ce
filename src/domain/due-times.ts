import { addDays, easternToUtc } from './dates.js';

/** In the morning after a night of games, by Eastern time, the league's files of all of them are out. */
const MORNING = '09:00';
/** Where no tip-off is announced, a game is taken to begin in the evening. */
const EVENING = '19:00';
/** Files of a game that have not come so many days after they were due are not waited for any longer. */
const LATE_DAYS = 3;
/** For so many days files of a date may still come. */
export const RESULTS_WAITED_DAYS = 1 + LATE_DAYS;
/** Lines and news are due so long before tip-off: who uses them needs them by then. */
const BEFORE_TIPOFF_MS = 60 * 60_000;

/** When the files of a date's games are due: the next morning. */
export const resultsDueBy = (date: string): string => easternToUtc(addDays(date, 1), MORNING);

/** When files of a date's games that are late count as missing. */
export const resultsGivenUpAt = (date: string): string => easternToUtc(addDays(date, RESULTS_WAITED_DAYS), MORNING);

/** Until when lines and news of a game can come: its tip-off; where that is not announced, the end of its day. */
export const quotesDueBy = (date: string, tipoffAt: string | null): string => tipoffAt ?? easternToUtc(date, '23:59');

/** When lines and news of a game should be there: an hour before its tip-off. */
export const quotesWantedBy = (date: string, tipoffAt: string | null): string =>
  new Date(Date.parse(tipoffAt ?? easternToUtc(date, EVENING)) - BEFORE_TIPOFF_MS).toISOString();

/** When a game should stand in a schedule: as its day begins. */
export const scheduleDueBy = (date: string): string => easternToUtc(date, '00:00');
