import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEffects } from '../../src/effects.js';
import { bringRows } from '../../src/engine/here.js';
import { openWarehouse, warehouseAt } from '../../src/engine/open.js';
import type { Row, Warehouse } from '../../src/engine/warehouse.js';
import { failuresTable, PARTITIONS } from '../../src/ledger/processing-names.js';
import { storedAs } from '../../src/tables/definition.js';
import { MiniLeague } from '../audit/mini-league.js';
import { MINI_TABLES } from '../audit/mini-tables.js';

/** What a date of a table should hold: its rows, its failure records, and what the ledger says of it. */
export type Content = ReadonlyMap<string, { readonly rows: readonly string[]; readonly failures: number }>;

/** Puts the invented league, its three tables empty, into BigQuery. Returns what they must hold when they are made. */
export async function putMiniLeague(endpoint: string, prefix: string): Promise<Content> {
  const folder = mkdtempSync(join(tmpdir(), 'mini-'));
  const path = join(folder, 'mini.duckdb');
  try {
    const league = await MiniLeague.create(undefined, path);
    await carry(league.warehouse, endpoint, prefix);
    await league.run();
    const made = await contentOf(league.warehouse);
    await league.close();
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function carry(here: Warehouse, endpoint: string, prefix: string): Promise<void> {
  const effects = { ...processEffects(), stderr: () => undefined };
  const at = await warehouseAt({ location: `bigquery:test/${prefix}`, endpoint });
  const lock = await at.lock('carry', false, effects);
  const there = await at.openToWrite(false, effects);
  const derived = MINI_TABLES.map(storedAs);
  const views = new Set(['nba_processing.unresolved_names']);
  const stored = [...(await here.storedColumns())].flatMap(([name, columns]) =>
    views.has(name)
      ? []
      : [
          {
            name,
            columns: columns.map(({ name: column, type }) => ({ name: column, type: type ?? ('integer' as const) })),
          },
        ],
  );
  await there.createTables([...derived, ...stored.filter(({ name }) => derived.every((one) => one.name !== name))]);
  const { transport } = there;
  if (transport === undefined) throw new Error('BigQuery has no transport');
  await there.transaction(async () => {
    for (const table of stored) {
      const [found] = await here.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table.name}`);
      if (found!.n > 0) await bringRows(there, transport, here, table, () => 'TRUE');
    }
  });
  await there.close();
  await lock.release();
}

/** What is there of the three tables, date by date. Error: a row twice, a row or record without ledger, a ledger that says otherwise. */
async function contentOf(warehouse: Warehouse): Promise<Content> {
  const content = new Map<string, { rows: string[]; failures: number }>();
  for (const table of MINI_TABLES) {
    const { name, partitionColumn: day, phase, columns, key } = table;
    const ledger = await warehouse.query<{ date: string; status: string; row_count: number; failure_count: number }>(
      `SELECT partition_date AS date, status, row_count, failure_count FROM ${PARTITIONS} WHERE table_name = '${name}' ORDER BY 1`,
    );
    const rows = await warehouse.query(`SELECT ${columns.map((column) => column.name).join(', ')} FROM ${name}`);
    const records = await warehouse.query<{ date: string }>(
      `SELECT partition_date AS date FROM ${failuresTable(phase)} WHERE table_name = '${name}'`,
    );
    const keys = rows.map((row) => JSON.stringify(key.map((column) => row[column])));
    if (new Set(keys).size !== keys.length) throw new Error(`${name} has a row twice`);
    const rowsOf = (date: string) => rows.filter((row) => row[day] === date);
    for (const { date, status, row_count, failure_count } of ledger) {
      const [found, failures] = [rowsOf(date), records.filter((record) => record.date === date).length];
      if (
        !(status === 'complete' || (status === 'empty' && found.length === 0)) ||
        found.length !== row_count ||
        failures !== failure_count
      ) {
        throw new Error(
          `${name} ${date}: the ledger says ${status}, ${row_count} rows and ${failure_count} records; there are ${found.length} and ${failures}`,
        );
      }
      content.set(`${name} ${date}`, { rows: found.map(textOf).sort(), failures });
    }
    const dates = new Set(ledger.map(({ date }) => date));
    const stray = [...rows.map((row) => String(row[day])), ...records.map(({ date }) => date)];
    const unknown = stray.find((date) => !dates.has(date));
    if (unknown !== undefined) throw new Error(`${name} ${unknown}: rows or records that the ledger does not know`);
  }
  return content;
}

/** The same text for the same values on both engines. */
const textOf = (row: Row): string =>
  JSON.stringify(row, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value));

/** What is there now. Errors as of contentOf. */
export async function contentThere(endpoint: string, prefix: string): Promise<Content> {
  const warehouse = await openWarehouse({ location: `bigquery:test/${prefix}`, endpoint, readOnly: true });
  try {
    return await contentOf(warehouse);
  } finally {
    await warehouse.close();
  }
}
