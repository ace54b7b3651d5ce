import type { Warehouse } from '../engine/warehouse.js';
import { KNOWN_GAME_DATES } from './lookups.js';
import { FILES, RAW_REFRESH } from './raw-schema.js';
import { SOURCES } from './sources/index.js';

/** Formats whose rows take their date from the game they name, with their tables. */
const DATED_BY_GAME = SOURCES.filter((source) =>
  Object.values(source.fields).some((field) => field.lookups?.some((lookup) => lookup.rule === 'game_date')),
);

/**
 * Gives rows without a date of their own the date their game has by now: a schedule may come after the box scores, or
 * move a game. Returns the tables that changed, and how many rows still have no date.
 */
export async function fillGameDates(warehouse: Warehouse): Promise<{ touched: string[]; undated: number }> {
  const touched: string[] = [];
  let undated = 0;
  for (const { kind, table } of DATED_BY_GAME) {
    const ofKind = `file_id IN (SELECT file_id FROM ${FILES} WHERE kind = '${kind}')`;
    const changed = await warehouse.query<{ Count: number }>(
      `UPDATE ${table} SET game_date = known.game_date FROM ${KNOWN_GAME_DATES} known
       WHERE known.game_id = ${table}.game_id AND ${ofKind} AND ${table}.game_date IS DISTINCT FROM known.game_date`,
    );
    if (changed.some((row) => row.Count > 0)) touched.push(table);
    const left = await warehouse.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ${table} WHERE game_date IS NULL AND ${ofKind}`,
    );
    undated += left.reduce((sum, row) => sum + row.n, 0);
  }
  // Rows moved to other dates without a new file: the ledger must not take itself for fresh.
  if (touched.length > 0) await warehouse.execute(`DELETE FROM ${RAW_REFRESH}`);
  return { touched, undated };
}
