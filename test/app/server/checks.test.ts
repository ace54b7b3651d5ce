import { afterEach, expect, test } from 'vitest';
import { ServerBench } from './server-bench.js';

let bench: ServerBench;
afterEach(() => bench.stop());

/** A server whose checks print an error and end with an exit code. */
const printing = (code: string, exit: number) =>
  ServerBench.start({
    commandLine: [
      process.execPath,
      '-e',
      `console.log(JSON.stringify({ error: { code: '${code}', what: 'What.', todo: 'Do.' } })); process.exitCode = ${exit}`,
    ],
  });
const check = () => bench.ask('/api/contracts?season=2021-22');

test('a check that was asked for wrongly is the fault of the request', async () => {
  bench = await printing('BAD_OPTION', 2);
  const answer = await check();
  expect(answer.status).toBe(400);
  expect(answer.json()).toEqual({ error: { code: 'BAD_OPTION', what: 'What.', todo: 'Do.' } });
});

test('a check whose engine failed is not', async () => {
  bench = await printing('ENGINE_FAILED', 3);
  const answer = await check();
  expect([answer.status, answer.json<{ error: { code: string } }>().error.code]).toEqual([500, 'ENGINE_FAILED']);
});
