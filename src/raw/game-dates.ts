import type { Warehouse } from '../engine/warehouse.js';
import { tableOf } from './load-sql.js';
import { knownGameDates } from './lookups.js';
import { FILES, RAW_REFRESH } from './raw-schema.js';
import type { RawSource } from './raw-source.js';
import { SOURCES } from './sources/index.js';
import { historyOf } from './store/history.js';

/** Formats whose rows take their date from the game they name, with their tables. */
const DATED_BY_GAME: readonly RawSource[] = SOURCES.filter((source) =>
  Object.values(source.fields).some((field) => field.lookups?.some((lookup) => lookup.rule === 'game_date')),
);

/**
 * Gives rows without a date of their own the date their game has by now: a schedule may come after the box scores, or
 * move a game. Returns the tables that changed, and how many rows still have no date. What it does is done again by the
 * next refresh of the ledger if it was interrupted.
 */
export async function fillGameDates(warehouse: Warehouse): Promise<{ touched: string[]; undated: number }> {
  const touched: string[] = [];
  let undated = 0;
  for (const source of DATED_BY_GAME) {
    const { table } = source;
    const ofKind = `file_id IN (SELECT file_id FROM ${FILES} WHERE kind = '${source.kind}')`;
    const fill = (name: string) =>
      warehouse.change(
        `UPDATE ${name} SET game_date = known.known_date FROM ${knownGameDates()} known
         WHERE known.known_game = ${name}.game_id AND ${ofKind} AND ${name}.game_date IS DISTINCT FROM known.known_date`,
      );
    if ((await fill(table)) > 0) touched.push(table);
    await fill(historyOf(tableOf(source)));
    const left = await warehouse.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ${table} WHERE game_date IS NULL AND ${ofKind}`,
    );
    undated += left.reduce((sum, row) => sum + row.n, 0);
  }
  // Rows moved to other dates without a new file: the ledger must not take itself for fresh.
  if (touched.length > 0) await warehouse.execute(`DELETE FROM ${RAW_REFRESH} WHERE TRUE`);
  return { touched, undated };
}
