import { isLiveFeed, liveActions } from './live-actions.js';

export type JsonObject = { readonly [key: string]: unknown };

interface ResultSet {
  readonly headers: readonly string[];
  readonly rowSet: readonly (readonly unknown[])[];
}

/** Where records can lie in a document. */
type Container =
  | { readonly kind: 'results'; readonly set: ResultSet }
  | { readonly kind: 'schedule'; readonly games: readonly JsonObject[] }
  | { readonly kind: 'list'; readonly items: readonly JsonObject[] };

/** The records of a document: of a container, of a list of objects, or the one object that the document is. */
export function* objectsIn(document: unknown): Generator<JsonObject> {
  const container = containerOf(document);
  if (container === null) {
    if (isObject(document)) yield document;
    return;
  }
  if (container.kind === 'schedule') yield* container.games;
  else if (container.kind === 'list') yield* container.items;
  else yield* rowsOf(container.set);
}

/**
 * The records' place: stats.nba.com's tables (`resultSets` or `resultSet`: of several, the first, which is the one the
 * endpoint is named for), scheduleLeagueV2 (`leagueSchedule.gameDates[].games[]`), the live feed (`game.actions[]`), a list of objects, or an object whose
 * only list of objects it is. NULL for anything else.
 */
export function containerOf(document: unknown): Container | null {
  if (Array.isArray(document)) return { kind: 'list', items: document.filter(isObject) };
  if (!isObject(document)) return null;
  const sets = document.resultSets ?? document.resultSet;
  const set: unknown = Array.isArray(sets) ? sets[0] : sets;
  if (isResultSet(set)) return { kind: 'results', set };
  const schedule = document.leagueSchedule;
  if (isObject(schedule) && Array.isArray(schedule.gameDates)) {
    const dates = schedule.gameDates.filter(isObject);
    return { kind: 'schedule', games: dates.flatMap((date) => listOf(date.games)) };
  }
  const game = document.game;
  if (isObject(game) && Array.isArray(game.actions)) {
    const actions = listOf(game.actions);
    return { kind: 'list', items: isLiveFeed(actions) ? liveActions(game.gameId, actions) : actions };
  }
  const lists = Object.values(document).filter((value) => Array.isArray(value) && value.some(isObject));
  return lists.length === 1 && Object.values(document).length <= 3 ? { kind: 'list', items: listOf(lists[0]) } : null;
}

/** Names and texts of an object, nested objects by path (homeTeam.teamId); NULL stays, lists become their JSON text. */
export function flat(object: JsonObject, prefix = ''): Map<string, string | null> {
  const out = new Map<string, string | null>();
  for (const [key, value] of Object.entries(object)) {
    if (isObject(value)) for (const [name, text] of flat(value, `${prefix}${key}.`)) out.set(name, text);
    else out.set(`${prefix}${key}`, textOf(value));
  }
  return out;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function* rowsOf({ headers, rowSet }: ResultSet): Generator<JsonObject> {
  for (const row of rowSet) yield Object.fromEntries(headers.map((name, i) => [name, row[i]]));
}

function isResultSet(value: unknown): value is ResultSet {
  if (!isObject(value)) return false;
  const { headers, rowSet } = value;
  return (
    Array.isArray(headers) &&
    headers.every((h) => typeof h === 'string') &&
    Array.isArray(rowSet) &&
    rowSet.every(Array.isArray)
  );
}

const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
