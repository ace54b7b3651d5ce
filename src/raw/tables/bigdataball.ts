import { AFTER_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { flip, swapped } from '../scramble.js';
import { eventProgress } from '../store/coverage.js';

export const RAW_BIGDATABALL = 'nba_raw.bigdataball_play_by_play';

const ON_COURT = ['a', 'h'].flatMap((side) => [1, 2, 3, 4, 5].map((n) => `${side}${n}`));
const ROLES = ['player', 'assist', 'block', 'steal', 'entered', 'left_court', 'opponent', 'away', 'home', 'possession'];

/** Columns of the BigDataBall plays that hold names. */
const BIGDATABALL_NAMES: readonly string[] = [...ON_COURT, ...ROLES];

export const bigDataBallPlays: RawTable = {
  name: RAW_BIGDATABALL,
  grain: 'a play of a game',
  role: 'events',
  alsoTells: { shots: 'COALESCE(original_x, shot_distance) IS NOT NULL' },
  gameBy: { id: 'TRUE' },
  teams: ['team_abbr'],
  printedNames: BIGDATABALL_NAMES,
  covers: { unit: ['game_id'], progress: eventProgress(`event_type = 'end of period'`) },
  assumedAt: AFTER_THE_GAME,
  dateFrom: { game: 'game_id' },
  columns: [
    rawColumn('game_id', 'string', '10 characters'),
    rawColumn('event_index', 'integer', 'order in the file within the game, from 1'),
    rawColumn('play_id', 'integer', "the source's number of the play"),
    rawColumn('game_date', 'date', 'date played'),
    ...ON_COURT.map((place) => rawColumn(place, 'string', 'name on court (a visitors, h hosts), prefix stripped')),
    rawColumn('period', 'integer', 'period'),
    rawColumn('away_score', 'integer', 'running score'),
    rawColumn('home_score', 'integer', 'running score'),
    rawColumn('clock_seconds', 'integer', 'seconds left in the period'),
    rawColumn('team_abbr', 'string', 'canonical tricode; NULL where the play names no team'),
    rawColumn('event_type', 'string', 'shot, miss, free throw, rebound, turnover, foul, sub, jump ball, ...'),
    ...ROLES.map((role) =>
      rawColumn(role, 'string', 'name of the player in that role; the blocker is of the side opposite the shooter'),
    ),
    rawColumn('num', 'integer', 'which of the free throws'),
    rawColumn('outof', 'integer', 'of how many'),
    rawColumn('points', 'integer', 'points of the play'),
    rawColumn('reason', 'string', 'text'),
    rawColumn('result', 'string', 'made or missed'),
    rawColumn('type', 'string', 'kind of shot, foul, turnover, ...'),
    rawColumn('shot_distance', 'double', 'feet; NULL where not given'),
    ...['original_x', 'original_y', 'converted_x', 'converted_y'].map((axis) =>
      rawColumn(axis, 'double', 'shot location'),
    ),
    rawColumn('description', 'string', 'text'),
    rawColumn('is_duplicate', 'boolean', 'equals an earlier row of the file in every column'),
  ],
  scramble: {
    keep: ['event_index', 'play_id', 'period', 'is_duplicate'],
    change: {
      event_type: flip('t.event_type', `'shot'`, `'miss'`),
      result: flip('t.result', `'made'`, `'missed'`),
      ...swapped('player', 'opponent'),
    },
    dropOneIn: 4,
    unit: 't.game_id',
  },
};
