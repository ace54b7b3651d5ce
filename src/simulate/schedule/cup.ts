import { daysBetween } from '../../domain/dates.js';
import type { Conference, Team } from '../../domain/teams.js';
import type { SeasonCalendar } from './calendar.js';
import { makeGame, type ScheduledGame } from './game.js';

const LAS_VEGAS = { name: 'T-Mobile Arena', city: 'Las Vegas' };

interface Row {
  readonly team: Team;
  readonly group: string;
  wins: number;
  points: number;
}

/**
 * The in-season tournament. The winners of a conference's three groups and the best of the runners-up meet in
 * quarter-finals at the better one's and in semi-finals; both count as regular-season games and are therefore taken from
 * the games still to be played. The final counts for nothing and has an id of its own.
 */
export class Cup {
  /** Best four of each conference, known on the morning of the quarter-finals. */
  private readonly seeds = new Map<Conference, readonly Team[]>();

  constructor(
    private readonly calendar: SeasonCalendar,
    private readonly games: ScheduledGame[],
  ) {}

  /** Moves or adds the knock-out games of a date; call on the morning of it. */
  onMorning(date: string): void {
    const { cup } = this.calendar;
    if (cup === null) return;
    if (date === cup.quarterFinals[0]) this.quarterFinals(cup.quarterFinals);
    if (date === cup.semiFinals) this.semiFinals(date);
    if (date === cup.final) this.final(date);
  }

  private quarterFinals(dates: readonly [string, string]): void {
    for (const conference of ['East', 'West'] as const) {
      const seeds = this.bestFour(conference);
      this.seeds.set(conference, seeds);
      const [a, b, c, d] = seeds;
      if (a !== undefined && d !== undefined) this.bringForward(a, d, dates[0], 'Quarterfinals');
      if (b !== undefined && c !== undefined) this.bringForward(b, c, dates[1], 'Quarterfinals');
    }
  }

  private semiFinals(date: string): void {
    for (const [conference, seeds] of this.seeds) {
      const winners = this.winners('Quarterfinals', conference).sort((x, y) => seeds.indexOf(x) - seeds.indexOf(y));
      const [a, b] = winners;
      if (a === undefined || b === undefined) continue;
      const game = this.bringForward(a, b, date, 'Semifinals');
      game.neutral = true;
      game.arena = LAS_VEGAS;
      game.seriesText = 'Neutral Site';
      game.time = conference === 'East' ? '17:00' : '21:00';
    }
  }

  private final(date: string): void {
    const [a] = this.winners('Semifinals', 'East');
    const [b] = this.winners('Semifinals', 'West');
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

  private bestFour(conference: Conference): Team[] {
    const best = this.table(conference);
    const groups = [...new Set(best.map((row) => row.group))];
    const firsts = groups.map((group) => best.find((row) => row.group === group));
    const wildCard = best.find((row) => !firsts.includes(row));
    const winners = best.filter((row) => firsts.includes(row));
    return [...winners, ...(wildCard === undefined ? [] : [wildCard])].map((row) => row.team);
  }

  /** By group wins, then points difference in group games, then team id. */
  private table(conference: Conference): Row[] {
    const rows = new Map<Team, Row>();
    for (const game of this.games) {
      if (!game.subLabel.startsWith(`${conference} Group `) || game.result === null) continue;
      const margin = game.result.home - game.result.away;
      for (const [team, points] of [
        [game.home, margin],
        [game.away, -margin],
      ] as const) {
        const row = rows.get(team) ?? { team, group: game.subLabel, wins: 0, points: 0 };
        row.wins += points > 0 ? 1 : 0;
        row.points += points;
        rows.set(team, row);
      }
    }
    return [...rows.values()].sort((x, y) => y.wins - x.wins || y.points - x.points || x.team.team_id - y.team.team_id);
  }

  /**
   * The game of the two on that date, taken from the games to come: their own if there is one at the host's, else one
   * that the host has at home against a third team and one that the guest has away at a fourth; those two then meet on the
   * day that the fourth had to play anyway. Nobody's count of games, at home or away, changes.
   */
  private bringForward(home: Team, away: Team, date: string, round: string): ScheduledGame {
    const { end } = this.calendar;
    const later = this.games.filter((g) => g.kind === 'regular' && g.date > date && g.date < end && g.result === null);
    const game = later.find((g) => g.home === home && g.away === away) ?? this.swapGuests(later, home, away);
    game.date = date;
    game.label = 'NBA Cup';
    game.subLabel = `${home.conference} ${round}`;
    return game;
  }

  private swapGuests(later: readonly ScheduledGame[], home: Team, away: Team): ScheduledGame {
    for (const game of later.filter((g) => g.home === home)) {
      const other = later.find((g) => g.away === away && g.home !== game.away && this.canPlay(game.away, g.date, game));
      if (other === undefined) continue;
      other.away = game.away;
      game.away = away;
      return game;
    }
    throw new RangeError(`no game of ${home.abbr} and ${away.abbr} can be brought forward`);
  }

  /** Whether a team can play on a date without playing twice or three nights running, were it not for one of its games. */
  private canPlay(team: Team, date: string, but: ScheduledGame): boolean {
    const near = new Set(
      this.games
        .filter((g) => g !== but && (g.home === team || g.away === team) && g.kind !== 'preseason')
        .map((g) => daysBetween(date, g.date)),
    );
    if (near.has(0)) return false;
    return !((near.has(-1) && (near.has(-2) || near.has(1))) || (near.has(1) && near.has(2)));
  }

  private winners(round: string, conference: Conference): Team[] {
    return this.games
      .filter((g) => g.subLabel === `${conference} ${round}` && g.label === 'NBA Cup' && g.result !== null)
      .map((g) => (g.result !== null && g.result.home > g.result.away ? g.home : g.away));
  }
}
