import { TEAM_OVERTIME_SECONDS, TEAM_REGULATION_SECONDS } from '../../domain/minutes.js';
import { AFTER_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { flip } from '../scramble.js';
import {
  type Coverage,
  SECONDS_TOLD,
  TEAM_BOX_PROGRESS,
  WHOLE_GAME_SECONDS,
  WHOLE_TEAM_BOX,
} from '../store/coverage.js';
import { BOX } from './box-columns.js';

export const RAW_PLAYER_BOXES = 'nba_raw.nbac_player_boxscores';

/** What a box score speaks for: it names its game. */
export const BOX_SCORE_COVERS: Coverage = {
  unit: ['source_kind', 'game_id', 'team_abbr'],
  row: ['source_kind', 'game_id', 'player_id'],
  whole: WHOLE_TEAM_BOX,
  progress: TEAM_BOX_PROGRESS,
};

/** SQL: a man who played, with minutes, or, where none are told, with numbers and no reason why not. */
const PLAYED = `COALESCE(${SECONDS_TOLD} > 0, points IS NOT NULL AND comment IS NULL)`;
/** SQL aggregate: how many men of a team played by its rows. */
export const MEN_WHO_PLAYED = `COUNT(CASE WHEN ${PLAYED} THEN 1 END)`;
/** By how many seconds the sum of a team's players may differ from the length of the game: each is rounded to a second. */
const SLACK = 60;
/** SQL aggregate: the players' seconds add up to a whole game, with any number of overtimes. */
const ADDS_UP = `SUM(seconds) >= ${TEAM_REGULATION_SECONDS - SLACK}
  AND ABS(MOD(SUM(seconds) - ${TEAM_REGULATION_SECONDS - TEAM_OVERTIME_SECONDS / 2}, ${TEAM_OVERTIME_SECONDS}) - ${TEAM_OVERTIME_SECONDS / 2}) <= ${SLACK}`;
/**
 * SQL aggregate: whether the rows are all players of a team, as far as their playing times tell. Times in seconds must add up to
 * the game. Whole minutes may fall short of it, because each player's is rounded down.
 */
export const OF_A_TEAM = `${MEN_WHO_PLAYED} >= 5
  AND CASE WHEN COUNT(minutes_whole) = 0 THEN COALESCE(${ADDS_UP}, TRUE) ELSE SUM(${SECONDS_TOLD}) >= ${WHOLE_GAME_SECONDS} END`;

export const playerBoxes: RawTable = {
  name: RAW_PLAYER_BOXES,
  grain: 'a player and a game, of one kind of box score',
  role: 'player_box',
  ofEveryGame: true,
  gameBy: { id: `source_kind = 'box_score'`, dateAndTeam: `source_kind = 'game_log'` },
  teams: ['team_abbr'],
  printedNames: ['player_name'],
  namesGames: {
    rank: 4,
    // Box scores that name the opponent tell their own date; of the others it is filled in from what names the game.
    datesWhen: 'opponent_abbr IS NOT NULL',
    when: 'is_home AND game_id IS NOT NULL AND opponent_abbr IS NOT NULL',
    game: { home_abbr: 'team_abbr', away_abbr: 'opponent_abbr' },
  },
  covers: {
    unit: ['source_kind', 'game_date', 'team_abbr'],
    // Without the team: a later file may correct it.
    row: ['source_kind', 'game_date', 'player_id'],
    whole: WHOLE_TEAM_BOX,
    progress: TEAM_BOX_PROGRESS,
  },
  assumedAt: AFTER_THE_GAME,
  // A box score has no date: it is that of its game.
  filledIn: { game_date: `source_kind = 'box_score'` },
  key: ['source_kind', 'game_id', 'game_date', 'player_id'],
  dateFrom: { column: 'game_date' },
  columns: [
    rawColumn('source_kind', 'string', 'game_log or box_score (full, with starters, comments and mm:ss)'),
    rawColumn('game_id', 'string', '10 characters; NULL where the file has none'),
    rawColumn('game_date', 'date', 'date played; of files with a game id but no date, that of the game'),
    rawColumn('season_type', 'string', 'as printed; NULL where the file has none'),
    rawColumn('player_id', 'integer', 'person id'),
    rawColumn('player_name', 'string', 'name as printed'),
    rawColumn('team_id', 'integer', 'team id; NULL where the file has none'),
    rawColumn('team_abbr', 'string', 'canonical tricode'),
    rawColumn('opponent_abbr', 'string', 'canonical tricode, from the match-up; NULL where the file has none'),
    rawColumn('is_home', 'boolean', 'from the match-up; NULL where the file has none'),
    rawColumn('win_loss', 'string', 'W or L; NULL where the file has none'),
    rawColumn('start_position', 'string', 'G, F, C for starters; NULL otherwise'),
    rawColumn('has_start_position', 'boolean', 'whether the file tells starters at all'),
    rawColumn('comment', 'string', "why he did not play, as printed: DNP - Coach's Decision"),
    rawColumn('seconds', 'integer', 'seconds played where the file gives mm:ss; NULL for blank'),
    rawColumn('minutes_whole', 'integer', 'whole minutes where the file gives only those'),
    ...BOX,
  ],
  scramble: {
    keep: ['is_home', 'has_start_position'],
    change: {
      win_loss: flip('t.win_loss', `'W'`, `'L'`),
      start_position: `CASE WHEN t.start_position IS NULL THEN 'G' END`,
      comment: 'NULL',
    },
    dropOneIn: 5,
    unit: 't.player_id',
  },
};
