import type { PlayerGame } from '../../../../src/app/server/schema/players.js';

/** Averages that were known before a game, and over how many played games each is taken (without a number: the season). */
export const AVERAGES = [
  { value: 'avgLast5', label: 'Last 5', games: 5 },
  { value: 'avgLast10', label: 'Last 10', games: 10 },
  { value: 'avgSeason', label: 'Season', games: null },
] as const;

/** The games that an average of `game` is taken over: the latest played ones before its date, newest first. */
export function playedBefore(games: readonly PlayerGame[], game: PlayerGame, value: string): PlayerGame[] {
  const average = AVERAGES.find((a) => a.value === value);
  if (average === undefined) return [];
  const before = games.filter((g) => g.date < game.date && g.status === 'played' && g.points !== null).reverse();
  return average.games === null ? before : before.slice(0, average.games);
}

export function meanPoints(games: readonly PlayerGame[]): number | null {
  if (games.length === 0) return null;
  return games.reduce((sum, g) => sum + (g.points ?? Number.NaN), 0) / games.length;
}
