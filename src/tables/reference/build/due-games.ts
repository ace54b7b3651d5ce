import type { RawTable } from '../../../raw/raw-table.js';
import { PLAYED_GAME_TABLES } from '../../../raw/raw-tables.js';
import { col } from '../../columns.js';
import { DUE_GAMES, GAMES } from '../../names.js';
import type { BuiltTable } from './built-table.js';

/** The last date of which a table has rows. */
const lastDate = ({ name, dateFrom }: RawTable): string =>
  'column' in dateFrom
    ? `SELECT MAX(${dateFrom.column}) AS day FROM ${name}`
    : `SELECT MAX(g.game_date) AS day FROM ${name} t JOIN ${GAMES} g ON g.game_id = t.${dateFrom.game}`;

/**
 * The one rule of what is not played yet: a game that no source has as final, of which no part is there, and after whose date
 * nothing was played. An expected game that is not here is no gap, no failure, and nothing of it can be repaired. Tables
 * of played games read this, so that a game whose date has passed becomes due, and what depends on it stale, by itself.
 */
export const dueGames: BuiltTable = {
  name: DUE_GAMES,
  grain:
    'an expected game that is not "not played yet": it is final, or a part of it is there, or a later date has been played',
  key: ['game_id'],
  columns: [
    col.text('game_id', "The league's 10-character game id."),
    col.date('game_date', 'Date played, else scheduled, US/Eastern.'),
    col.text('season', 'Season, e.g. 2021-22.'),
  ],
  build: async (warehouse) => {
    await warehouse.execute(`DELETE FROM ${DUE_GAMES} WHERE TRUE`);
    await warehouse.execute(`INSERT INTO ${DUE_GAMES} (game_id, game_date, season)
      SELECT g.game_id, g.game_date, g.season FROM ${GAMES} g
      CROSS JOIN (SELECT MAX(day) AS day FROM (${PLAYED_GAME_TABLES.map(lastDate).join(' UNION ALL ')}) d) horizon
      WHERE g.is_counting AND g.is_expected
        AND (g.status = 'final' OR g.events_whole = FALSE OR g.boxes_reason IS NOT NULL OR g.game_date < horizon.day)
      ORDER BY g.game_date, g.game_id`);
  },
};
