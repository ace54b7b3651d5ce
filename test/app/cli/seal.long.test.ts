import { appendFileSync, copyFileSync, statSync, truncateSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { warehouseAt } from '../../../src/engine/open.js';
import type { HealReport } from '../../../src/repair/report.js';
import { simulate } from '../../../src/simulate/simulate.js';
import { Terminal } from './terminal.js';

const TDGS = 'nba_analytics.team_defense_game_summary';
let terminal: Terminal;
let db: string;

beforeAll(async () => {
  terminal = new Terminal();
  db = terminal.path('league.duckdb');
  terminal.set('NBA_PROPS_DB', db);
  const out = terminal.path('league');
  const league = await simulate({ seasons: 1, seed: 'seal', out, teams: 4, gamesPerTeam: 10 });
  await terminal.run('ingest', terminal.path('league', league.seasons[0]?.season ?? ''));
  await terminal.run('backfill', 'all');
});
afterAll(() => terminal.close());

const isSealed = async (location: string) => (await warehouseAt({ location })).seal.holds();
const heal = () => terminal.json<HealReport>(0, 'heal');
const tamper = async () => {
  const warehouse = await openDuckdb({ path: db });
  await warehouse.execute(
    `UPDATE ${TDGS} SET steals = steals + 1 WHERE game_date = (SELECT MIN(game_date) FROM ${TDGS})`,
  );
  await warehouse.close();
};

describe('the seal of a warehouse', () => {
  test('a file that only the platform has written to is believed without hashing its rows', async () => {
    expect(await isSealed(db)).toBe(true);
    expect(await heal()).toMatchObject({ trusted: true, corrupt: [], remaining: [] });
    await terminal.run('query', 'SELECT 1');
    expect(await isSealed(db)).toBe(true);
  });

  test('a run with nothing to do leaves its record in the log, and the file as it was', async () => {
    const before = statSync(db, { bigint: true }).mtimeNs;
    const runs = async () => (await terminal.json<unknown[]>(0, 'runs')).length;
    const known = await runs();
    await terminal.run('backfill', 'all');
    expect(statSync(db, { bigint: true }).mtimeNs).toBe(before);
    expect(await isSealed(db)).toBe(true);
    expect(await runs()).toBe(known + 1);
    // A log that somebody else has written to is no longer ours.
    appendFileSync(`${db}.wal`, 'x');
    expect(await isSealed(db)).toBe(false);
    truncateSync(`${db}.wal`, statSync(`${db}.wal`).size - 1);
    await heal();
    expect(await isSealed(db)).toBe(true);
    expect(await runs()).toBe(known + 2);
  });

  test("another writer's change is looked for and found; once healed, the file is believed again", async () => {
    await tamper();
    expect(await isSealed(db)).toBe(false);
    // Our own work does not make good what others did.
    await terminal.run('backfill', 'all');
    expect(await isSealed(db)).toBe(false);
    const report = await heal();
    expect(report).toMatchObject({ trusted: false, corrupt: [{ table: TDGS, kind: 'rows_changed' }] });
    expect(await heal()).toMatchObject({ trusted: true, corrupt: [] });
  });

  test('verify looks at every row all the same: it seals what is right and breaks the seal of what is not', async () => {
    await tamper();
    expect((await terminal.run('verify')).code).toBe(1);
    expect(await isSealed(db)).toBe(false);
    await heal();
    const other = terminal.path('copy.duckdb');
    copyFileSync(db, other);
    expect(await isSealed(other)).toBe(false);
    expect((await terminal.run('verify', 'pgs', '--db', other)).code).toBe(0);
    expect(await isSealed(other)).toBe(false);
    expect((await terminal.run('verify', '--db', other)).code).toBe(0);
    expect(await isSealed(other)).toBe(true);
  });
});
