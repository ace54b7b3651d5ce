import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWarehouse } from '../../../src/engine/open.js';
import { ServerBench } from './server-bench.js';

let bench: ServerBench;
beforeAll(async () => {
  bench = await ServerBench.start();
});
afterAll(() => bench.stop());

const schemaVersion = async (change: string) => {
  const warehouse = await openWarehouse({ location: bench.db });
  await warehouse.execute(`UPDATE nba_processing.schema_migrations SET version = version ${change}`);
  await warehouse.close();
};

test('a warehouse of an earlier schema is told as such by every view, until a command has brought it up to date', async () => {
  expect((await bench.ask('/api/coverage')).status).toBe(200);
  await schemaVersion('- 1');
  for (const path of ['/api/coverage', '/api/tonight?date=2021-10-20']) {
    const { status, text } = await bench.ask(path);

    expect({ path, status }).toEqual({ path, status: 503 });
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'WAREHOUSE_OLDER' } });
  }
  await schemaVersion('+ 1');
  expect((await bench.ask('/api/coverage')).status).toBe(200);
});

test('so is one whose derived tables have other columns', async () => {
  const [table] = bench.league?.graph.ordered ?? [];
  const change = async (statement: string) => {
    const warehouse = await openWarehouse({ location: bench.db });
    await warehouse.execute(`ALTER TABLE ${table?.name} ${statement}`);
    await warehouse.close();
    return (await bench.ask('/api/coverage')).status;
  };
  expect(await change('ADD COLUMN of_a_later_program INTEGER')).toBe(503);
  expect(await change('DROP COLUMN of_a_later_program')).toBe(200);
});
