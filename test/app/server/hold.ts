/**
 * A process that writes the warehouse as the command line does: takes the lock, opens the file (waiting for readers),
 * says so, holds it until its standard input ends. Arguments: DB.
 */

import { processEffects } from '../../../src/effects.js';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { takeLock } from '../../../src/engine/duckdb/lock.js';
import { writeRunFile } from '../../../src/run/run-file.js';

const [db = ''] = process.argv.slice(2);
const effects = processEffects();
const lock = await takeLock(db, 'nba-props backfill all', false, effects);
const warehouse = await openDuckdb({ path: db, patienceMs: 10_000 });
const tell = writeRunFile(db, { runId: 'terminal', command: 'nba-props backfill all' }, effects);
tell({
  type: 'run_started',
  runId: 'terminal',
  tables: ['nba_analytics.mini_games'],
  from: '2021-11-01',
  to: '2021-11-23',
});
await warehouse.execute(`UPDATE nba_processing.runs SET error = 'touched'`);
process.stdout.write('holding\n');
process.stdin.resume();
await new Promise((resolve) => process.stdin.once('end', resolve));
tell({ type: 'run_done', runId: 'terminal', status: 'complete' });
await warehouse.close();
lock.release();
