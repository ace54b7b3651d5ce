import { at } from '../collections.js';
import type { TeamSheet } from '../game/play-game.js';
import type { Rng } from '../rng.js';
import type { Absence } from '../season-game.js';
import type { Club } from './league.js';
import type { Player } from './player.js';

/** Minutes of a rotation, by rank. */
const MINUTES = [34.6, 33.2, 31.3, 29.2, 26.7, 22.4, 19.7, 16.5, 11.9, 7.9, 5.3];
const DRESSED = 13;
const REGULATION = 48;
/** Fewer fit players than this and a club signs somebody. */
export const FEWEST = 13;

export interface SheetPlan {
  readonly sheet: TeamSheet;
  readonly absent: readonly Absence[];
}

/** Who dresses, who starts and how the minutes are meant to fall. */
export function planSheet(club: Club, date: string, backToBack: boolean, rng: Rng): SheetPlan {
  const absent: Absence[] = [];
  const fit: Player[] = [];
  for (const player of club.roster) {
    if (player.out_until !== null && player.out_until > date) {
      const absence = injured(player, date, rng);
      if (absence !== null) absent.push(absence);
    } else if (rests(player, fit.length, backToBack, rng)) {
      absent.push({ player, status: 'dnp', comment: 'DNP - Rest' });
    } else fit.push(player);
  }
  const ranked = fit
    .map((player) => ({ player, form: player.quality + rng.normal(0, 0.13) }))
    .sort((a, b) => b.form - a.form || a.player.id - b.player.id)
    .map(({ player }) => player);
  const starters = pickStarters(ranked);
  const bench = ranked.filter((p) => !starters.includes(p)).slice(0, DRESSED - starters.length);
  const rotation = [...starters, ...bench];
  const depth = Math.min(rotation.length, club.style.depth + (rng.chance(0.25) ? 1 : 0));
  const minutes = rotation.map((p, i) => (i >= depth ? 0 : minutesOf(p, ranked.indexOf(p), i, rng)));
  const total = minutes.reduce((a, b) => a + b, 0);
  const dressed = rotation.map((player, i) => ({
    player,
    share: Math.min(0.83, (at(minutes, i) * 5) / total),
  }));
  for (const player of ranked.filter((p) => !rotation.includes(p))) {
    if (rng.chance(0.5)) absent.push({ player, status: 'nwt', comment: 'NWT - Not With Team' });
  }
  return { sheet: { club, dressed, backToBack }, absent };
}

function minutesOf(player: Player, rank: number, place: number, rng: Rng): number {
  const base = at(MINUTES, Math.min(place < 5 ? Math.min(rank, 6) : rank, MINUTES.length - 1));
  const level = 1.1 * Math.max(-2, Math.min(2, player.quality - (1.2 - 0.28 * rank)));
  return Math.max(4, Math.min(REGULATION * 0.8, base + level + rng.normal(0, 3.2)));
}

/** The best five with at most one centre and three guards, and at least one of each if there is one. */
function pickStarters(ranked: readonly Player[]): Player[] {
  const five: Player[] = [];
  const count = (position: string) => five.filter((p) => p.position === position).length;
  const centre = ranked.slice(0, 9).find((p) => p.position === 'C');
  const places = centre === undefined ? 5 : 4;
  for (const player of ranked) {
    if (five.length === places) break;
    if (player.position === 'C' || (player.position === 'G' && count('G') >= 3)) continue;
    five.push(player);
  }
  if (centre !== undefined) five.push(centre);
  for (const player of ranked) if (five.length < 5 && !five.includes(player)) five.push(player);
  return five.sort((a, b) => ranked.indexOf(a) - ranked.indexOf(b));
}

/** Long absences are not listed in the box score. */
function injured(player: Player, date: string, rng: Rng): Absence | null {
  const left = Date.parse(player.out_until ?? date) - Date.parse(date);
  if (left > 12 * 86_400_000) return null;
  const status = rng.pick(['dnp', 'dnd', 'dnd', 'nwt'] as const);
  return { player, status, comment: `${status.toUpperCase()} - Injury/Illness` };
}

function rests(player: Player, rank: number, backToBack: boolean, rng: Rng): boolean {
  return rank < 8 && player.quality > 0 && rng.chance(backToBack ? 0.09 : 0.012);
}
