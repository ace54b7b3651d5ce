import { arenaFor } from '../../domain/arenas.js';
import { addDays, datesBetween, daysBetween } from '../../domain/dates.js';
import { seasonLabel } from '../../domain/seasons.js';
import type { Team } from '../../domain/teams.js';
import { travelMiles } from '../../domain/travel.js';
import { at } from '../collections.js';
import type { Rng } from '../rng.js';
import { type SeasonCalendar, weekday } from './calendar.js';
import { drawGroupGames, type FixedGame } from './cup-groups.js';
import { makeGame, type ScheduledGame } from './game.js';
import { makePairings, type Pairing } from './pairings.js';
import { TeamDiary } from './team-diary.js';

/** Share of the league that plays, Sunday to Saturday: Wednesdays and Fridays are full, Tuesdays and Thursdays thin. */
const BUSY = [0.5, 0.55, 0.38, 0.66, 0.32, 0.62, 0.48];
/** Spread of that share from one week to the next, in a season long enough to be shaped like the league's. */
const UNEVEN = 0.17;
const OPENING_NIGHT = 0.15;
const IN_FIVE_DAYS = 3;

/** What a pairing gains or loses on a date, in games that a team is behind its share of the season. */
const APPEAL = {
  behind: 3,
  backToBack: -1.1,
  /** Per one more than is usual by then. */
  moreBackToBacks: -0.35,
  /** Per game at home more than away, or the other way round. */
  balance: 0.16,
  /** Same place as the last game: 1st, 2nd, ... in a row. Trips and stands last two or three games, hardly ever eight. */
  stay: [0.35, 0.3, 0.3, 0.1, -0.4, -1.3, -3],
  perThousandMiles: -0.45,
  /** Meeting again at once, fading over the days. */
  again: -1.2,
  againDays: 8,
  luck: 0.9,
} as const;
const LONGEST_RUN = 8;
/** Per game: 14 or 15 a season. */
const USUAL_BACK_TO_BACKS = 0.176;

interface Placed {
  readonly pairing: Pairing;
  readonly date: string;
  readonly group: string | null;
}

/**
 * Puts the pairings on dates. Date by date, the pairings that are most overdue and easiest to reach are taken, with an
 * eye to how long a team has been at home or on the road, how far it must travel, and when the two last met.
 */
