import type { Team } from '../../domain/teams.js';

/** Dates are counted in days from the opening night: the search asks for them a million times. */
export class TeamDiary {
  played = 0;
  homeGames = 0;
  /** Host of the last game, and its day. */
  at: Team;
  last: number | null = null;
  /** Games in a row at home or away, up to the last one. */
  run = 0;
  backToBacks = 0;
  private readonly days = new Set<number>();

  constructor(private readonly team: Team) {
    this.at = team;
  }

  /** Keeps a day for a game that is yet to be entered. */
  reserve(day: number): void {
    this.days.add(day);
  }

  enter(day: number, host: Team): void {
    const atHome = host === this.team;
    this.run = this.played > 0 && this.isHome === atHome ? this.run + 1 : 1;
    if (this.last === day - 1) this.backToBacks++;
    this.days.add(day);
    this.played++;
    if (atHome) this.homeGames++;
    this.at = host;
    this.last = day;
  }

  get isHome(): boolean {
    return this.at === this.team;
  }

  /** Nobody plays three days running, nor more than `most` times in five days. */
  isFree(day: number, most: number): boolean {
    const { days } = this;
    if (days.has(day)) return false;
    for (let first = day - 4; first <= day; first++) {
      let games = 0;
      for (let d = first; d < first + 5; d++) if (days.has(d)) games++;
      if (games >= most) return false;
    }
    return (
      !(days.has(day - 1) && (days.has(day - 2) || days.has(day + 1))) && !(days.has(day + 1) && days.has(day + 2))
    );
  }
}
