import { describe, expect, test } from 'vitest';
import { datesBetween, daysBetween } from '../../src/domain/dates.js';
import { TEAMS, type Team } from '../../src/domain/teams.js';
import { Rng } from '../../src/simulate/rng.js';
import { makeCalendar } from '../../src/simulate/schedule/calendar.js';
import { Cup } from '../../src/simulate/schedule/cup.js';
import type { ScheduledGame } from '../../src/simulate/schedule/game.js';
import { makePairings } from '../../src/simulate/schedule/pairings.js';
import { scheduleRegularSeason } from '../../src/simulate/schedule/regular-season.js';
import { groupBy } from './answer-key.js';

const SEASONS = [2012, 2018, 2023, 2024, 2031] as const;
const of = (games: readonly ScheduledGame[], team: Team) =>
  games.filter((g) => g.home === team || g.away === team).sort((a, b) => (a.date < b.date ? -1 : 1));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Nobody plays twice on a date or three nights running. */
function expectRest(games: readonly ScheduledGame[], team: Team): void {
  const dates = of(games, team).map((g) => g.date);
  expect(new Set(dates).size, team.abbr).toBe(dates.length);
  const three = dates.slice(2).filter((date, i) => daysBetween(dates[i] ?? '', date) === 2);
  expect(three, team.abbr).toEqual([]);
}

describe.each(SEASONS)('the schedule of 30 teams and 82 games from %d on', (year) => {
  const calendar = makeCalendar(year, 82, 30);
  const games = scheduleRegularSeason(TEAMS, 82, calendar, new Rng(`schedule/${year}`));

  test('82 games each, 41 at home, never three nights running', () => {
    for (const team of TEAMS) {
      expect(of(games, team)).toHaveLength(82);
      expect(games.filter((g) => g.home === team)).toHaveLength(41);
      expectRest(games, team);
    }
  });

  test('four games against division rivals, two against the other conference', () => {
    for (const list of groupBy(games, (g) => [g.home.abbr, g.away.abbr].sort().join()).values()) {
      const [{ home, away } = { home: undefined, away: undefined }] = list;
      if (home?.division === away?.division) expect(list).toHaveLength(4);
      else if (home?.conference !== away?.conference) expect(list).toHaveLength(2);
      else expect([3, 4]).toContain(list.length);
    }
  });

  /** Real seasons 2021-22 and 2024-25: 14.1 and 15.0 back-to-backs a team, 11 to 17; longest trip 5.5, longest of all 8 and 9. */
  test('back-to-backs, road trips and home stands are as many and as long as in the league', () => {
    const backToBacks: number[] = [];
    const longest: number[] = [];
    for (const team of TEAMS) {
      const list = of(games, team);
      backToBacks.push(list.filter((g, i) => i > 0 && daysBetween(list[i - 1]?.date ?? '', g.date) === 1).length);
      const runs = list
        .map((g) => (g.home === team ? 'H' : 'A'))
        .join('')
        .match(/H+|A+/g);
      longest.push(Math.max(...(runs ?? []).map((run) => run.length)));
    }
    expect(Math.min(...backToBacks)).toBeGreaterThanOrEqual(11);
    expect(Math.max(...backToBacks)).toBeLessThanOrEqual(18);
    expect(mean(backToBacks)).toBeGreaterThan(13.5);
    expect(mean(backToBacks)).toBeLessThan(15.5);
    expect(Math.max(...longest)).toBeLessThanOrEqual(8);
    expect(mean(longest)).toBeGreaterThan(4);
  });

  /** Real: 0.13 to 0.33 a team; 10 to 12 % of meetings within a week of the one before. */
  test('four games in five days are rare, and two teams seldom meet twice in a week', () => {
    let crowded = 0;
    for (const team of TEAMS) {
      const dates = of(games, team).map((g) => g.date);
      crowded += dates.slice(3).filter((date, i) => daysBetween(dates[i] ?? '', date) <= 4).length;
    }
    expect(crowded).toBeLessThan(15);
    const meetings = groupBy(games, (g) => [g.home.abbr, g.away.abbr].sort().join());
    const gaps = [...meetings.values()].flatMap((list) => {
      const dates = list.map((g) => g.date).sort();
      return dates.slice(1).map((date, i) => daysBetween(dates[i] ?? '', date));
    });
    expect(gaps.filter((gap) => gap < 7).length / gaps.length).toBeLessThan(0.14);
  });

  test('the Cup: groups of five on nights of their own, knock-outs that count, a final that does not', () => {
    const rng = new Rng(`results/${year}`);
    const season = games.map((game) => ({ ...game }));
    const cup = new Cup(calendar, season);
    const last = season.map((g) => g.date).sort()[season.length - 1] ?? '';
    for (const date of datesBetween(calendar.start, last)) {
      cup.onMorning(date);
      for (const game of season) if (game.date === date) game.result = { home: rng.int(90, 120) * 2, away: 201 };
    }
    const round = (name: string) => season.filter((g) => g.label === 'NBA Cup' && g.subLabel.includes(name));
    const nights = new Set(calendar.cup?.groupNights);
    const groups = groupBy(round('Group'), (g) => g.subLabel);
    expect([...groups.keys()].sort()).toEqual(
      ['East', 'West'].flatMap((c) => ['A', 'B', 'C'].map((g) => `${c} Group ${g}`)),
    );
    for (const list of groups.values()) {
      expect(list).toHaveLength(10);
      expect(new Set(list.map((g) => [g.home.abbr, g.away.abbr].sort().join())).size).toBe(10);
      expect(new Set(list.flatMap((g) => [g.home, g.away])).size).toBe(5);
    }
    for (const game of season.filter((g) => nights.has(g.date))) expect(game.subLabel).toContain('Group');
    expect(round('Quarterfinals')).toHaveLength(4);
    expect(round('Semifinals').map((g) => g.neutral)).toEqual([true, true]);
    expect(round('Championship').map((g) => g.id.slice(0, 3))).toEqual(['006']);
    for (const team of TEAMS) {
      const counted = of(season, team).filter((g) => g.kind === 'regular');
      expect(counted, team.abbr).toHaveLength(82);
      expect(
        counted.filter((g) => g.home === team),
        team.abbr,
      ).toHaveLength(41);
      expectRest(season, team);
    }
  });
});

test.each([
  [2, 5],
  [4, 6],
  [12, 33],
  [30, 10],
])('%d teams with %d games each: nobody hosts more than half of them', (count, gamesPerTeam) => {
  for (let seed = 0; seed < 20; seed++) {
    const pairings = makePairings(TEAMS.slice(0, count), gamesPerTeam, new Rng(`pairings/${seed}`));
    for (const team of TEAMS.slice(0, count)) {
      const home = pairings.filter((p) => p.home === team).length;
      expect(home + pairings.filter((p) => p.away === team).length).toBe(gamesPerTeam);
      expect(home).toBeLessThanOrEqual(Math.ceil(gamesPerTeam / 2));
    }
  }
});