export function scheduleRegularSeason(
  teams: readonly Team[],
  gamesPerTeam: number,
  calendar: SeasonCalendar,
  rng: Rng,
): ScheduledGame[] {
  const left = rng.shuffle(makePairings(teams, gamesPerTeam, rng));
  const diaries = new Map(teams.map((team) => [team, new TeamDiary(team)]));
  const miles = distances(teams, calendar.year);
  const met = new Map<string, number>();
  const all = left.length;
  const fixed = fixedGames(teams, calendar, rng).flatMap((game) => {
    const index = left.findIndex(({ home, away }) => game.teams.includes(home) && game.teams.includes(away));
    const [pairing] = index < 0 ? [] : left.splice(index, 1);
    for (const team of pairing === undefined ? [] : game.teams) {
      diaryOf(team).reserve(daysBetween(calendar.start, game.date));
    }
    return pairing === undefined ? [] : [{ pairing, date: game.date, group: game.group }];
  });
  const dates = datesBetween(calendar.start, calendar.end).filter((d) => !calendar.closed.has(d));
  const capacity = capacities(dates, calendar, rng);
  const total = capacity.reduce((a, b) => a + b, 0);
  const placed: Placed[] = [];
  let cumulative = 0;
  dates.forEach((date, i) => {
    cumulative += at(capacity, i);
    const tonight = fixed.filter((game) => game.date === date);
    for (const game of tonight) place(game);
    // A night of the Cup is the Cup's, and on the last day everybody plays already.
    if (tonight.length > 0) return;
    const due = Math.ceil((all * cumulative) / total) - placed.length;
    placeOn(date, Math.min(due, Math.floor(teams.length / 2)), gamesPerTeam * (cumulative / total));
  });
  // What found no place is played as soon as both teams can, at a squeeze four times in five days, or after the end.
  for (const most of [IN_FIVE_DAYS, IN_FIVE_DAYS + 1]) {
    for (const date of dates) placeOn(date, Math.floor(teams.length / 2), gamesPerTeam, most);
  }
  for (let date = addDays(calendar.end, 1); left.length > 0; date = addDays(date, 1)) {
    placeOn(date, Math.floor(teams.length / 2), gamesPerTeam);
  }
  placed.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return placed.map(({ pairing, date, group }, i) =>
    makeGame({
      kind: 'regular',
      year: calendar.year,
      number: i + 1,
      date,
      home: pairing.home,
      away: pairing.away,
      ...(group === null ? {} : { label: 'NBA Cup', subLabel: group }),
    }),
  );

  function placeOn(date: string, wanted: number, target: number, most = IN_FIVE_DAYS): void {
    const day = daysBetween(calendar.start, date);
    const open = new Set(teams.filter((team) => diaryOf(team).isFree(day, most)));
    for (let n = 0; n < wanted; n++) {
      let best = -1;
      let bestScore = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < left.length; k++) {
        const pairing = left[k];
        if (pairing === undefined || !open.has(pairing.home) || !open.has(pairing.away)) continue;
        const score = appeal(pairing, day, target);
        if (score > bestScore) [best, bestScore] = [k, score];
      }
      if (best < 0) return;
      const [pairing] = left.splice(best, 1);
      if (pairing === undefined) return;
      place({ pairing, date, group: null });
      open.delete(pairing.home);
      open.delete(pairing.away);
    }
  }

  function place(game: Placed): void {
    const { home, away } = game.pairing;
    const day = daysBetween(calendar.start, game.date);
    placed.push(game);
    met.set(pairKey(game.pairing), day);
    for (const team of [home, away]) diaryOf(team).enter(day, home);
  }

  function appeal(pairing: Pairing, day: number, target: number): number {
    const { home, away } = pairing;
    const [h, a] = [diaryOf(home), diaryOf(away)];
    let score = APPEAL.behind * (2 * target - h.played - a.played) + rng.between(0, APPEAL.luck);
    for (const diary of [h, a]) {
      const isHome = diary === h;
      if (diary.last === day - 1) {
        const more = diary.backToBacks - USUAL_BACK_TO_BACKS * diary.played;
        score += APPEAL.backToBack + APPEAL.moreBackToBacks * more;
      }
      const surplus = 2 * diary.homeGames - diary.played;
      score -= APPEAL.balance * (isHome ? surplus : -surplus);
      if (diary.played > 0 && diary.isHome === isHome) {
        if (diary.run >= LONGEST_RUN) score -= 20;
        score += at(APPEAL.stay, Math.min(diary.run, APPEAL.stay.length) - 1);
      }
      score += (APPEAL.perThousandMiles * (miles.get(diary.at)?.get(home) ?? Number.NaN)) / 1000;
    }
    const lastMet = met.get(pairKey(pairing));
    if (lastMet !== undefined) score += APPEAL.again * Math.exp((lastMet - day) / APPEAL.againDays);
    return score;
  }

  function diaryOf(team: Team): TeamDiary {
    const diary = diaries.get(team);
    if (diary === undefined) throw new RangeError(`no diary of ${team.abbr}`);
    return diary;
  }
}

/** The nights of the Cup, and in a whole season the last day, on which everybody plays. */
function fixedGames(teams: readonly Team[], calendar: SeasonCalendar, rng: Rng): FixedGame[] {
  const cup = calendar.cup === null ? [] : drawGroupGames(teams, calendar.cup.groupNights, rng);
  if (calendar.allStar === null) return cup;
  const line = rng
    .shuffle(teams)
    .sort((a, b) => (a.conference < b.conference ? -1 : a.conference > b.conference ? 1 : 0));
  const lastDay = line.flatMap((team, i): FixedGame[] => {
    const other = line[i + 1];
    return i % 2 === 1 || other === undefined ? [] : [{ date: calendar.end, group: null, teams: [team, other] }];
  });
  return [...cup, ...lastDay];
}

function pairKey({ home, away }: Pairing): string {
  return home.abbr < away.abbr ? `${home.abbr}-${away.abbr}` : `${away.abbr}-${home.abbr}`;
}

function capacities(dates: readonly string[], calendar: SeasonCalendar, rng: Rng): number[] {
  const whole = calendar.allStar !== null;
  return dates.map((date, i) => {
    const usual = at(BUSY, weekday(date));
    if (!whole) return usual;
    if (i === 0) return OPENING_NIGHT;
    return usual * Math.exp(rng.normal(0, UNEVEN));
  });
}

/** Miles from each team's arena to each other's. */
function distances(teams: readonly Team[], year: number): Map<Team, Map<Team, number>> {
  const season = seasonLabel(year);
  const place = (team: Team) => {
    const arena = arenaFor(team.abbr, season);
    if (arena === null) throw new RangeError(`no arena of ${team.abbr}`);
    return arena;
  };
  return new Map(teams.map((a) => [a, new Map(teams.map((b) => [b, travelMiles(place(a), place(b))]))]));
}
