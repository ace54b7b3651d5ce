import type { Rng } from '../rng.js';
import type { Club, League } from './league.js';
import type { Player } from './player.js';

/** A player who changed teams, and when. */
export interface Trade {
  readonly date: string;
  readonly player: Player;
  readonly from: Club;
  readonly to: Club;
}

/** One swap of two players of like standing between two clubs; NULL when no fair one is found. */
export function swapPlayers(league: League, date: string, rng: Rng): Trade[] {
  const [a, b] = rng.shuffle(league.clubs);
  if (a === undefined || b === undefined) return [];
  const one = rng.pick(a.roster.slice(1, 11));
  const candidates = b.roster.filter((p) => Math.abs(p.quality - one.quality) < 0.35 && p.out_until === null);
  if (candidates.length === 0 || one.out_until !== null) return [];
  const other = rng.pick(candidates);
  league.trade(a, one, b);
  league.trade(b, other, a);
  return [
    { date, player: one, from: a, to: b },
    { date, player: other, from: b, to: a },
  ];
}
