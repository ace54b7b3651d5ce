import { PARTITIONS } from '../../src/ledger/processing-names.js';
/**
 * Makes a warehouse forget that a date was made: every table is missing that has a partition because of its games. Usage:
 * forget-date.ts WAREHOUSE DATE.
 */

import { openWarehouse } from '../../src/engine/open.js';
import { GRAPH } from '../../src/tables/registry.js';

const [path = '', date = ''] = process.argv.slice(2);
const warehouse = await openWarehouse({ location: path });
const { dialect: d } = warehouse;
const tables = GRAPH.ordered.filter((table) => (table.partitionDates ?? 'games') === 'games');
await warehouse.execute(
  `DELETE FROM ${PARTITIONS} WHERE table_name IN (${tables.map((table) => d.text(table.name)).join(', ')}) AND partition_date = ${d.date(date)}`,
);
await warehouse.close();
