import { type JsonAdapter, numbered } from '../../readers/json-adapter.js';
import { isObject, objectsOf } from '../../readers/json-value.js';
import { isLiveFeed, liveActions } from './actions.js';

/** The live feed: `game.actions[]`, with the game's id in `game.gameId`. */
export const liveFeedDocument: JsonAdapter = {
  name: 'live feed',
  records(document) {
    const game = isObject(document) ? document.game : null;
    if (!isObject(game) || !Array.isArray(game.actions)) return null;
    const actions = objectsOf(game.actions);
    return numbered(isLiveFeed(actions) ? liveActions(game.gameId, actions) : actions);
  },
};
