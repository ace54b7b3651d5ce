/**
 * Makes three small tables over a range of dates in a BigQuery warehouse, and prints the dates that are committed. Arguments:
 * endpoint, data set prefix, first date, last date, and how often (default once; each later time makes all dates again).
 */
import { processEffects } from '../../src/effects.js';
import { warehouseAt } from '../../src/engine/open.js';
import { makeJob } from '../../src/ledger/checkpoint.js';
import { newRunId } from '../../src/ledger/run-log.js';
import { runBackfill } from '../../src/run/run.js';
import { buildGraph } from '../../src/tables/graph.js';
import { MINI_TABLES } from '../audit/mini-tables.js';

const [endpoint = '', prefix = '', from = '', to = '', times = '1'] = process.argv.slice(2);

async function main(): Promise<void> {
  const effects = processEffects();
  const graph = buildGraph(MINI_TABLES);
  const at = await warehouseAt({ location: `bigquery:test/${prefix}`, endpoint });
  const lock = await at.lock(`make ${from} to ${to}`, true, effects);
  const warehouse = await at.openToWrite(true, effects);
  for (let time = 0; time < Number(times); time++) {
    await runBackfill(warehouse, graph, effects, {
      selection: { tables: graph.ordered, from, to },
      job: makeJob('backfill', ['all'], from, to),
      runId: newRunId(effects),
      batchDays: 3,
      force: time > 0,
      onEvent: (event) => {
        if (event.type === 'batch_done') process.stdout.write(`${event.table} ${event.from} ${event.to}\n`);
        if (event.type === 'batch_failed') process.stderr.write(`${event.table} ${event.from}: ${event.error}\n`);
      },
    });
  }
  await warehouse.close();
  await lock.release();
}

void main();
