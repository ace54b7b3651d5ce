import { easternToUtc } from '../../../domain/dates.js';
import { isObject, type JsonObject } from '../../readers/json-value.js';

/** "7:30 pm ET" stands where the state of a game that has begun stands. */
const CLOCK = /^\s*(\d{1,2}):(\d{2})\s*([ap])m(?:\s+ET)?\s*$/i;
/** "20230224/NYKWAS": the date, the visitors, the home team. */
const CODE = /^\d{8}\/([A-Z]{3})([A-Z]{3})$/;

/** The rows of one of the tables of a stats.nba.com document, by its name; NULL if it is not there. */
function tableOf(value: unknown, name: string): JsonObject[] | null {
  const sets = isObject(value) && Array.isArray(value.resultSets) ? value.resultSets : [];
  const set: unknown = sets.find((each) => isObject(each) && each.name === name);
  if (!isObject(set) || !Array.isArray(set.headers) || !Array.isArray(set.rowSet)) return null;
  const names = set.headers.map(String);
  return set.rowSet
    .filter((row): row is unknown[] => Array.isArray(row))
    .map((row) => Object.fromEntries(names.map((column, i) => [column, row[i]])));
}

/** The games of a ScoreboardV2 under the names of the newer scoreboards; NULL for any other document. */
export function headerGames(value: unknown): JsonObject[] | null {
  const games = tableOf(value, 'GameHeader');
  if (games === null || games.some((game) => !('GAMECODE' in game))) return null;
  const scores = tableOf(value, 'LineScore') ?? [];
  return games.map((game) => {
    const [, away = null, home = null] = CODE.exec(String(game.GAMECODE)) ?? [];
    const day = String(game.GAME_DATE_EST).slice(0, 10);
    const side = (teamId: unknown, teamTricode: string | null) => ({
      ...{ teamId, teamTricode },
      score: scores.find((row) => row.GAME_ID === game.GAME_ID && row.TEAM_ID === teamId)?.PTS ?? null,
    });
    return {
      ...{ gameId: game.GAME_ID, gameStatus: game.GAME_STATUS_ID, gameStatusText: game.GAME_STATUS_TEXT },
      ...{ gameDate: day, gameTimeUTC: tipoff(day, String(game.GAME_STATUS_TEXT)), arenaName: game.ARENA_NAME ?? null },
      homeTeam: side(game.HOME_TEAM_ID, home),
      awayTeam: side(game.VISITOR_TEAM_ID, away),
    };
  });
}

function tipoff(day: string, status: string): string | null {
  const [, hours, minutes, half] = CLOCK.exec(status) ?? [];
  if (hours === undefined || half === undefined) return null;
  const hour = (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  try {
    return easternToUtc(day, `${String(hour).padStart(2, '0')}:${minutes}`);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
