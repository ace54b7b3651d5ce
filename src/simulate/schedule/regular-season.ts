import { addDays, datesBetween, daysBetween } from '../../domain/dates.js';
import type { Team } from '../../domain/teams.js';
import { at } from '../collections.js';
import type { Rng } from '../rng.js';
import { type SeasonCalendar, weekday } from './calendar.js';
import { makeGame, type ScheduledGame } from './game.js';
import { makePairings, type Pairing } from './pairings.js';

/** Share of the league that plays, Sunday to Saturday: Wednesdays and Fridays are full, Thursdays thin. */
const BUSY = [0.5, 0.46, 0.36, 0.7, 0.22, 0.7, 0.52];

/** Dates are counted in days from the opening night: the search asks for them a million times. */
interface TeamDiary {
  readonly days: Set<number>;
  played: number;
  /** Last game: host of it, and its date. */
  at: Team;
  last: number | null;
}

/**
 * Puts the pairings on dates. Date by date, the pairings that are most overdue and easiest to reach are taken: nobody
 * plays three days running or five times in six days; a team that is away prefers to stay away and one at home to stay
 * home, which makes road trips and home stands.
 */
export function scheduleRegularSeason(
  teams: readonly Team[],
  gamesPerTeam: number,
  calendar: SeasonCalendar,
  rng: Rng,
): ScheduledGame[] {
  const left = rng.shuffle(makePairings(teams, gamesPerTeam, rng));
  const diary = new Map<Team, TeamDiary>(teams.map((t) => [t, { days: new Set(), played: 0, at: t, last: null }]));
  const dates = datesBetween(calendar.start, calendar.end).filter((d) => !calendar.closed.has(d));
  const capacity = dates.map((d) => at(BUSY, weekday(d)));
  const total = capacity.reduce((a, b) => a + b, 0);
  const placed: { pairing: Pairing; date: string }[] = [];
  const all = left.length;
  let cumulative = 0;
  dates.forEach((date, i) => {
    cumulative += at(capacity, i);
    const due = Math.ceil((all * cumulative) / total) - placed.length;
    placeOn(date, Math.min(due, Math.floor(teams.length / 2)), gamesPerTeam * (cumulative / total));
  });
  // Whatever found no place is played as soon as both teams can, after the planned end if need be.
  for (let date = addDays(calendar.end, -12); left.length > 0; date = addDays(date, 1)) {
    if (!calendar.closed.has(date)) placeOn(date, Math.floor(teams.length / 2), gamesPerTeam);
  }
  placed.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return placed.map(({ pairing, date }, i) =>
    makeGame({
      kind: 'regular',
      year: calendar.year,
      number: i + 1,
      date,
      home: pairing.home,
      away: pairing.away,
      ...cupLabel(calendar, date, pairing),
    }),
  );

  function placeOn(date: string, wanted: number, target: number): void {
    const day = daysBetween(calendar.start, date);
    const open = new Set(teams.filter((t) => free(t, day)));
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
      placed.push({ pairing, date });
      for (const team of [pairing.home, pairing.away]) {
        const d = diary.get(team);
        if (d === undefined) continue;
        d.days.add(day);
        d.played++;
        d.at = pairing.home;
        d.last = day;
        open.delete(team);
      }
    }
  }

  function free(team: Team, day: number): boolean {
    const days = diary.get(team)?.days;
    if (days === undefined || days.has(day) || days.has(day + 1)) return false;
    let run = 0;
    for (let back = 1; back <= 5; back++) if (days.has(day - back)) run++;
    return run < 4 && !(days.has(day - 1) && days.has(day - 2));
  }

  function appeal({ home, away }: Pairing, day: number, target: number): number {
    const [h, a] = [diary.get(home), diary.get(away)];
    if (h === undefined || a === undefined) return Number.NEGATIVE_INFINITY;
    let score = 3 * (target - h.played) + 3 * (target - a.played) + rng.between(0, 0.9);
    for (const d of [h, a]) {
      if (d.last === day - 1) score -= 1.9;
    }
    if (h.at === home) score += 0.35;
    if (a.at !== away) score += 0.45;
    if (a.at.division === home.division) score += 0.4;
    return score;
  }
}

function cupLabel(
  calendar: SeasonCalendar,
  date: string,
  { home, away }: Pairing,
): { label?: string; subLabel?: string } {
  const isGroupGame = calendar.cup?.groupNights.has(date) === true && home.conference === away.conference;
  return isGroupGame ? { label: 'NBA Cup', subLabel: `${home.conference} Group Play` } : {};
}
