import { END_OF_DAY } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';
import { flip } from '../scramble.js';

export const RAW_INJURIES = 'nba_raw.injury_transactions';

export const injuryTransactions: RawTable = {
  name: RAW_INJURIES,
  grain: 'a line of the injury list',
  role: 'injury_news',
  // All news of a day; a file of one team or one player speaks for that one only.
  covers: { unit: ['transaction_date'], fileNarrowedBy: ['team_abbr', 'player_lookup'], sameKind: true },
  assumedAt: END_OF_DAY,
  dateFrom: { column: 'transaction_date' },
  columns: [
    rawColumn('transaction_date', 'date', 'day of the news'),
    rawColumn('team_abbr', 'string', 'canonical tricode'),
    rawColumn('player_name', 'string', 'as printed, without bullets; NULL where the source names nobody'),
    rawColumn('player_lookup', 'string', 'normalised name'),
    rawColumn('kind', 'string', 'acquired (off the list) or relinquished (put on it); NULL where the row says neither'),
    rawColumn('notes', 'string', 'as printed'),
    rawColumn('designation', 'string', 'out, questionable (day-to-day), doubtful, available: read from kind and notes'),
    rawColumn(
      'days_out',
      'double',
      'days out as the source reckons afterwards: learned later, so never read by pre-game tables',
    ),
  ],
  scramble: {
    change: {
      designation: flip('t.designation', `'out'`, `'available'`),
      kind: flip('t.kind', `'acquired'`, `'relinquished'`),
    },
    dropOneIn: 3,
    hindsight: ['days_out'],
  },
};
