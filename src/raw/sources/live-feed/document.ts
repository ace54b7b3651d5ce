import { metaTime } from '../../readers/document-time.js';
import { itemsOf, type JsonAdapter, numbered } from '../../readers/json-adapter.js';
import { isObject, type JsonObject } from '../../readers/json-value.js';

/** How deep other objects may wrap the feed: pipelines store it beside metadata of their own. */
const DEPTH = 3;

/** The object with `game.actions[]` in a document or in an object it wraps; the outermost one. */
function gameWithActions(document: unknown, depth = DEPTH): JsonObject | null {
  if (!isObject(document)) return null;
  const { game } = document;
  if (isObject(game) && Array.isArray(game.actions)) return game;
  if (depth === 0) return null;
  for (const part of Object.values(document)) {
    const found = gameWithActions(part, depth - 1);
    if (found !== null) return found;
  }
  return null;
}

/** The live feed and PlayByPlayV3: `game.actions[]`, with the game's id in `game.gameId`. */
export const gameActions: JsonAdapter = {
  name: 'game actions',
  records(document) {
    const game = gameWithActions(document);
    if (game === null) return null;
    return numbered(itemsOf(game.actions, 'actions', (action) => [{ gameId: game.gameId, ...action }]));
  },
  time: metaTime,
};
