import { BEFORE_THE_GAME } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { flip, tipOf } from '../scramble.js';

export const RAW_INJURY_REPORTS = 'nba_raw.injury_reports';

const REPORT = ['game_date', 'team_abbr', 'report_date', 'reported_at'];

export const injuryReports: RawTable = {
  name: RAW_INJURY_REPORTS,
  grain: "a line of the league's injury report: a player and the game it speaks of",
  role: 'injury_news',
  // A report of an hour takes no other hour's place: each says what was known then.
  covers: { unit: REPORT, fileNarrowedBy: ['player_lookup'] },
  key: [...REPORT, 'player_lookup'],
  saidAt: 'reported_at',
  assumedAt: BEFORE_THE_GAME,
  dateFrom: { column: 'game_date' },
  columns: [
    rawColumn('game_date', 'date', 'US/Eastern date of the game that the line speaks of'),
    rawColumn('tipoff_at', 'timestamp', 'UTC; from the printed clock, read as afternoon before 11; NULL where none is'),
    rawColumn('team_abbr', 'string', "canonical tricode of the player's team"),
    rawColumn('opponent_abbr', 'string', 'canonical tricode; NULL where the match-up is not told'),
    rawColumn('is_home', 'boolean', 'NULL where the match-up is not told'),
    rawColumn('player_name', 'string', 'first name first, as printed else; NULL where the team has not submitted'),
    rawColumn('player_lookup', 'string', 'normalised name'),
    rawColumn('is_surname', 'boolean', 'whether only one name is printed'),
    rawColumn('status', 'string', 'out, doubtful, questionable, probable, available, not_submitted'),
    rawColumn('reason', 'string', 'as printed'),
    rawColumn(
      'report_date',
      'date',
      'US/Eastern date of the report; NULL where neither a column nor the file name tells',
    ),
    rawColumn('reported_at', 'timestamp', 'UTC; NULL where neither a column nor the file name tells a time of day'),
  ],
  scramble: {
    change: { status: flip('t.status', `'out'`, `'available'`) },
    dropOneIn: 4,
    tip: tipOf('g.tipoff_at', 't.tipoff_at'),
    keep: ['tipoff_at', 'is_home', 'is_surname'],
  },
};
