import { addDays, datesBetween } from '../../domain/dates.js';

/** The season's dates, shaped like the league's: late October to mid April for 82 games, in proportion for fewer. */
export interface SeasonCalendar {
  readonly year: number;
  readonly preseasonStart: string;
  readonly start: string;
  /** Last regular date planned. */
  readonly end: string;
  /** Dates without a game: Thanksgiving, Christmas Eve, the all-star break, the Cup's knock-out days. */
  readonly closed: ReadonlySet<string>;
  readonly allStar: string | null;
  readonly cup: CupDates | null;
}

interface CupDates {
  /** Tuesdays and Fridays of November. */
  readonly groupNights: readonly string[];
  readonly quarterFinals: readonly [string, string];
  readonly semiFinals: string;
  readonly final: string;
}

const WEEKDAYS = 7;
/** Six groups of five. */
const TEAMS_OF_THE_CUP = 30;
/** The first Tuesday on or after October 19 opens the season. */
const OPENING = '10-19';
const TUESDAY = 2;

export function makeCalendar(year: number, gamesPerTeam: number, teams: number): SeasonCalendar {
  const start = nextWeekday(`${year}-${OPENING}`, TUESDAY);
  const days = Math.max(6, Math.round(gamesPerTeam * 2.11));
  const end = addDays(start, days);
  const long = days > 130;
  const allStarSunday = nextWeekday(`${year + 1}-02-14`, 0);
  const quarter = nextWeekday(`${year}-12-04`, 1);
  const cup: CupDates | null =
    long && teams === TEAMS_OF_THE_CUP
      ? {
          groupNights: datesBetween(`${year}-11-03`, `${year}-11-29`).filter((d) => [2, 5].includes(weekday(d))),
          quarterFinals: [quarter, addDays(quarter, 1)],
          semiFinals: addDays(quarter, 3),
          final: addDays(quarter, 5),
        }
      : null;
  const closed = new Set([thanksgiving(year), `${year}-12-24`]);
  if (long) for (const d of datesBetween(addDays(allStarSunday, -2), addDays(allStarSunday, 3))) closed.add(d);
  // The day before and the day after as well: who gets that far would else play three nights running.
  if (cup !== null) for (const d of datesBetween(addDays(quarter, -1), addDays(cup.final, 1))) closed.add(d);
  return {
    year,
    preseasonStart: addDays(start, -16),
    start,
    end,
    closed,
    allStar: long ? allStarSunday : null,
    cup,
  };
}

/** 0 Sunday to 6 Saturday. */
export function weekday(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getUTCDay();
}

function nextWeekday(iso: string, day: number): string {
  return addDays(iso, (day - weekday(iso) + WEEKDAYS) % WEEKDAYS);
}

function thanksgiving(year: number): string {
  return addDays(nextWeekday(`${year}-11-01`, 4), 3 * WEEKDAYS);
}
