import { familyNames, playerLookup } from '../../../domain/names.js';
import { historyOf } from '../../../raw/store/history.js';
import { injuryTransactions } from '../../../raw/tables/injuries.js';
import { injuryReports } from '../../../raw/tables/injury-reports.js';
import { col } from '../../columns.js';
import { FAMILY_NAMES, NAME_LOOKUPS } from '../../names.js';
import { type BuiltTable, replaceRows } from './built-table.js';

/** Every name that raw tables print of players, and of whom news speaks. */
const NAMES = `SELECT name FROM ${NAME_LOOKUPS}
  ${[injuryTransactions, injuryReports]
    .flatMap((table) => [table.name, historyOf(table)])
    .map((name) => `UNION DISTINCT SELECT player_name FROM ${name} WHERE player_name IS NOT NULL`)
    .join('\n  ')}`;

/** Family names of all printed names: a name that no player has exactly could mean players with the same family name. */
export const familyNamesTable: BuiltTable = {
  name: FAMILY_NAMES,
  grain: 'a family name in a name',
  key: ['player_lookup', 'family_name'],
  columns: [
    col.text('player_lookup', 'Normalised name.'),
    col.text('family_name', 'A family name in it, normalised; suffixes such as Jr. and III are none.'),
  ],
  build: async (warehouse) => {
    const names = await warehouse.query<{ name: string }>(`SELECT name FROM (${NAMES}) n ORDER BY name`);
    const pairs = new Map(
      names.flatMap(({ name }) => {
        const lookup = playerLookup(name);
        return familyNames(name).map((family) => [
          `${lookup} ${family}`,
          { player_lookup: lookup, family_name: family },
        ]);
      }),
    );
    await replaceRows(warehouse, familyNamesTable, [...pairs.values()]);
  },
};
