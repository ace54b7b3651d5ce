import type { Conference, Team } from '../../domain/teams.js';
import type { SeasonCalendar } from './calendar.js';
import { makeGame, type ScheduledGame } from './game.js';

const LAS_VEGAS = { name: 'T-Mobile Arena', city: 'Las Vegas' };

/**
 * The in-season tournament. Group games are conference games on Cup nights; the best four of each conference meet in
 * quarter-finals and semi-finals, which count as regular-season games and are therefore taken from the pairings still
 * to be played; the final counts for nothing and has an id of its own.
 */
export class Cup {
  constructor(
    private readonly calendar: SeasonCalendar,
    private readonly games: ScheduledGame[],
  ) {}

  /** Moves or adds the knock-out games of a date; call on the morning of it. */
  onMorning(date: string): void {
    const { cup } = this.calendar;
    if (cup === null) return;
    if (date === cup.quarterFinals[0]) this.quarterFinals(cup.quarterFinals);
    if (date === cup.semiFinals) this.semiFinals(date, cup.quarterFinals);
    if (date === cup.final) this.final(date, cup.semiFinals);
  }

  private quarterFinals(dates: readonly [string, string]): void {
    for (const conference of ['East', 'West'] as const) {
      const [a, b, c, d] = this.table(conference);
      if (a !== undefined && d !== undefined) this.move(a, d, dates[0], 'Quarterfinals', false);
      if (b !== undefined && c !== undefined) this.move(b, c, dates[1], 'Quarterfinals', false);
    }
  }

  private semiFinals(date: string, quarters: readonly string[]): void {
    for (const conference of ['East', 'West'] as const) {
      const [a, b] = this.winners(quarters, 'Quarterfinals').filter((t) => t.conference === conference);
      if (a !== undefined && b !== undefined) this.move(a, b, date, 'Semifinals', true);
    }
  }

  private final(date: string, semiFinals: string): void {
    const [a, b] = this.winners([semiFinals], 'Semifinals');
    if (a === undefined || b === undefined) return;
    const parts = { kind: 'cup_final', year: this.calendar.year, number: 1, date, home: a, away: b } as const;
    this.games.push(
      makeGame({
        ...parts,
        label: 'NBA Cup',
        subLabel: 'Championship',
        seriesText: 'NBA Cup',
        time: '20:30',
        neutralArena: LAS_VEGAS,
      }),
    );
  }

  /** By group wins, then points difference in group games, then team id. */
  private table(conference: Conference): Team[] {
    const rows = new Map<Team, { wins: number; points: number }>();
    for (const game of this.games) {
      if (!game.subLabel.endsWith('Group Play') || game.result === null || game.home.conference !== conference)
        continue;
      const margin = game.result.home - game.result.away;
      for (const [team, points] of [
        [game.home, margin],
        [game.away, -margin],
      ] as const) {
        const row = rows.get(team) ?? { wins: 0, points: 0 };
        rows.set(team, { wins: row.wins + (points > 0 ? 1 : 0), points: row.points + points });
      }
    }
    return [...rows]
      .sort(([a, x], [b, y]) => y.wins - x.wins || y.points - x.points || a.team_id - b.team_id)
      .map(([team]) => team);
  }

  /** Brings a later game of the two forward. */
  private move(home: Team, away: Team, date: string, round: string, neutral: boolean): void {
    const later = this.games.filter((g) => g.kind === 'regular' && g.date > date && isBetween(g, home, away));
    const game = later.find((g) => g.home === home) ?? later[0];
    if (game === undefined) return;
    game.date = date;
    game.label = 'NBA Cup';
    game.subLabel = `${home.conference} ${round}`;
    game.seriesText = neutral ? 'Neutral Site' : '';
    game.neutral = neutral;
    if (neutral) game.arena = LAS_VEGAS;
  }

  private winners(dates: readonly string[], round: string): Team[] {
    return this.games
      .filter((g) => dates.includes(g.date) && g.subLabel.endsWith(round) && g.result !== null)
      .map((g) => (g.result !== null && g.result.home > g.result.away ? g.home : g.away));
  }
}

function isBetween(game: ScheduledGame, a: Team, b: Team): boolean {
  return (game.home === a && game.away === b) || (game.home === b && game.away === a);
}
