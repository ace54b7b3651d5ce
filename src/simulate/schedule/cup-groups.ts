import type { Team } from '../../domain/teams.js';
import type { Rng } from '../rng.js';

/** A game whose date is fixed beforehand. The teams meet anyway: which of their games it is, the schedule decides. */
export interface FixedGame {
  readonly date: string;
  /** Group of the Cup, "East Group A"; NULL for any other game. */
  readonly group: string | null;
  readonly teams: readonly [Team, Team];
}

const GROUP_SIZE = 5;

/** Three groups of five per conference by lot; everybody meets everybody of his group once, on nights of the Cup. */
export function drawGroupGames(teams: readonly Team[], nights: readonly string[], rng: Rng): FixedGame[] {
  return (['East', 'West'] as const).flatMap((conference) => {
    const drawn = rng.shuffle(teams.filter((team) => team.conference === conference));
    return Array.from({ length: Math.floor(drawn.length / GROUP_SIZE) }, (_, i) => {
      const members = drawn.slice(i * GROUP_SIZE, (i + 1) * GROUP_SIZE);
      const dates = rng.shuffle(nights).slice(0, GROUP_SIZE).sort();
      return dates.flatMap((date, round) =>
        roundOf(members, round).map((pair) => ({
          date,
          group: `${conference} Group ${'ABC'[i] ?? ''}`,
          teams: pair,
        })),
      );
    }).flat();
  });
}

/** Circle method for five: in each round one team rests and the two on either side of it meet, and so do the next two. */
function roundOf(members: readonly Team[], round: number): (readonly [Team, Team])[] {
  const at = (step: number) => members[(round + step + GROUP_SIZE) % GROUP_SIZE];
  const pairs: (readonly [Team, Team])[] = [];
  for (const step of [1, 2]) {
    const [a, b] = [at(step), at(-step)];
    if (a !== undefined && b !== undefined) pairs.push([a, b]);
  }
  return pairs;
}
