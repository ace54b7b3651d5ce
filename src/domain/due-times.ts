import { addDays, easternToUtc } from './dates.js';

/** In the morning after a night of games, by Eastern time, the league's files of all of them are out. */
const MORNING = '09:00';

/** When the files of a date's games are due: the next morning. */
export const resultsDueBy = (date: string): string => easternToUtc(addDays(date, 1), MORNING);

/** Until when lines and news of a game can come: its tip-off; where that is not announced, the end of its day. */
export const quotesDueBy = (date: string, tipoffAt: string | null): string => tipoffAt ?? easternToUtc(date, '23:59');
