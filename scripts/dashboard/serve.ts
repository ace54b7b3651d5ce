/** Serves a warehouse from the sources: tsx scripts/dashboard/serve.ts WAREHOUSE.duckdb [PORT]. */

import { startServer } from '../../src/app/server/serve.js';
import { processEffects } from '../../src/effects.js';
import { warehouseAt } from '../../src/engine/open.js';
import { GRAPH } from '../../src/tables/registry.js';

const [db, port = '4173'] = process.argv.slice(2);
if (db === undefined) throw new Error('usage: tsx scripts/dashboard/serve.ts WAREHOUSE.duckdb [PORT]');
const server = await startServer(
  { at: await warehouseAt({ location: db }), graph: GRAPH, port: Number(port), version: '0.0.0', token: 'development' },
  processEffects(),
);
console.log(server.url);
