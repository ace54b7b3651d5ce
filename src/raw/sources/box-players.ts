import { itemsOf, NoRecord } from '../readers/json-adapter.js';
import { isObject, type JsonObject } from '../readers/json-value.js';

/**
 * The players of one side of a box score document. A side, a player or statistics that are no object are told: without them
 * the box would seem whole.
 */
export function playersOf(
  side: unknown,
  record: (side: JsonObject, player: JsonObject) => JsonObject,
): (JsonObject | NoRecord)[] {
  if (!isObject(side)) return [new NoRecord(side, 'the team is not a JSON object')];
  return itemsOf<JsonObject | NoRecord>(side.players, 'players', (player) => {
    const { statistics = null } = player;
    const known = statistics === null || isObject(statistics);
    return [known ? record(side, player) : new NoRecord(player, 'statistics are not a JSON object')];
  });
}
