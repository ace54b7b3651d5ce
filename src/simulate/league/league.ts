import { TEAMS, type Team } from '../../domain/teams.js';
import type { Rng } from '../rng.js';
import { agePlayer, retires } from './ageing.js';
import { makePlayer } from './make-player.js';
import { NameBook } from './names.js';
import type { Player, Position } from './player.js';

/** How a coach plays. */
interface Style {
  /** Multiplies the seconds a possession takes. */
  readonly tempo: number;
  /** Multiplies the weight of threes. */
  readonly threes: number;
  readonly passing: number;
  readonly turnovers: number;
  readonly fouling: number;
  readonly crash_boards: number;
  /** What the system adds to the log-odds of own and opponents' shots. */
  readonly offence: number;
  readonly defence: number;
  /** Players in the rotation. */
  readonly depth: number;
}

export interface Club {
  readonly team: Team;
  style: Style;
  /** Everybody under contract, best first when the season starts. */
  readonly roster: Player[];
  readonly coach_id: number;
}

/** Ids outside the league's own: its newest are about 1,643,000. */
const FIRST_PLAYER_ID = 9_000_001;
const FIRST_COACH_ID = 9_900_001;
const ROSTER = 15;
const TWO_WAY = 2;
/** Players a club keeps over the summer at most. */
const KEPT = 12;
const DRAFTED = 2;
/** How much rather free agents go to a club whose eight best are better. */
const PULL = 0.9;
/** Minutes-ranked level of a roster before noise. */
const LADDER = [1.9, 1.25, 0.9, 0.6, 0.35, 0.15, 0, -0.15, -0.35, -0.55, -0.8, -1, -1.2, -1.4, -1.6, -1.9, -2.1];
const POSITIONS: readonly Position[] = [
  'G',
  'F',
  'C',
  'F',
  'G',
  'G',
  'F',
  'C',
  'F',
  'G',
  'F',
  'C',
  'G',
  'F',
  'G',
  'C',
  'F',
];

export class League {
  readonly clubs: readonly Club[];
  private readonly names: NameBook;
  private nextId = FIRST_PLAYER_ID;

  constructor(
    private readonly rng: Rng,
    teams: number,
    readonly firstYear: number,
  ) {
    this.names = new NameBook(rng.fork('names'));
    this.clubs = chooseTeams(teams).map((team, i) => ({
      team,
      style: makeStyle(rng.fork(`style/${team.abbr}`)),
      roster: [],
      coach_id: FIRST_COACH_ID + i,
    }));
    for (const club of this.clubs) this.fillNewRoster(club);
    this.plantNamesakes();
  }

  /** Summer before a season: ageing, retirements, free agents, the draft; new styles for some. */
  nextSeason(year: number): void {
    const rng = this.rng.fork(`summer/${year}`);
    const date = `${year}-10-01`;
    const pool: Player[] = [];
    for (const club of this.clubs) {
      for (const player of club.roster.splice(0)) {
        player.out_until = null;
        player.injury = null;
        agePlayer(player, date, rng);
        if (retires(player, date, rng)) continue;
        if (rng.chance(0.22)) pool.push(player);
        else club.roster.push(player);
      }
      if (rng.chance(0.3)) club.style = makeStyle(rng);
      // Those signed in need last season make room for the draft.
      sortRoster(club);
      pool.push(...club.roster.splice(KEPT));
    }
    const market = rng.shuffle(pool).sort((a, b) => b.quality - a.quality);
    const order = rng.shuffle(this.clubs);
    for (const club of order) {
      for (let pick = 0; pick < DRAFTED; pick++) {
        this.sign(club, this.create(rng, year, rng.normal(-0.95, 0.8), rng.int(19, 23), rng.pick(POSITIONS), true));
      }
    }
    for (const player of market) {
      const open = order.filter((club) => club.roster.length < ROSTER + TWO_WAY);
      if (open.length === 0) break;
      this.sign(
        rng.weighted(open, (club) => (ROSTER + TWO_WAY - club.roster.length) * Math.exp(PULL * levelOf(club))),
        player,
      );
    }
    for (const club of order) {
      while (club.roster.length < ROSTER + TWO_WAY) {
        this.sign(club, this.create(rng, year, rng.normal(-1.7, 0.3), rng.int(21, 25), rng.pick(POSITIONS), true));
      }
      sortRoster(club);
    }
  }

