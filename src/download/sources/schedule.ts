import { COUNTING_GAME_TYPES, type GameType, gameTypeOfId, seasonOfDate } from '../../domain/seasons.js';
import { listOf, objectOf } from '../json.js';
import { type DownloadSource, type Game, WrongDocument } from '../source.js';
import { statsPath } from '../stats-path.js';

/** Pre-season and all-star games go into no table. */
const FETCHED: readonly GameType[] = [...COUNTING_GAME_TYPES, 'cup_final'];

/** All games of a season. The host of live data has that of now alone. */
export const schedule: DownloadSource = {
  kind: 'schedule',
  help: 'all games of the season, with status, tip-off and score',
  list({ season, now }) {
    const file = `schedule/schedule_${season}.json`;
    return season === seasonOfDate(now.slice(0, 10))
      ? [{ file, host: 'cdn', path: '/static/json/staticData/scheduleLeagueV2.json' }]
      : [{ file, host: 'stats', path: statsPath('scheduleleaguev2', { LeagueID: '00', Season: season }) }];
  },
  judge(document, { file }) {
    const { seasonYear } = objectOf(objectOf(document).leagueSchedule);
    if (gamesOf(document).length === 0) throw new WrongDocument('it has no games');
    if (file !== `schedule/schedule_${seasonYear}.json`) throw new WrongDocument(`it is of the season ${seasonYear}`);
    return 'open';
  },
  learn: (document, { date }) => ({
    games: gamesOf(document).filter((game) => date === null || game.date === date),
  }),
};

function gamesOf(document: unknown): Game[] {
  const dates = listOf(objectOf(objectOf(document).leagueSchedule).gameDates);
  return dates
    .flatMap((day) => listOf(objectOf(day).games))
    .map(objectOf)
    .flatMap(({ gameId, gameDateEst, gameStatus }) =>
      typeof gameId === 'string' && typeof gameDateEst === 'string' && FETCHED.includes(gameTypeOfId(gameId))
        ? [{ id: gameId, date: gameDateEst.slice(0, 10), isFinal: gameStatus === 3 }]
        : [],
    );
}
