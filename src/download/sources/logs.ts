import { judgeResultSet } from '../result-set.js';
import type { DownloadSource } from '../source.js';
import { SEASON_TYPES, statsPath } from '../stats-path.js';

/** The league's game log: all games of a season in one document. A season type that has not begun has no rows. */
const gameLog = (kind: string, playerOrTeam: 'P' | 'T', help: string): DownloadSource => ({
  kind,
  help,
  list: ({ season }) =>
    Object.entries(SEASON_TYPES).map(([name, type]) => ({
      file: `${kind}/${season}_${name}.json`,
      host: 'stats',
      path: statsPath('leaguegamelog', {
        Counter: 0,
        Direction: 'ASC',
        LeagueID: '00',
        PlayerOrTeam: playerOrTeam,
        Season: season,
        SeasonType: type,
        Sorter: 'DATE',
      }),
    })),
  judge: judgeResultSet,
});

export const playerLogs = gameLog('player_logs', 'P', 'game logs of all players');
export const teamLogs = gameLog('team_logs', 'T', 'game logs of all teams');
