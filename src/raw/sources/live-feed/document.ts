import { metaTime } from '../../readers/document-time.js';
import { insideOne } from '../../readers/inside.js';
import { itemsOf, type JsonAdapter, numbered } from '../../readers/json-adapter.js';
import { isObject, type JsonObject } from '../../readers/json-value.js';

/** A game with its actions, with or without the object around it. */
function gameWithActions({ game, ...own }: JsonObject): JsonObject | null {
  if (isObject(game) && Array.isArray(game.actions)) return game;
  return 'gameId' in own && Array.isArray(own.actions) ? own : null;
}

/** The live feed and PlayByPlayV3: `game.actions[]`, with the game's id in `game.gameId`. */
export const gameActions: JsonAdapter = {
  name: 'game actions',
  records(document) {
    const games = insideOne(document, gameWithActions);
    if (games.length === 0) return null;
    return numbered(
      games.flatMap(({ gameId, actions }) => itemsOf(actions, 'actions', (action) => [{ gameId, ...action }])),
    );
  },
  time: metaTime,
};
