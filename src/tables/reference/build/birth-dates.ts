import { RAW_PLAYER_INFO } from '../../../raw/tables/player-info.js';
import { col } from '../../columns.js';
import { BIRTH_DATES } from '../../names.js';
import type { BuiltTable } from './built-table.js';

/** A date of birth is known from birth on, so it reveals nothing about a game. */
export const birthDates: BuiltTable = {
  name: BIRTH_DATES,
  grain: 'a player whose date of birth a source tells',
  key: ['player_id'],
  columns: [
    col.integer('player_id', "The league's person id."),
    col.date('birth_date', 'As told last, where sources differ.'),
  ],
  build: async (warehouse) => {
    await warehouse.execute(`DELETE FROM ${BIRTH_DATES} WHERE TRUE`);
    await warehouse.execute(`INSERT INTO ${BIRTH_DATES} (player_id, birth_date)
      SELECT player_id, birth_date FROM (
        SELECT player_id, birth_date, ROW_NUMBER() OVER (PARTITION BY player_id ORDER BY known_at DESC, file_id DESC, source_row DESC) AS pick
        FROM ${RAW_PLAYER_INFO} WHERE birth_date IS NOT NULL) b
      WHERE pick = 1 ORDER BY player_id`);
  },
};
