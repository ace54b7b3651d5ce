import { EVENT } from '../../domain/event-codes.js';
import { AFTER_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { flip, swapped } from '../scramble.js';
import { eventProgress } from '../store/coverage.js';

export const RAW_PLAY_BY_PLAY = 'nba_raw.nbac_play_by_play';

const PLAYERS = [1, 2, 3].flatMap((n) => [
  rawColumn(
    `person${n}_type`,
    'integer',
    '4 home player, 5 visiting player, 2 home team, 3 visiting team, 6/7 bench, 0 none',
  ),
  rawColumn(`player${n}_id`, 'integer', 'person id; NULL for none (0); a team id for team events'),
  rawColumn(`player${n}_name`, 'string', 'name as printed'),
  rawColumn(`player${n}_team_id`, 'integer', 'team id'),
  rawColumn(`player${n}_team_abbr`, 'string', 'canonical tricode'),
]);

/** What the live feed tells of a shot and PlayByPlayV2 only writes into its text, or leaves to the shot chart. */
const EVENT_SHOT_COLUMNS = [
  rawColumn('shot_value', 'integer', '2 or 3, of field goals; NULL where the text alone tells'),
  rawColumn('shot_made', 'boolean', 'of field goals and free throws; NULL where the text alone tells'),
  rawColumn('shot_distance', 'double', 'feet; NULL where the source gives none'),
  rawColumn('loc_x', 'integer', 'tenths of a foot, basket at 0; NULL where the source gives none'),
  rawColumn('loc_y', 'integer', 'tenths of a foot, basket at 0; NULL where the source gives none'),
];

export const playByPlay: RawTable = {
  name: RAW_PLAY_BY_PLAY,
  grain: 'an event of a game',
  role: 'events',
  alsoTells: { shots: 'loc_x IS NOT NULL' },
  ofEveryGame: true,
  gameBy: { id: 'TRUE' },
  teams: ['player1_team_abbr'],
  printedNames: ['player1_name', 'player2_name', 'player3_name'],
  covers: { unit: ['game_id'], progress: eventProgress(`event_type = ${EVENT.periodEnd}`) },
  // The live feed's time of an event. PlayByPlayV2 has a time of day without a date there.
  saidAt: `CASE WHEN wall_clock LIKE '____-__-__T%' THEN CAST(TRY_CAST(wall_clock AS TIMESTAMPTZ) AS TIMESTAMP) END`,
  assumedAt: AFTER_THE_GAME,
  dateFrom: { game: 'game_id' },
  columns: [
    rawColumn('game_id', 'string', '10 characters'),
    rawColumn('event_index', 'integer', 'order in the file within the game, from 1: the chronological order'),
    rawColumn('event_num', 'integer', 'EVENTNUM: names the event, does not order it'),
    rawColumn('event_type', 'integer', 'EVENTMSGTYPE'),
    rawColumn('action_type', 'integer', 'EVENTMSGACTIONTYPE'),
    rawColumn('period', 'integer', '1-4, 5 and up overtime'),
    rawColumn('clock_seconds', 'integer', 'seconds left in the period'),
    rawColumn('wall_clock', 'string', 'WCTIMESTRING'),
    rawColumn('home_description', 'string', 'text'),
    rawColumn('neutral_description', 'string', 'text'),
    rawColumn('visitor_description', 'string', 'text'),
    rawColumn('score', 'string', 'visitor - home'),
    ...PLAYERS,
    rawColumn('is_duplicate', 'boolean', 'equals an earlier row of the file in every column'),
    ...EVENT_SHOT_COLUMNS,
  ],
  scramble: {
    keep: ['event_index', 'event_num', 'period', 'is_duplicate', 'person1_type', 'person2_type', 'person3_type'],
    change: {
      event_type: flip('t.event_type', '1', '2'),
      shot_value: '5 - t.shot_value',
      clock_seconds: '720 - t.clock_seconds',
      ...swapped('player1_id', 'player2_id'),
      ...swapped('player1_name', 'player2_name'),
    },
    dropOneIn: 4,
    unit: 't.game_id',
  },
};
