import { madBooks } from '../audit/expected/mad-books.js';
import { playerLookup } from '../domain/names.js';
import type { Warehouse } from '../engine/warehouse.js';
import { UNRESOLVED_NAMES } from '../ledger/processing-names.js';
import { RAW_PLAYER_INFO } from '../raw/tables/player-info.js';
import type { Cause } from './report.js';

/** Causes in the content of files: unknown names, books with outliers. @param from first date to check */
export async function sourceCauses(warehouse: Warehouse, from: string): Promise<Cause[]> {
  return [...(await nameCauses(warehouse, from)), ...(await bookCauses(warehouse, from))];
}

/** Names that match no player: a person has to add an alias. A name that several players have is not reported. */
async function nameCauses(warehouse: Warehouse, from: string): Promise<Cause[]> {
  const rows = await warehouse.query<{ name: string; day: string; reason: string }>(
    `SELECT name, MAX(partition_date) AS day, MIN(reason) AS reason FROM ${UNRESOLVED_NAMES}
     WHERE partition_date >= ${warehouse.dialect.date(from)} AND reason NOT LIKE 'several players%' GROUP BY name ORDER BY name`,
  );
  const known = await warehouse.query<{ player_lookup: string }>(
    `SELECT DISTINCT player_lookup FROM ${RAW_PLAYER_INFO}`,
  );
  // A player on a roster who has not played yet needs no alias: his first game resolves the name.
  const rostered = new Set(known.map(({ player_lookup: lookup }) => lookup));
  return rows
    .filter(({ name }) => !rostered.has(playerLookup(name)))
    .map(({ name, day, reason }) => ({
      key: `name:${name}`,
      what: `"${name}" of ${day} matches no player: ${reason}.`,
      command: `nba-props names suggest`,
    }));
}

async function bookCauses(warehouse: Warehouse, from: string): Promise<Cause[]> {
  return (await madBooks(warehouse, from)).map(({ book, date, quotes, off }) => ({
    key: `book:${book}:${date}`,
    what: `${off} of ${quotes} quotes of ${book} for ${date} are far from those of all other books.`,
    command: `nba-props tonight ${date}`,
  }));
}
