import { col } from '../../columns.js';
import { GAME_STATES, GAMES } from '../../names.js';
import type { BuiltTable } from './built-table.js';
import { WHOLE_COLUMNS } from './game-state-columns.js';

const COLUMNS = [
  col.text('game_id', "The league's 10-character game id."),
  col.date('game_date', 'Date played, else scheduled, US/Eastern.'),
  col.text('season', 'Season, e.g. 2021-22.'),
  col.flag('is_counting', 'Regular season, play-in or playoffs.'),
  col.text('home_abbr', 'Tricode of the home team.'),
  col.text('away_abbr', 'Tricode of the away team.'),
  ...WHOLE_COLUMNS,
];
const NAMES = COLUMNS.map(({ name }) => name).join(', ');

/**
 * Columns of the games table that change when a game is played, in a table of their own: what reads them is made again
 * when they change, and what reads the schedule is not.
 */
export const gameStates: BuiltTable = {
  name: GAME_STATES,
  grain: 'a game, with which sources have all of it; copied from the games',
  key: ['game_id'],
  columns: COLUMNS,
  build: async (warehouse) => {
    await warehouse.execute(`DELETE FROM ${GAME_STATES} WHERE TRUE`);
    await warehouse.execute(
      `INSERT INTO ${GAME_STATES} (${NAMES}) SELECT ${NAMES} FROM ${GAMES} ORDER BY game_date, game_id`,
    );
  },
};
