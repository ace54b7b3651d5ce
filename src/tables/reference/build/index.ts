import type { Warehouse } from '../../../engine/warehouse.js';
import { EVENTS_TOLD } from '../../names.js';
import { birthDates } from './birth-dates.js';
import type { BuiltTable } from './built-table.js';
import { dueGames } from './due-games.js';
import { eventsTold } from './events-told.js';
import { familyNamesTable } from './family-names.js';
import { gameStates } from './game-states.js';
import { games } from './games.js';
import { knownSchedule } from './known-schedule.js';
import { leagueAliases } from './league-aliases.js';
import { nameLookups } from './name-lookups.js';
import { playerAliases } from './player-aliases.js';
import { players } from './players.js';
import { teams } from './teams.js';

/** The tables that are made whole from the raw ones, each after those it reads. */
export const BUILT_TABLES: readonly BuiltTable[] = [
  eventsTold,
  games,
  gameStates,
  dueGames,
  knownSchedule,
  teams,
  nameLookups,
  familyNamesTable,
  players,
  playerAliases,
  leagueAliases,
  birthDates,
];

/**
 * Makes all of them anew from the raw tables. Must run inside a transaction.
 * @param trusted raw rows that are stored are those that were ingested: what was made from the same ones is kept
 */
export async function rebuildReference(warehouse: Warehouse, trusted = false): Promise<void> {
  if (!trusted) await warehouse.execute(`DELETE FROM ${EVENTS_TOLD} WHERE TRUE`);
  for (const table of BUILT_TABLES) await table.build?.(warehouse);
}
