import { TEAMS } from '../../domain/teams.js';
import { listOf, objectOf } from '../json.js';
import { judgeResultSet } from '../result-set.js';
import { type DownloadSource, WrongDocument } from '../source.js';
import { statsPath } from '../stats-path.js';

/** The place of a column in the first table of a document. */
function column(document: unknown, name: string): unknown[] {
  const [first] = listOf(objectOf(document).resultSets).map(objectOf);
  const at = listOf(first?.headers).indexOf(name);
  return listOf(first?.rowSet).map((row) => listOf(row)[at]);
}

/** The men of each team in a season. */
export const rosters: DownloadSource = {
  kind: 'rosters',
  help: 'rosters with positions and dates of birth, a file per team',
  onlyByName: true,
  list: ({ season }) =>
    TEAMS.map(({ team_id: id }) => ({
      file: `rosters/${season}_${id}.json`,
      host: 'stats' as const,
      path: statsPath('commonteamroster', { LeagueID: '00', Season: season, TeamID: id }),
    })),
  judge(document, { file }) {
    const verdict = judgeResultSet(document);
    const other = column(document, 'TeamID').find((id) => !file.endsWith(`_${id}.json`));
    if (other !== undefined) throw new WrongDocument(`it is of team ${other}`);
    return verdict;
  },
};

/** Every player of the league's history in one document. */
export const playerIndex: DownloadSource = {
  kind: 'player_index',
  help: 'all players with position, first and last season',
  onlyByName: true,
  list: ({ season }) => [
    {
      file: `player_index/${season}.json`,
      host: 'stats',
      path: statsPath('playerindex', { LeagueID: '00', Season: season, Historical: 1, ...UNFILTERED }),
    },
  ],
  judge: judgeResultSet,
};

/** Filters that the endpoint demands, empty. */
const UNFILTERED: Readonly<Record<string, string>> = {
  ...{ Active: '', AllStar: '', College: '', Country: '', DraftPick: '', DraftRound: '', DraftYear: '' },
  ...{ Height: '', TeamID: '', Weight: '' },
};
