import { addDays, datesBetween, daysBetween } from '../../domain/dates.js';
import type { Team } from '../../domain/teams.js';
import type { Rng } from '../rng.js';
import { type SeasonCalendar, weekday } from './calendar.js';
import { makeGame, type ScheduledGame } from './game.js';
import { makePairings, type Pairing } from './pairings.js';

/** Share of the league that plays, Sunday to Saturday: Wednesdays and Fridays are full, Thursdays thin. */
const BUSY = [0.5, 0.46, 0.36, 0.7, 0.22, 0.7, 0.52];

interface TeamDiary {
  readonly dates: Set<string>;
  played: number;
  /** Last game: host of it, and its date. */
  at: Team;
  last: string | null;
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
  const diary = new Map<Team, TeamDiary>(teams.map((t) => [t, { dates: new Set(), played: 0, at: t, last: null }]));
  const dates = datesBetween(calendar.start, calendar.end).filter((d) => !calendar.closed.has(d));
  const capacity = dates.map((d) => BUSY[weekday(d)] ?? 0.5);
  const total = capacity.reduce((a, b) => a + b, 0);
  const placed: { pairing: Pairing; date: string }[] = [];
  const all = left.length;
  let cumulative = 0;
  dates.forEach((date, i) => {
    cumulative += capacity[i] ?? 0;
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
    for (let n = 0; n < wanted; n++) {
      let best = -1;
      let bestScore = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < left.length; k++) {
        const pairing = left[k];
        if (pairing === undefined || !free(pairing.home, date) || !free(pairing.away, date)) continue;
        const score = appeal(pairing, date, target);
        if (score > bestScore) [best, bestScore] = [k, score];
      }
      if (best < 0) return;
      const [pairing] = left.splice(best, 1);
      if (pairing === undefined) return;
      placed.push({ pairing, date });
      for (const team of [pairing.home, pairing.away]) {
        const d = diary.get(team);
        if (d === undefined) continue;
        d.dates.add(date);
        d.played++;
        d.at = pairing.home;
        d.last = date;
      }
    }
  }

  function free(team: Team, date: string): boolean {
    const dates = diary.get(team)?.dates;
    if (dates === undefined || dates.has(date) || dates.has(addDays(date, 1))) return false;
    let run = 0;
    for (let back = 1; back <= 5; back++) if (dates.has(addDays(date, -back))) run++;
    return run < 4 && !(dates.has(addDays(date, -1)) && dates.has(addDays(date, -2)));
  }

  function appeal({ home, away }: Pairing, date: string, target: number): number {
    const [h, a] = [diary.get(home), diary.get(away)];
    if (h === undefined || a === undefined) return Number.NEGATIVE_INFINITY;
    let score = 3 * (target - h.played) + 3 * (target - a.played) + rng.between(0, 0.9);
    for (const d of [h, a]) {
      if (d.last !== null && daysBetween(d.last, date) === 1) score -= 2.6;
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
