/** Commits numbers to two tables, one transaction each, and says so: endpoint, prefix, first, last. What is there already is left. */
import { processEffects } from '../../src/effects.js';
import { warehouseAt } from '../../src/engine/open.js';

const [endpoint = '', prefix = '', first = '1', last = '1'] = process.argv.slice(2);
const effects = processEffects();
const TABLES = ['nba_raw.rows', 'nba_processing.ledger'];

async function main(): Promise<void> {
  const at = await warehouseAt({ location: `bigquery:test/${prefix}`, endpoint });
  const lock = await at.lock('write numbers', true, effects);
  const warehouse = await at.openToWrite(true, effects);
  await warehouse.createTables(TABLES.map((name) => ({ name, columns: [{ name: 'n', type: 'integer' }] })));
  for (let n = Number(first); n <= Number(last); n++) {
    await warehouse.transaction(async () => {
      for (const name of TABLES) {
        await warehouse.execute(
          `INSERT INTO ${name} (n) SELECT ${n} FROM (SELECT COUNT(*) AS had FROM ${name} WHERE n = ${n}) t WHERE t.had = 0`,
        );
      }
    });
    process.stdout.write(`${n}\n`);
  }
  await warehouse.close();
  await lock.release();
}

void main();
