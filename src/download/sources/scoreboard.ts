import { easternDateOf } from '../../domain/dates.js';
import { listOf, objectOf } from '../json.js';
import { type DownloadSource, WrongDocument } from '../source.js';
import { statsPath } from '../stats-path.js';

/** The games of one date. The host of live data has those of today alone, and until noon or so those of the evening before. */
export const scoreboard: DownloadSource = {
  kind: 'scoreboard',
  help: 'games of a date with status and tip-off, with `--date`: a day without the schedule of the season',
  onlyByName: true,
  list({ date, now }) {
    if (date === null) return [];
    const file = `scoreboard/scoreboard_${date}.json`;
    return date === easternDateOf(now)
      ? [{ file, host: 'cdn', path: '/static/json/liveData/scoreboard/todaysScoreboard_00.json' }]
      : [{ file, host: 'stats', path: statsPath('scoreboardv3', { GameDate: date, LeagueID: '00' }) }];
  },
  judge(document, { file }) {
    const { gameDate, games } = objectOf(objectOf(document).scoreboard);
    if (typeof gameDate !== 'string' || !Array.isArray(games)) throw new WrongDocument('it has no scoreboard');
    if (file !== `scoreboard/scoreboard_${gameDate}.json`) throw new WrongDocument(`it is of ${gameDate}`);
    if (games.length === 0) return 'nothing';
    return listOf(games).every((game) => objectOf(game).gameStatus === 3) ? 'final' : 'open';
  },
};
