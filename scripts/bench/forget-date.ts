/** Makes a warehouse forget that a date was made: every table of it is missing. Usage: forget-date.ts WAREHOUSE DATE. */
import { PARTITIONS } from '../../src/backfill/ledger-sql.js';
import { openDuckdb } from '../../src/warehouse/duckdb/duckdb-warehouse.js';

const [path = '', date = ''] = process.argv.slice(2);
const warehouse = await openDuckdb({ path });
await warehouse.execute(
  `DELETE FROM ${PARTITIONS} WHERE code_hash IS NOT NULL AND partition_date = ${warehouse.dialect.date(date)}`,
);
await warehouse.close();
