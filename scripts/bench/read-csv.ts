/**
 * The floor of an ingest: every file as it is, read by the engine's own reader into a table. Usage: read-csv.ts WAREHOUSE PATH...
 */
import { openWarehouse } from '../../src/engine/open.js';
import { findFiles } from '../../src/raw/readers/find-files.js';

const [path = '', ...paths] = process.argv.slice(2);
const warehouse = await openWarehouse({ location: path });
const started = performance.now();
for (const [i, file] of findFiles(paths, process.cwd()).files.entries()) {
  await warehouse.execute(`CREATE TABLE file_${i} AS SELECT * FROM read_csv(${warehouse.dialect.text(file)})`);
}
await warehouse.close();
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
