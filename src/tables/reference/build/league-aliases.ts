import { LEAGUE_SPELLINGS } from '../../../domain/league-spellings.js';
import { playerLookup } from '../../../domain/names.js';
import { col } from '../../columns.js';
import { LEAGUE_ALIASES } from '../../names.js';
import { type BuiltTable, replaceRows } from './built-table.js';

/** Well-known spellings that come with the product. A person's own aliases come before them. */
export const leagueAliases: BuiltTable = {
  name: LEAGUE_ALIASES,
  grain: 'a well-known other spelling of a name and the person who is meant',
  key: ['player_lookup'],
  columns: [
    col.text('player_lookup', 'Normalised name as sources spell it.'),
    col.integer('player_id', "The league's person id of the person who is meant."),
    col.text('note', 'The spelling, and the name by which the league has him.'),
  ],
  build: (warehouse) =>
    replaceRows(
      warehouse,
      leagueAliases,
      LEAGUE_SPELLINGS.map(({ spelling, playerId, leagueName }) => ({
        player_lookup: playerLookup(spelling),
        player_id: playerId,
        note: `${spelling}: ${leagueName} by the league`,
      })),
    ),
};
