import { isObject, type JsonObject, objectsOf } from '../../readers/json-value.js';

/** A document of The Odds API: its events, and the time of the snapshot if it is one of the past. */
export interface OddsDocument {
  readonly events: readonly unknown[];
  readonly snapshot: unknown;
}

export const isEvent = (value: unknown): value is JsonObject =>
  isObject(value) &&
  typeof value.id === 'string' &&
  ['commence_time', 'home_team', 'away_team'].every((name) => value[name] !== undefined);

/**
 * An event, a list of events, or either in a snapshot of the past (`timestamp` and `data`); NULL for anything else. An
 * empty list is the answer where there are no games, and no other source answers with one.
 */
export function oddsDocument(value: unknown): OddsDocument | null {
  if (isObject(value) && value.timestamp !== undefined && value.data !== undefined) {
    const events = oddsDocument(value.data)?.events;
    return events === undefined ? null : { events, snapshot: value.timestamp };
  }
  if (isEvent(value)) return { events: [value], snapshot: null };
  return Array.isArray(value) && (value.length === 0 || value.some(isEvent)) ? { events: value, snapshot: null } : null;
}

/** What The Odds API calls the league's games of regular season and playoffs; preseason and other leagues have other keys. */
export const SPORT = 'basketball_nba';

export const isOfLeague = ({ sport_key: sport }: JsonObject): boolean =>
  sport === undefined || sport === null || sport === SPORT;

/** Whether a market is a player prop. */
export const isPlayerMarket = (key: unknown): boolean => typeof key === 'string' && key.startsWith('player_');

/** What quotes are of. */
export type Markets = 'games' | 'players';

/** Whether a document quotes game lines, player props, or both. */
export function marketsOf({ events }: OddsDocument): readonly Markets[] {
  const keys = objectsOf(events)
    .flatMap((event) => objectsOf(event.bookmakers))
    .flatMap((book) => objectsOf(book.markets))
    .map(({ key }) => key);
  const ofPlayers = keys.filter(isPlayerMarket).length;
  return [...(ofPlayers < keys.length ? (['games'] as const) : []), ...(ofPlayers > 0 ? (['players'] as const) : [])];
}

/** A time as text: seconds since 1970 (dateFormat=unix) as ISO, blank as none. */
export function timeText(value: unknown): string | null {
  if (typeof value === 'number') {
    const time = new Date(value * 1000);
    return Number.isNaN(time.getTime()) ? String(value) : time.toISOString();
  }
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}
