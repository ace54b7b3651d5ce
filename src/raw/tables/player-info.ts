import { END_OF_DAY } from '../known-when.js';
import { type RawTable, rawColumn } from '../raw-table.js';

export const RAW_PLAYER_INFO = 'nba_raw.nbac_player_info';

/** Rosters and indexes describe players, not games: a row is dated 1 July before its season. */
export const playerInfo: RawTable = {
  name: RAW_PLAYER_INFO,
  grain: 'what a roster or an index tells of a player, by season',
  role: 'player_info',
  covers: { unit: ['source_kind', 'season', 'player_id'], row: ['source_kind', 'season', 'player_id'] },
  key: ['source_kind', 'season', 'player_id'],
  assumedAt: END_OF_DAY,
  // Teams change during the season, so what is fetched during the season counts from the time of the fetch.
  archiveFrom: (date) => END_OF_DAY(`(${date} + INTERVAL 1 YEAR)`),
  dateFrom: { column: 'summer' },
  // The date of birth stays: it was true all along, whenever it was told.
  scramble: { change: { position: `'C'` } },
  columns: [
    rawColumn('source_kind', 'string', 'roster (of a season), index (of a career)'),
    rawColumn('season', 'string', 'season of a roster; of an index the last one that it names'),
    rawColumn('summer', 'date', '1 July before that season'),
    rawColumn('player_id', 'integer', 'person id'),
    rawColumn('player_name', 'string', 'as printed'),
    rawColumn('player_lookup', 'string', 'normalised name'),
    rawColumn('team_abbr', 'string', 'canonical tricode; NULL where he has no team of today'),
    rawColumn('position', 'string', 'as printed: G, F-C, ...'),
    rawColumn('birth_date', 'date', 'NULL where the source does not tell'),
    rawColumn('from_year', 'integer', 'year in which his first season begins'),
    rawColumn('to_year', 'integer', 'year in which his last season begins'),
  ],
};
