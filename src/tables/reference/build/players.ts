import type { Dialect } from '../../../engine/dialect.js';
import { RAW_PLAY_BY_PLAY } from '../../../raw/tables/play-by-play.js';
import { RAW_PLAYER_BOXES } from '../../../raw/tables/player-boxes.js';
import { col } from '../../columns.js';
import { GAMES, NAME_LOOKUPS, PLAYERS } from '../../names.js';
import type { BuiltTable } from './built-table.js';

/** 1 for "J. Holiday", as the live feed writes names; "P.J. Tucker" is a full one. */
const initialOnly = (d: Dialect) => `CASE WHEN ${d.regexpMatches('player_name', '^[^ .][.] ')} THEN 1 ELSE 0 END`;

/** Every name under which a person appears; the latest printed one names him, a full one before one with an initial. */
const NAMED_PLAYERS = `
  SELECT player_id, player_name, game_date AS day FROM ${RAW_PLAYER_BOXES}
  UNION ALL
  ${[1, 2, 3]
    .map(
      (n) => `SELECT p.player${n}_id, p.player${n}_name, g.game_date FROM ${RAW_PLAY_BY_PLAY} p
        JOIN ${GAMES} g ON g.game_id = p.game_id WHERE p.person${n}_type IN (4, 5)`,
    )
    .join(' UNION ALL ')}`;

/** Names identify; they tell nothing of results. */
export const players: BuiltTable = {
  name: PLAYERS,
  grain: 'a person whom box scores or events name',
  key: ['player_id'],
  columns: [
    col.integer('player_id', "The league's person id."),
    col.text('player_name', 'Name as last printed, in full where any source has it in full.'),
    col.text('player_lookup', 'Normalised name: joins sources that have only names.'),
  ],
  build: async (warehouse) => {
    await warehouse.execute(`DELETE FROM ${PLAYERS} WHERE TRUE`);
    await warehouse.execute(`INSERT INTO ${PLAYERS} (player_id, player_name, player_lookup)
      SELECT q.player_id, q.player_name, n.player_lookup FROM (
        SELECT player_id, player_name, ROW_NUMBER() OVER (PARTITION BY player_id ORDER BY ${initialOnly(warehouse.dialect)}, MAX(day) DESC, COUNT(*) DESC, player_name) AS pick
        FROM (${NAMED_PLAYERS}) p WHERE player_id IS NOT NULL AND player_name IS NOT NULL GROUP BY player_id, player_name) q
      JOIN ${NAME_LOOKUPS} n ON n.name = q.player_name WHERE pick = 1 ORDER BY player_id`);
  },
};
