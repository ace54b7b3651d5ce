import { playerLookup } from '../../../domain/names.js';
import { RAW_TABLES } from '../../../raw/raw-tables.js';
import { col } from '../../columns.js';
import { NAME_LOOKUPS } from '../../names.js';
import type { BuiltTable } from './built-table.js';

/** Every name that a raw table prints. */
const PRINTED_NAMES = RAW_TABLES.flatMap(({ name, printedNames = [] }) =>
  printedNames.map((column) => `SELECT ${column} AS name FROM ${name}`),
);

/**
 * The bridge between the one normaliser, which is TypeScript, and SQL over whole tables. A lookup is a function of the
 * name alone, so rows never go stale and only names not seen before are added.
 */
export const nameLookups: BuiltTable = {
  name: NAME_LOOKUPS,
  grain: 'a name as any source prints it',
  key: ['name'],
  columns: [
    col.text('name', 'Name as printed.'),
    col.text('player_lookup', 'Normalised name: joins sources that have only names.'),
  ],
  build: async (warehouse) => {
    const fresh = await warehouse.query<{ name: string }>(
      `SELECT DISTINCT name FROM (${PRINTED_NAMES.join(' UNION ALL ')}) printed
       WHERE name IS NOT NULL AND name NOT IN (SELECT name FROM ${NAME_LOOKUPS}) ORDER BY name`,
    );
    if (fresh.length === 0) return;
    await warehouse.appendText(
      NAME_LOOKUPS,
      fresh.map(({ name }) => [name, playerLookup(name)]),
    );
  },
};
