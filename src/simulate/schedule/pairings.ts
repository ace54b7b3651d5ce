import type { Team } from '../../domain/teams.js';
import { at, Tally } from '../collections.js';
import type { Rng } from '../rng.js';

export interface Pairing {
  readonly home: Team;
  readonly away: Team;
}

/**
 * Who plays whom and where. The full league: four games against division rivals and six other teams of the conference,
 * three against the four others, two against every team of the other conference; 82 for each. Any other size: rounds
 * of a round robin until every team has its games.
 */
export function makePairings(teams: readonly Team[], gamesPerTeam: number, rng: Rng): Pairing[] {
  const counts =
    teams.length === 30 && gamesPerTeam === 82 ? leagueCounts(teams) : roundRobinCounts(teams, gamesPerTeam, rng);
  const hosted = new Tally<Team>();
  const pairings: Pairing[] = [];
  for (const [a, b, count] of counts) {
    for (let i = 0; i < count; i++) {
      const lead = hosted.of(a) - hosted.of(b);
      // The odd game goes to whoever has hosted less so far.
      const aHosts = count % 2 === 1 && i === count - 1 ? lead < 0 || (lead === 0 && rng.chance(0.5)) : i % 2 === 0;
      const [home, away] = aHosts ? [a, b] : [b, a];
      hosted.add(home);
      pairings.push({ home, away });
    }
  }
  return balanceHosts(pairings, teams, gamesPerTeam);
}

type Count = readonly [Team, Team, number];

function leagueCounts(teams: readonly Team[]): Count[] {
  const counts: Count[] = [];
  const rings = new Map<string, Team[]>();
  for (const conference of ['East', 'West'] as const) {
    const divisions = new Map<string, Team[]>();
    for (const team of teams.filter((t) => t.conference === conference)) {
      divisions.set(team.division, [...(divisions.get(team.division) ?? []), team]);
    }
    // Dealt around a ring by division, so that neighbours at one or two steps are never division rivals.
    const piles = [...divisions.values()];
    const ring = Array.from({ length: 5 }, (_, i) => piles.map((pile) => pile[i])).flat();
    rings.set(
      conference,
      ring.filter((team) => team !== undefined),
    );
  }
  teams.forEach((a, i) => {
    for (const b of teams.slice(i + 1)) {
      if (a.conference !== b.conference) counts.push([a, b, 2]);
      else {
        const ring = rings.get(a.conference) ?? [];
        const step = Math.abs(ring.indexOf(a) - ring.indexOf(b));
        counts.push([a, b, Math.min(step, ring.length - step) <= 2 ? 3 : 4]);
      }
    }
  });
  return counts;
}

/** Circle method: each round pairs every team once. */
function roundRobinCounts(teams: readonly Team[], gamesPerTeam: number, rng: Rng): Count[] {
  const [fixed, ...rest] = rng.shuffle(teams);
  if (fixed === undefined) return [];
  const counts = new Map<string, Count>();
  for (let round = 0; round < gamesPerTeam; round++) {
    const turn = round % rest.length;
    const line = [fixed, ...rest.slice(turn), ...rest.slice(0, turn)];
    for (let i = 0; i < line.length / 2; i++) {
      const [a, b] = [line[i], line[line.length - 1 - i]];
      if (a === undefined || b === undefined) continue;
      const [x, y] = a.team_id < b.team_id ? [a, b] : [b, a];
      const key = `${x.team_id}-${y.team_id}`;
      const met = counts.get(key);
      counts.set(key, [x, y, met === undefined ? 1 : met[2] + 1]);
    }
  }
  return [...counts.values()];
}

/** Turns games round, directly or through other teams, until nobody hosts more than half of his games. */
function balanceHosts(pairings: readonly Pairing[], teams: readonly Team[], gamesPerTeam: number): Pairing[] {
  const result = [...pairings];
  for (;;) {
    const hosted = new Tally<Team>();
    for (const { home } of result) hosted.add(home);
    // With an odd number of games everybody hosts one more or one fewer than he visits.
    const over = teams.find((t) => hosted.of(t) > Math.ceil(gamesPerTeam / 2));
    const path = over === undefined ? null : pathOfGames(result, over, (t) => hosted.of(t) < gamesPerTeam / 2);
    if (path === null) return result;
    for (const index of path) {
      const { home, away } = at(result, index);
      result[index] = { home: away, away: home };
    }
  }
}

/** Games, by index, that lead from a host by way of his guests as hosts to a team that is wanted; NULL if none do. */
function pathOfGames(games: readonly Pairing[], from: Team, wanted: (team: Team) => boolean): number[] | null {
  const reached = new Map<Team, readonly number[]>([[from, []]]);
  for (const [team, path] of reached) {
    if (wanted(team)) return [...path];
    games.forEach(({ home, away }, index) => {
      if (home === team && !reached.has(away)) reached.set(away, [...path, index]);
    });
  }
  return null;
}
