import { addDays } from '../../domain/dates.js';
import type { Rng } from '../rng.js';
import { hideAfter } from '../schedule/extras.js';
import type { ScheduledGame } from '../schedule/game.js';

/** What was known on the morning of a date, and who played on it. */
export interface BookedDay {
  readonly date: string;
  /** The schedule with the results of the days before. */
  readonly schedule: readonly ScheduledGame[];
  readonly games: readonly ScheduledGame[];
  readonly trades: number;
}

/** Records, day by day, the schedule and results as they stood. */
export class DayBook {
  readonly days: BookedDay[] = [];

  /** @param games all games of the season as they stand on the morning of a date */
  open(date: string, games: readonly ScheduledGame[], today: readonly ScheduledGame[], trades: number, rng: Rng): void {
    const schedule = games.map((game) => ({ ...game }));
    hideAfter(schedule, addDays(date, -1), rng);
    this.days.push({ date, schedule, games: today, trades });
  }
}
