import { seasonOfDate, seasonOfGameId } from '../../domain/seasons.js';
import type { Warehouse } from '../../engine/warehouse.js';
import type { Calendar } from '../../ledger/calendar.js';
import { type GamelessKind, type GamelessPlace, gamelessPlaces } from './gameless-rows.js';

/** Kinds that a file naming the game would make good. Events of other teams need another file of the same kind. */
export type UnnamedKind = Exclude<GamelessKind, 'events_of_other_teams'>;

export interface UnnamedPlace extends GamelessPlace {
  readonly kind: UnnamedKind;
}

/**
 * Rows of logs, box scores, events and charts of which nothing names the game, by date and game. A range that reaches the
 * last known game of a season takes in what lies after it: those games are what is not known.
 */
export async function unnamedGames(
  warehouse: Warehouse,
  calendar: Calendar,
  range: { readonly from: string | null; readonly to: string | null },
): Promise<UnnamedPlace[]> {
  const places = await gamelessPlaces(warehouse);
  return places.filter((place) => isUnnamed(place)).filter((place) => within(place, calendar, range));
}

const isUnnamed = (place: GamelessPlace): place is UnnamedPlace => place.kind !== 'events_of_other_teams';

/** By the id where there is no date; NULL for an id that is none of the league's. */
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
