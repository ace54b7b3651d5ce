import { metaTime } from '../../readers/document-time.js';
import { type JsonAdapter, numbered } from '../../readers/json-adapter.js';
import { isObject, type JsonObject, objectsOf } from '../../readers/json-value.js';
import { headerGames } from './game-header.js';

/** How deep other objects may wrap the scoreboard. */
const DEPTH = 2;

/** A day without games is a right answer: one record that is no row. */
const NO_GAMES: JsonObject = {
  ...{ gameId: null, gameStatus: null, gameTimeUTC: null, gameDate: null, noGames: 1 },
  ...{ homeTeam: { teamTricode: null }, awayTeam: { teamTricode: null } },
};

function scoreboardOf(value: unknown, depth = DEPTH): JsonObject | null {
  if (!isObject(value)) return null;
  const { scoreboard } = value;
  if (isObject(scoreboard) && Array.isArray(scoreboard.games)) return scoreboard;
  if (depth === 0) return null;
  for (const part of Object.values(value)) {
    const found = scoreboardOf(part, depth - 1);
    if (found !== null) return found;
  }
  return null;
}

/** Games of `scoreboard.games[]`, each with the date of the scoreboard; of ScoreboardV2, those of its GameHeader. */
function gamesOf(value: unknown): JsonObject[] | null {
  const board = scoreboardOf(value);
  if (board === null) return headerGames(value);
  return objectsOf(board.games).map((game) => ({ ...game, gameDate: board.gameDate }));
}

export const scoreboardDocument: JsonAdapter = {
  name: 'scoreboard',
  records(value) {
    const games = gamesOf(value);
    return games === null ? null : numbered(games.length === 0 ? [NO_GAMES] : games);
  },
  time: metaTime,
};
