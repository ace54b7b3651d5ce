import type { RawTable } from '../raw-table.js';
import { schedule } from './schedule.js';

export const RAW_SCOREBOARDS = 'nba_raw.nbac_scoreboards';

const LEFT_OUT: ReadonlySet<string> = new Set(['arena_city']);

/** The games of a day, which a season's schedule may have, too: they stand beside it, for it tells more of each. */
export const scoreboards: RawTable = {
  name: RAW_SCOREBOARDS,
  grain: 'a game of the scoreboard of a day',
  role: 'schedule',
  namesGames: { rank: 7 },
  // A scoreboard says nothing of games that it does not have.
  covers: {
    unit: ['game_id'],
    row: ['game_id'],
    ...(schedule.covers.progress && { progress: schedule.covers.progress }),
  },
  key: ['game_id'],
  assumedAt: schedule.assumedAt,
  dateFrom: { column: 'game_date' },
  columns: schedule.columns.filter(({ name }) => !LEFT_OUT.has(name)),
  ...(schedule.scramble && { scramble: schedule.scramble }),
};
