import { TEAMS } from '../../domain/teams.js';
import { judgeResultSet } from '../result-set.js';
import type { DownloadSource } from '../source.js';
import { SEASON_TYPES, statsPath } from '../stats-path.js';

/** The shots of each team, made and missed: without ContextMeasure=FGA the endpoint gives made shots alone. */
export const shotCharts: DownloadSource = {
  kind: 'shot_charts',
  help: 'shot charts, three files per team: needed for games without the live feed',
  onlyByName: true,
  list: ({ season }) =>
    TEAMS.flatMap(({ team_id: id }) =>
      Object.entries(SEASON_TYPES).map(([name, type]) => ({
        file: `shot_charts/${season}_${name}_${id}.json`,
        host: 'stats' as const,
        path: statsPath('shotchartdetail', {
          ContextMeasure: 'FGA',
          LeagueID: '00',
          PlayerID: 0,
          Season: season,
          SeasonType: type,
          TeamID: id,
          ...UNFILTERED,
        }),
      })),
    ),
  judge: judgeResultSet,
};

/** Filters that the endpoint demands, empty. */
const UNFILTERED: Readonly<Record<string, string | number>> = {
  ...{ LastNGames: 0, Month: 0, OpponentTeamID: 0, Period: 0, DateFrom: '', DateTo: '', GameID: '', GameSegment: '' },
  ...{ Location: '', Outcome: '', PlayerPosition: '', RookieYear: '', SeasonSegment: '', VsConference: '' },
  VsDivision: '',
};
