import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventsTold } from '../../../src/tables/reference/build/events-told.js';
import { rebuildReference } from '../../../src/tables/reference/build/index.js';
import { Platform } from '../../audit/warehouse-of.js';
import { preparedLeague } from '../../prepared/league.js';

type Told = { source: string; game_id: string; steps_back: number; made_from: string; row_check: string };

let platform: Platform;
let folder: string;
/** The league's events, a line each, with the names of the columns. */
let header: string;
let events: readonly string[];

beforeAll(async () => {
  const { ingested } = await preparedLeague();
  platform = await Platform.copyOf(ingested);
  folder = mkdtempSync(join(tmpdir(), 'events-told-'));
  const [file] = await platform.warehouse.query<{ path: string }>(
    `SELECT path FROM nba_processing.files WHERE kind = 'play_by_play_v2' AND path LIKE '%regular%'`,
  );
  const text = readFileSync(file?.path ?? '');
  [header = '', ...events] = gunzipSync(text).toString().trim().split('\n');
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Where the rows are stored: one that is made again gets another place. */
const places = async () =>
  new Map(
    (
      await platform.warehouse.query<{ game_id: string; place: number }>(
        'SELECT game_id, rowid AS place FROM nba_reference.events_told',
      )
    ).map(({ game_id, place }) => [game_id, place]),
  );
const told = () => platform.warehouse.query<Told>('SELECT * FROM nba_reference.events_told ORDER BY source, game_id');
const games = () => platform.warehouse.query('SELECT * FROM nba_reference.games ORDER BY game_id');
const build = () => platform.warehouse.transaction(async () => eventsTold.build?.(platform.warehouse));

it('after a corrected game only its row is made again, and all are those of a build from nothing', async () => {
  const [before, placed] = [await told(), await places()];
  expect(before.length).toBeGreaterThan(20);
  const game = before[3]?.game_id ?? '';
  const own = events.filter((line) => line.includes(game) || line.includes(game.replace(/^00/, '')));
  expect(own.length).toBeGreaterThan(100);
  // One event has another clock: it comes before others that stand above it.
  const clock = header.split(',').indexOf('PCTIMESTRING');
  const other = own.map((line, i) =>
    line
      .split(',')
      .map((cell, n) => (i === 40 && n === clock ? '12:00' : cell))
      .join(','),
  );
  writeFileSync(join(folder, 'corrected.csv'), `${[header, ...other].join('\n')}\n`);
  expect(await platform.ingest(join(folder, 'corrected.csv'))).toMatchObject({ rows: own.length, rejected: 0 });
  const after = await told();
  expect(after.filter((row, i) => row.row_check !== before[i]?.row_check).map((row) => row.game_id)).toEqual([game]);
  const now = await places();
  expect([...placed].filter(([id, place]) => now.get(id) !== place).map(([id]) => id)).toEqual([game]);
  expect([before[3]?.steps_back, after[3]?.steps_back]).toEqual([0, 1]);

  const kept = await games();
  await platform.warehouse.transaction(async () => rebuildReference(platform.warehouse));
  expect(await told()).toEqual(after);
  expect(await games()).toEqual(kept);
});

it('a row that was altered, or made by another rule, is made again', async () => {
  const before = await told();
  const [other, altered] = before;
  await platform.warehouse.execute(
    `UPDATE nba_reference.events_told SET last_period = 9 WHERE game_id = '${altered?.game_id}'`,
  );
  await build();
  expect(await told()).toEqual(before);
  await platform.warehouse.execute(
    `UPDATE nba_reference.events_told SET made_from = 'another rule' WHERE game_id = '${other?.game_id}'`,
  );
  await build();
  expect(await told()).toEqual(before);
});

it('a game without events has no row', async () => {
  const before = await told();
  const [gone] = before;
  await platform.warehouse.execute(`DELETE FROM nba_raw.nbac_play_by_play WHERE game_id = '${gone?.game_id}'`);
  await build();
  expect(await told()).toEqual(before.slice(1));
});