  /** A free agent of about that level for a club that ran short of players. */
  emergencySigning(club: Club, year: number, rng: Rng): Player {
    const player = this.create(rng, year, rng.normal(-1.8, 0.3), rng.int(22, 30), rng.pick(POSITIONS), rng.chance(0.5));
    this.sign(club, player);
    return player;
  }

  trade(from: Club, player: Player, to: Club): void {
    from.roster.splice(from.roster.indexOf(player), 1);
    this.sign(to, player);
  }

  private sign(club: Club, player: Player): void {
    player.team_id = club.team.team_id;
    club.roster.push(player);
  }

  private fillNewRoster(club: Club): void {
    const rng = this.rng.fork(`roster/${club.team.abbr}`);
    const strength = rng.normal(0, 0.62);
    LADDER.forEach((base, i) => {
      const quality = base + strength + rng.normal(0, i === 0 ? 0.5 : 0.25);
      const age = Math.round(Math.min(38, Math.max(19, rng.normal(i > 11 ? 23.5 : 27, 3.8))));
      this.sign(club, this.create(rng, this.firstYear, quality, age, POSITIONS[i] ?? 'F', age < 22 && rng.chance(0.4)));
    });
    sortRoster(club);
  }

  private create(rng: Rng, year: number, quality: number, age: number, position: Position, rookie: boolean): Player {
    const id = this.nextId++;
    return makePlayer(rng, this.names, { id, season_year: year, age, quality, position, team_id: null, rookie });
  }

  /** Two namesakes, and a pair that differs only by diacritics or by a suffix, on different teams. */
  private plantNamesakes(): void {
    const [a, b, c, d] = this.clubs;
    const pairs = [
      [a, b, 'Marcus Brandmore', 'Marcus Brandmore'],
      [b, c, 'Luka Dorićan', 'Luka Dorican'],
      [c, d, 'Darnell Pemwick', 'Darnell Pemwick Jr.'],
    ] as const;
    pairs.forEach(([one, other, first, second], i) => {
      for (const [club, name] of [
        [one, first],
        [other, second],
      ] as const) {
        const old = club?.roster[3 + i];
        if (club === undefined || old === undefined) continue;
        const [given = '', ...rest] = name.split(' ');
        const person = { first: given, last: rest.join(' ') };
        club.roster[3 + i] = { ...old, name: person, full_name: name };
      }
    });
  }
}

/** Mean level of the eight best. */
function levelOf({ roster }: Club): number {
  const best = roster
    .map((p) => p.quality)
    .sort((a, b) => b - a)
    .slice(0, 8);
  return best.reduce((a, b) => a + b, 0) / Math.max(1, best.length);
}

function sortRoster(club: Club): void {
  club.roster.sort((a, b) => b.quality - a.quality || a.id - b.id);
}

/** A subset spread over the league's list, so that few teams still span the time zones. */
function chooseTeams(count: number): Team[] {
  return Array.from({ length: count }, (_, i) => TEAMS[Math.floor((i * TEAMS.length) / count)]).filter(
    (team) => team !== undefined,
  );
}

function makeStyle(rng: Rng): Style {
  const factor = (sd: number) => Math.exp(rng.normal(0, sd));
  return {
    tempo: factor(0.041),
    threes: factor(0.09),
    passing: factor(0.05),
    turnovers: factor(0.06),
    fouling: factor(0.05),
    crash_boards: factor(0.07),
    offence: rng.normal(0, 0.058),
    defence: rng.normal(0, 0.066),
    depth: rng.int(9, 10),
  };
}
