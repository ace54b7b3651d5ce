import { playerLookup } from '../../../domain/names.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { BIGDATABALL_NAMES, RAW_BIGDATABALL, RAW_PLAY_BY_PLAY, RAW_PLAYER_BOXES } from '../../../raw/raw-tables.js';
import { NAME_LOOKUPS } from '../../names.js';

/** Every name that a raw table prints. Its lookup is a function of the name alone, so rows of this table never go stale. */
const PRINTED_NAMES = [
  `SELECT player_name AS name FROM ${RAW_PLAYER_BOXES}`,
  ...[1, 2, 3].map((n) => `SELECT player${n}_name FROM ${RAW_PLAY_BY_PLAY}`),
  ...BIGDATABALL_NAMES.map((column) => `SELECT ${column} FROM ${RAW_BIGDATABALL}`),
];

export const NAME_LOOKUPS_SQL = `CREATE TABLE IF NOT EXISTS ${NAME_LOOKUPS} (name VARCHAR, player_lookup VARCHAR)`;

/**
 * Adds the lookups of names not seen before to nba_reference.name_lookups (name, player_lookup): the bridge between the
 * one normaliser, which is TypeScript, and set-based SQL.
 */
export async function extendNameLookups(warehouse: Warehouse): Promise<void> {
  const fresh = await warehouse.query<{ name: string }>(
    `SELECT DISTINCT name FROM (${PRINTED_NAMES.join(' UNION ALL ')}) printed
     WHERE name IS NOT NULL AND name NOT IN (SELECT name FROM ${NAME_LOOKUPS}) ORDER BY name`,
  );
  if (fresh.length === 0) return;
  await warehouse.appendText(
    NAME_LOOKUPS,
    fresh.map(({ name }) => [name, playerLookup(name)]),
  );
}
