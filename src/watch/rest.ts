import { daysBetween } from '../domain/dates.js';
import { gameTypeOfId, playoffRoundOfId, seasonOfDate } from '../domain/seasons.js';

/** Why there is nothing to do for days. */
export type Rest = 'no_schedule' | 'off_season' | 'between_rounds' | 'all_star_break' | 'no_games';

export interface RestFacts {
  /** The last game before today; NULL if there was none. */
  readonly last: { readonly game_id: string; readonly date: string } | null;
  /** The next date with games, today's included; NULL if the schedule has none. */
  readonly next: string | null;
}

/** Files of a date come until the day after, and a date's first files on the day before. */
const AROUND = 1;
/** Within so many days after a round the next one may still be scheduled. */
const ROUND_DAYS = 12;
/** A February gap of so many days is the all-star break. */
const BREAK_DAYS = 4;

/** Why there is nothing to do on a date; NULL if there is. */
export function restOn({ last, next }: RestFacts, today: string): Rest | null {
  if (last === null && next === null) return 'no_schedule';
  if (next !== null && daysBetween(today, next) <= AROUND) return null;
  if (last !== null && daysBetween(last.date, today) <= AROUND) return null;
  if (next === null) return last !== null && mayGoOn(last, today) ? 'between_rounds' : 'off_season';
  if (last === null || seasonOfDate(last.date) !== seasonOfDate(next)) return 'off_season';
  if (gameTypeOfId(last.game_id) !== 'regular') return 'between_rounds';
  return next.slice(5, 7) === '02' && daysBetween(last.date, next) >= BREAK_DAYS ? 'all_star_break' : 'no_games';
}

/** Whether games that no schedule has yet follow a game: the next round, or the play-in games after the last regular day. */
function mayGoOn(last: { readonly game_id: string; readonly date: string }, today: string): boolean {
  return playoffRoundOfId(last.game_id) !== 'finals' && daysBetween(last.date, today) <= ROUND_DAYS;
}

/** Text of each reason. */
export const REST_TEXT: Readonly<Record<Rest, string>> = {
  no_schedule: 'there is no schedule yet: ingest one',
  off_season: 'the season is over; the next schedule ends this',
  between_rounds: 'a round is over and the next one is not yet played or scheduled',
  all_star_break: 'the all-star break',
  no_games: 'no games for some days',
};
