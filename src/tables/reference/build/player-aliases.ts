import { col } from '../../columns.js';
import { PLAYER_ALIASES } from '../../names.js';
import type { BuiltTable } from './built-table.js';

/** Filled by people (`names alias add`) where a source spells a name in its own way; no rebuild touches it. */
export const playerAliases: BuiltTable = {
  name: PLAYER_ALIASES,
  grain: 'a spelling of a name and the person who is meant',
  key: ['player_lookup', 'player_id'],
  columns: [
    col.text('player_lookup', 'Normalised name as the source spells it.'),
    col.integer('player_id', "The league's person id of the person who is meant."),
    col.text('note', 'Why, in words.'),
  ],
};
