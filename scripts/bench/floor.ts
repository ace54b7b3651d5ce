/**
 * The floor: every table's SQL run once per season as plain CREATE TABLE AS / INSERT, without ledger, hashes, checks,
 * failure records and batches. Usage: floor.ts WAREHOUSE [DATE] (a copy: its derived tables are replaced; with a date its
 * rows are replaced, in the tables that have a partition because of its games).
 */

import { openWarehouse } from '../../src/engine/open.js';
import { Calendar } from '../../src/ledger/calendar.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import { fillBatchDates } from '../../src/run/batch-dates.js';
import { GRAPH } from '../../src/tables/registry.js';

const [path = '', date] = process.argv.slice(2);
const warehouse = await openWarehouse({ location: path });
const calendar = await Calendar.load(warehouse, GRAPH.ordered);
const started = performance.now();
const isAsked = (day: string) => date === undefined || day === date;
for (const table of GRAPH.ordered) {
  const { sql } = compileTable(table, GRAPH.get, warehouse.dialect);
  const columns = table.columns.map((column) => `q.${column.name}`).join(', ');
  let first = true;
  for (const season of calendar.allSeasons) {
    const { from, to } = calendar.seasonRange(season);
    const dates = calendar
      .datesOf(table)
      .filter((day) => isAsked(day) && day >= from && day <= to && calendar.batchDate(day).season === season);
    if (dates.length === 0) continue;
    await fillBatchDates(
      warehouse,
      dates.map((day) => calendar.batchDate(day)),
    );
    const rows = `SELECT ${columns} FROM (${sql}) q WHERE q.failure_category IS NULL`;
    if (date !== undefined) {
      await warehouse.execute(
        `DELETE FROM ${table.name} WHERE ${table.partitionColumn} = ${warehouse.dialect.date(date)}`,
      );
    }
    const names = table.columns.map((column) => column.name).join(', ');
    await warehouse.execute(
      first && date === undefined
        ? `CREATE OR REPLACE TABLE ${table.name} AS ${rows}`
        : `INSERT INTO ${table.name} (${names}) ${rows}`,
    );
    first = false;
  }
}
// Closing writes what is still in the log: a floor that is not on the disk would be no floor.
await warehouse.close();
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
