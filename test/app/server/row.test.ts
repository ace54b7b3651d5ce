import { afterAll, beforeAll, expect, test } from 'vitest';
import { readers } from '../../../src/app/server/readers.js';
import { api } from '../../../src/app/server/schema/api.js';
import type { Row } from '../../../src/app/server/schema/row.js';
import { Platform } from '../../audit/warehouse-of.js';
import { preparedLeague } from '../../prepared/league.js';

let platform: Platform;
/** Of the last games, and who played in one. */
let date: string;
let player: number;
let team: string;

beforeAll(async () => {
  platform = await Platform.copyOf((await preparedLeague()).complete);
  const rows = await platform.warehouse.query<{ day: string; player: number; team: string }>(
    `SELECT c.analysis_date AS day, c.player_id AS player, s.team_abbr AS team FROM nba_precompute.player_daily_cache c
     JOIN nba_analytics.player_game_summary s ON s.game_id = c.game_id AND s.player_id = c.player_id
     WHERE s.paint_attempts > 0 ORDER BY c.analysis_date DESC, c.points_avg_last_5 DESC NULLS LAST, c.player_id LIMIT 1`,
  );
  ({ day: date, player, team } = rows[0] ?? { day: '', player: Number.NaN, team: '' });
});
afterAll(() => platform.close());

const context = () => ({ warehouse: platform.warehouse, graph: platform.graph, version: '0' });
const row = async (table: string, entity: string | number, day = date): Promise<Row> =>
  api.row.response.parse(await readers.row(context(), { table, date: day, entity: String(entity) }));
const value = (of: Row, column: string) => {
  const found = of.rows[0]?.values.find((v) => v.column === column);
  if (found === undefined) throw new Error(`no ${column}`);
  return found;
};

test('a partition lists whoever has a row or a failure in it', async () => {
  const { entities } = api.entities.response.parse(await readers.entities(context(), { table: 'psza', date }));
  const counts = await platform.warehouse.query<{ rows: number; failed: number }>(
    `SELECT (SELECT COUNT(*) FROM nba_precompute.player_shot_zone_analysis WHERE analysis_date = $1) AS rows,
       (SELECT failure_count FROM nba_processing.partitions WHERE table_name = 'nba_precompute.player_shot_zone_analysis' AND partition_date = $1) AS failed`,
    [date],
  );
  expect(entities.filter((e) => e.rows > 0)).toHaveLength(counts[0]?.rows ?? -1);
  expect(entities.filter((e) => e.rows === 0)).toHaveLength(counts[0]?.failed ?? -1);
  expect(entities.map((e) => e.name)).toEqual(entities.map((e) => e.name).sort());
  expect(entities.find((e) => e.id === String(player))?.name).toMatch(/\S \S/);
});

test('an average names the five games it is the mean of, and where each is explained in turn', async () => {
  const cache = await row('pdc', player);
  const average = value(cache, 'points_avg_last_5');
  const source = cache.rows[0]?.sources.find((s) => s.name === average.source);
  expect(average.rows).toEqual([0, 1, 2, 3, 4]);
  const points = average.rows.map((i) => Number(source?.rows[i]?.points));
  expect(points.reduce((a, b) => a + b, 0) / 5).toBeCloseTo(Number(average.value), 9);
  expect(average.redone).toEqual({ value: average.value, same: true });
  const place = source?.places[0];
  expect(place).toEqual({ alias: 'pgs', date: String(source?.rows[0]?.game_date), entity: String(player) });
  const box = await row('pgs', player, place?.date);
  expect(value(box, 'points').value).toBe(points[0]);
});

test('a count names the events that count, and no others', async () => {
  const box = await row('pgs', player);
  const attempts = value(box, 'paint_attempts');
  expect(attempts.rows).toHaveLength(Number(attempts.value));
  const source = box.rows[0]?.sources.find((s) => s.name === attempts.source);
  for (const i of attempts.rows) expect(source?.rows[i]).toMatchObject({ zone: 'paint' });
});

test("a feature leads to its table, a team's zone to the team's games", async () => {
  const features = await row('mlfs', player);
  const feature = value(features, 'points_avg_last_5');
  const source = features.rows[0]?.sources.find((s) => s.name === feature.source);
  expect([feature.how, source?.places]).toEqual([
    'points_avg_last_5 of player_daily_cache',
    [{ alias: 'pdc', date, entity: String(player) }],
  ]);
  const zones = await row('tdza', team);
  const share = value(zones, 'paint_pct_allowed');
  const games = zones.rows[0]?.sources.find((s) => s.name === share.source);
  expect(games?.places[0]).toMatchObject({ alias: 'tdgs', entity: team });
  expect(share.redone?.same).toBe(true);
});

test('who has no row gets the reason, who is unknown is told so', async () => {
  const { entities } = await readers.entities(context(), { table: 'psza', date });
  const without = entities.find((e) => e.rows === 0);
  const reason = await row('psza', without?.id ?? '');
  expect([reason.rows, reason.failures[0]?.category]).toEqual([[], 'INSUFFICIENT_DATA']);
  expect((await row('pgs', player, '2023-07-04')).absent[0]).toContain('nothing is due on 2023-07-04');
  await expect(row('pgs', 'nobody at all')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(row('nbac_schedule', player)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
