import type { Warehouse } from '../engine/warehouse.js';
import { knownGameDates } from './lookups.js';
import { fillQuoteDates } from './quote-dates.js';
import { FILES, RAW_REFRESH } from './raw-schema.js';
import type { RawSource } from './raw-source.js';
import { RAW_TABLES } from './raw-tables.js';
import { SOURCES } from './sources/index.js';
import { historyOf } from './store/history.js';
import { onRawTables } from './workbench.js';

const isDatedByGame = (source: RawSource): boolean =>
  Object.values(source.fields).some((field) => field.lookups?.some((lookup) => lookup.rule === 'game_date'));

/** Tables with rows that take their date from the game they name, and the formats of these rows. */
const DATED_BY_GAME = RAW_TABLES.map((table) => ({
  table,
  kinds: SOURCES.filter((source) => source.table === table.name && isDatedByGame(source)).map(({ kind }) => kind),
})).filter(({ kinds }) => kinds.length > 0);

const KNOWN = 'known_game_dates';

/**
 * Gives rows without a date of their own the date their game has by now: a schedule may come after the box scores, or
 * move a game. Returns the tables that changed, and how many rows still have no date. What it does is done again by the
 * next refresh of the ledger if it was interrupted.
 */
export const fillGameDates = (warehouse: Warehouse): Promise<FilledDates> => onRawTables(warehouse, fillDates);

export interface FilledDates {
  readonly touched: string[];
  readonly undated: number;
}

async function fillDates(warehouse: Warehouse): Promise<FilledDates> {
  const touched: string[] = [];
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${KNOWN} AS SELECT * FROM ${knownGameDates()} known`);
  for (const { table, kinds } of DATED_BY_GAME) {
    const ofKind = ofKindSql(kinds, warehouse);
    const fill = (name: string) =>
      warehouse.change(
        `UPDATE ${name} SET game_date = known.known_date FROM ${KNOWN} known
         WHERE known.known_game = ${name}.game_id AND ${ofKind} AND ${name}.game_date IS DISTINCT FROM known.known_date`,
      );
    if ((await fill(table.name)) > 0) touched.push(table.name);
    await fill(historyOf(table));
  }
  await warehouse.execute(`DROP TABLE ${KNOWN}`);
  touched.push(...(await fillQuoteDates(warehouse)));
  // Rows moved to other dates without a new file: the ledger must not take itself for fresh.
  if (touched.length > 0) await warehouse.execute(`DELETE FROM ${RAW_REFRESH} WHERE TRUE`);
  return { touched, undated: await undatedRows(warehouse) };
}

/** How many rows that take their date from their game have none. */
export async function undatedRows(warehouse: Warehouse): Promise<number> {
  const counts = DATED_BY_GAME.map(
    ({ table, kinds }) =>
      `SELECT COUNT(*) AS n FROM ${table.name} WHERE game_date IS NULL AND ${ofKindSql(kinds, warehouse)}`,
  );
  const rows = await warehouse.query<{ n: number }>(counts.join(' UNION ALL '));
  return rows.reduce((sum, { n }) => sum + n, 0);
}

/** Condition: a row is of a file of one of the kinds. */
function ofKindSql(kinds: readonly string[], { dialect }: Warehouse): string {
  const listed = kinds.map((kind) => dialect.text(kind)).join(', ');
  return `file_id IN (SELECT file_id FROM ${FILES} WHERE kind IN (${listed}))`;
}
