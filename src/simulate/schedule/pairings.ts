import type { Team } from '../../domain/teams.js';
import { Tally } from '../collections.js';
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

/** Turns games round, directly or through a third team, until nobody hosts more than half of his games. */
function balanceHosts(pairings: readonly Pairing[], teams: readonly Team[], gamesPerTeam: number): Pairing[] {
  const result = [...pairings];
  const hosts = (team: Team) => result.filter((p) => p.home === team).length;
  const flip = (index: number) => {
    const game = result[index];
    if (game !== undefined) result[index] = { home: game.away, away: game.home };
  };
  const find = (home: Team, away: Team) => result.findIndex((p) => p.home === home && p.away === away);
  for (let round = 0; round < pairings.length; round++) {
    const over = teams.find((t) => hosts(t) > Math.ceil(gamesPerTeam / 2));
    const under = teams.find((t) => hosts(t) < Math.floor(gamesPerTeam / 2));
    const from = over ?? teams.find((t) => hosts(t) > gamesPerTeam / 2);
    const to = under ?? teams.find((t) => hosts(t) < gamesPerTeam / 2);
    if ((over === undefined && under === undefined) || from === undefined || to === undefined) break;
    const via = teams.find((t) => t !== from && t !== to && find(from, t) >= 0 && find(t, to) >= 0);
    if (find(from, to) >= 0) flip(find(from, to));
    else if (via !== undefined) {
      const [first, second] = [find(from, via), find(via, to)];
      flip(first);
      flip(second);
    } else break;
  }
  return result;
}
