import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ServerBench } from './server-bench.js';

let bench: ServerBench;
beforeAll(async () => {
  bench = await ServerBench.start({ host: '0.0.0.0' });
});
afterAll(() => bench.stop());

const scrape = (token: string) => bench.ask('/metrics', { headers: { authorization: `Bearer ${token}` } });

test('tells collectors how the watch and its alerts stand; beyond this machine they need the token', async () => {
  expect((await bench.ask('/metrics')).status).toBe(401);
  expect((await scrape('wrong')).status).toBe(401);
  const before = await scrape(bench.server.token);
  expect(before.status).toBe(200);
  expect(before.headers['content-type']).toContain('text/plain');
  expect(before.text).toMatch(/^nba_props_alerts_open 0$/m);
  expect(before.text).toMatch(/^nba_props_watch_state\{state="halted"\} 0$/m);
  const state = { pid: process.pid, state: 'halted', attempts: 4, last: { at: '2022-01-01T00:00:00.000Z', exit: 4 } };
  writeFileSync(`${bench.db}.watch.json`, JSON.stringify(state));
  writeFileSync(`${bench.db}.alerts.json`, JSON.stringify({ open: [{ key: 'a' }, { key: 'b' }] }));
  const after = await scrape(bench.server.token);
  expect(after.text).toMatch(/^nba_props_alerts_open 2$/m);
  expect(after.text).toMatch(/^nba_props_watch_state\{state="halted"\} 1$/m);
  expect(after.text).toMatch(/^nba_props_failed_passes 4$/m);
  expect(after.text).toMatch(/^nba_props_last_pass_timestamp_seconds 1640995200$/m);
  // The page says the same, whatever it was told before.
  const token = { 'x-nba-props-token': bench.server.token };
  const page = await bench.ask('/api/watch?now=2022-01-01T00:00:00.000Z', { headers: token });
  expect(page.json()).toMatchObject({ state: 'halted', open: [{ key: 'a' }, { key: 'b' }] });
  writeFileSync(`${bench.db}.watch.json`, JSON.stringify({ ...state, pid: 2 ** 30 }));
  const later = await bench.ask('/api/watch?now=2022-01-01T00:01:00.000Z', { headers: token });
  expect(later.json()).toMatchObject({ state: 'stopped' });
});
