/**
 * The floor: every table's SQL run once per season as plain CREATE TABLE AS / INSERT, without ledger, hashes, checks,
 * failure records and batches. Usage: floor.ts WAREHOUSE (a copy: its derived tables are replaced).
 */

import { openWarehouse } from '../../src/engine/open.js';
import { Calendar } from '../../src/ledger/calendar.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import { fillBatchDates } from '../../src/run/batch-dates.js';
import { GRAPH } from '../../src/tables/registry.js';

const path = process.argv[2] ?? '';
const warehouse = await openWarehouse({ location: path });
const calendar = await Calendar.load(warehouse, GRAPH.ordered);
const started = performance.now();
for (const table of GRAPH.ordered) {
  const { sql } = compileTable(table, GRAPH.get, warehouse.dialect);
  const columns = table.columns.map((column) => `q.${column.name}`).join(', ');
  let first = true;
  for (const season of calendar.allSeasons) {
    const { from, to } = calendar.seasonRange(season);
    const dates = calendar
      .datesOf(table)
      .filter((date) => date >= from && date <= to && calendar.batchDate(date).season === season);
    if (dates.length === 0) continue;
    await fillBatchDates(
      warehouse,
      dates.map((date) => calendar.batchDate(date)),
    );
    const rows = `SELECT ${columns} FROM (${sql}) q WHERE q.failure_category IS NULL`;
    await warehouse.execute(
      first ? `CREATE OR REPLACE TABLE ${table.name} AS ${rows}` : `INSERT INTO ${table.name} ${rows}`,
    );
    first = false;
  }
}
// Closing writes what is still in the log: a floor that is not on the disk would be no floor.
await warehouse.close();
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
