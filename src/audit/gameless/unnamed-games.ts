import { seasonOfDate, seasonOfGameId } from '../../domain/seasons.js';
import type { Warehouse } from '../../engine/warehouse.js';
import type { Calendar } from '../../ledger/calendar.js';
import { type GamelessKind, type GamelessPlace, gamelessPlaces } from './gameless-rows.js';

/**
 * Kinds that a file naming the game would make good. Events of other teams need another file of the same kind; what books quote
 * is no evidence that a game is played.
 */
const UNNAMED = [
  'log_rows_without_game',
  'box_scores_without_game',
  'events_without_game',
  'shots_without_game',
] as const satisfies readonly GamelessKind[];
export type UnnamedKind = (typeof UNNAMED)[number];

export interface UnnamedPlace extends GamelessPlace {
  readonly kind: UnnamedKind;
}

/**
 * Gameless rows of games that no source names, by date and game. A range that reaches the last known game of a season
 * includes what lies after it: the season may go on with games that are not known.
 */
export async function unnamedGames(
  warehouse: Warehouse,
  calendar: Calendar,
  range: { readonly from: string | null; readonly to: string | null },
): Promise<UnnamedPlace[]> {
  const places = await gamelessPlaces(warehouse, UNNAMED);
  return places.filter((place) => within(place, calendar, range));
}

/** Season of a place: by its id, else by its date; NULL if neither tells. */
export function seasonOfPlace({ date, game_id }: Pick<GamelessPlace, 'date' | 'game_id'>): string | null {
  if (game_id !== null) return seasonOfGameId(game_id) ?? (date === null ? null : seasonOfDate(date));
  return date === null ? null : seasonOfDate(date);
}

function within(
  place: GamelessPlace,
  calendar: Calendar,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): boolean {
  const season = seasonOfPlace(place);
  if (season === null) return true;
  const known = calendar.allSeasons.includes(season) ? calendar.seasonRange(season) : null;
  const { date } = place;
  if (date === null) {
    return (from === null || season >= seasonOfDate(from)) && (to === null || season <= seasonOfDate(to));
  }
  const before = from !== null && date < from && (known === null || from > known.from);
  const after = to !== null && date > to && (known === null || to < known.to || seasonOfDate(to) !== season);
  return !before && !after;
}
