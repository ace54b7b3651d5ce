import { afterAll, beforeAll, expect, test } from 'vitest';
import { readers } from '../../../src/app/server/readers.js';
import { api } from '../../../src/app/server/schema/api.js';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import type { Warehouse } from '../../../src/engine/warehouse.js';
import { bringUpToDate } from '../../../src/ledger/platform-schema.js';
import { GRAPH } from '../../../src/tables/registry.js';

/** Twelve games on consecutive days, points 10, 11, ... 21; the sixth was not played. All invented. */
const SEASON = '2021-22';
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
  await bringUpToDate(warehouse, GRAPH, { now: () => new Date(0) });
  await warehouse.execute(`
    CREATE TEMP TABLE days AS SELECT i, DATE '2021-11-01' + CAST(i AS INTEGER) AS day, '00221000' || lpad(CAST(i AS VARCHAR), 2, '0') AS game_id FROM range(12) r(i);
    INSERT INTO nba_reference.players VALUES (7, 'Nikola Jovanović', 'nikolajovanovic');
    INSERT INTO nba_analytics.player_game_summary BY NAME SELECT game_id, day AS game_date, '${SEASON}' AS season, 7 AS player_id,
      'nikolajovanovic' AS player_lookup, 'Nikola Jovanović' AS player_name, 'MIA' AS team_abbr, 'BOS' AS opponent_team_abbr, i % 2 = 0 AS is_home,
      CASE WHEN i = 5 THEN 'dnp' ELSE 'played' END AS player_status, CASE WHEN i <> 5 THEN 10 + i END AS points, 30e0 AS minutes_played,
      CASE WHEN i = 6 THEN 15.5e0 END AS points_line, CASE WHEN i = 6 THEN 'OVER' END AS over_under_result FROM days;
    INSERT INTO nba_precompute.player_daily_cache BY NAME SELECT day AS analysis_date, '${SEASON}' AS season, 7 AS player_id, game_id,
      12e0 AS points_avg_last_5, 12e0 AS points_avg_last_10, 12e0 AS points_avg_season FROM days WHERE i = 6;
    INSERT INTO nba_precompute.player_composite_factors BY NAME SELECT day AS analysis_date, game_id, 7 AS player_id, 62 AS fatigue_score,
      -2.5e0 AS shot_zone_mismatch_score, '{"days_rest": 1, "b2b": null}' AS fatigue_context, ['no_pace'] AS missing_inputs,
      ['0022100003'] AS games_missing FROM days WHERE i = 6;
    INSERT INTO nba_precompute.team_defense_zone_analysis BY NAME SELECT day AS analysis_date, '${SEASON}' AS season, team AS team_abbr,
      0.6e0 AS paint_pct_allowed, CASE team WHEN 'MIA' THEN 4.3e0 ELSE -1e0 END AS paint_defense_vs_league_avg, 15 AS games_in_sample,
      'high' AS sample_quality, [] AS games_missing FROM days, (VALUES ('MIA'), ('BOS')) t(team) WHERE i > 9;
    INSERT INTO nba_reference.shots BY NAME SELECT '0022100000' AS game_id, DATE '2021-11-01' AS game_date, '${SEASON}' AS season, n AS event_index,
      7 AS player_id, 'MIA' AS team_abbr, 'BOS' AS opponent_team_abbr, v.value, v.made, v.x, v.y, v.zone, v.detail AS zone_detail
      FROM (VALUES (1, 3, TRUE, -220, 10, 'three', 'left_corner_3'), (2, 2, FALSE, 0, 20, 'paint', 'restricted_area'),
        (3, 2, TRUE, NULL, NULL, 'unknown', 'unknown')) v(n, value, made, x, y, zone, detail);
    INSERT INTO nba_predictions.ml_feature_store BY NAME SELECT game_id, day AS game_date, '${SEASON}' AS season, 7 AS player_id, 'v1' AS feature_version,
      CASE WHEN i > 1 THEN CAST(i AS DOUBLE) END AS points_avg_last_5, i > 1 AS is_production_ready,
      CASE WHEN i <= 1 THEN ['points_avg_last_5:fewer_than_5_games', 'pace_score:no_pace'] ELSE [] END AS missing_inputs FROM days`);
});
afterAll(() => warehouse.close());

const context = () => ({ warehouse, graph: GRAPH, version: '0' });

test('players are found without accents, capitals or spaces', async () => {
  for (const q of ['JOVANOVIC', 'nikola j', 'jovanović']) {
    const found = await readers.players(context(), { q });
    expect(api.players.response.parse(found).players).toEqual([
      { playerId: 7, name: 'Nikola Jovanović', teams: ['MIA'], seasons: [SEASON], games: 11 },
    ]);
  }
  expect((await readers.players(context(), { q: 'nobody' })).players).toEqual([]);
});

test("a player's season has what he did and what was known before, NULL where nothing was", async () => {
  const season = api.player.response.parse(await readers.player(context(), { player: 7 }));
  expect(season.games.map((g) => g.points)).toEqual([10, 11, 12, 13, 14, null, 16, 17, 18, 19, 20, 21]);
  expect(season.games[5]).toMatchObject({ status: 'dnp', avgLast5: null });
  expect(season.games[6]).toMatchObject({
    date: '2021-11-07',
    // 10, 11, 12, 13, 14: the game he missed is not a zero.
    avgLast5: 12,
    fatigue: 62,
    mismatch: -2.5,
    pace: null,
    pointsLine: 15.5,
    overUnder: 'OVER',
    missing: ['no_pace'],
  });
  await expect(readers.player(context(), { player: 8 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('factors come with their stored inputs', async () => {
  const factors = api.factors.response.parse(await readers.factors(context(), { player: 7, game: '0022100006' }));
  expect(factors.factors[0]).toMatchObject({ name: 'fatigue_score', value: 62, inputs: { days_rest: 1, b2b: null } });
  expect(factors.gamesMissing).toEqual(['0022100003']);
  await expect(readers.factors(context(), { player: 7, game: '0022100001' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('team zones of the last date unless asked for another, and a trend', async () => {
  const zones = api.zones.response.parse(await readers.zones(context(), { season: SEASON }));
  expect([zones.date, zones.dates.length]).toEqual(['2021-11-12', 2]);
  expect(zones.teams.map((t) => [t.team, t.paint.diff, t.mid_range.diff])).toEqual([
    ['BOS', -1, null],
    ['MIA', 4.3, null],
  ]);
  const trend = api.zoneTrend.response.parse(await readers.zoneTrend(context(), { season: SEASON, team: 'MIA' }));
  expect(trend.days.map((d) => d.date)).toEqual(['2021-11-11', '2021-11-12']);
  expect((await readers.zones(context(), { season: '1999-00' })).date).toBeNull();
});

test('shots with a location are placed, those without are counted', async () => {
  const shots = api.shots.response.parse(await readers.shots(context(), { season: SEASON, player: 7 }));
  expect([shots.x, shots.y, shots.made, shots.value]).toEqual([
    [-220, 0],
    [10, 20],
    [true, false],
    [3, 2],
  ]);
  expect([shots.subject, shots.unlocated]).toEqual(['Nikola Jovanović', 1]);
  expect(shots.zones.reduce((n, z) => n + z.attempts, 0)).toBe(3);
  const allowed = api.shots.response.parse(
    await readers.shots(context(), { season: SEASON, team: 'BOS', side: 'against' }),
  );
  expect([allowed.subject, allowed.x.length, allowed.games[0]?.opponent]).toEqual(["BOS's opponents", 2, 'MIA']);
  await expect(readers.shots(context(), { season: SEASON })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('features: NULLs, means and histograms by month, with the reasons', async () => {
  const all = api.features.response.parse(await readers.features(context(), { season: SEASON }));
  expect([all.rows, all.productionReady, all.features.length]).toEqual([12, 10, 25]);
  // 2, 3, ... 11
  expect(all.features[0]).toMatchObject({ name: 'points_avg_last_5', nulls: 2, farthest: null, alarms: [] });
  expect(all.earlier).toEqual([]);
  expect(all.features[0]?.months).toMatchObject([{ month: '2021-11', rows: 12, nulls: 2, mean: 6.5, min: 2, max: 11 }]);
  const one = api.feature.response.parse(
    await readers.feature(context(), { season: SEASON, feature: 'points_avg_last_5' }),
  );
  expect(one.months[0]?.counts.reduce((a, b) => a + b, 0)).toBe(10);
  expect([one.edges[0], one.edges.at(-1), one.months[0]?.nulls]).toEqual([2, 11, 2]);
  expect(one.reasons).toEqual([{ reason: 'fewer_than_5_games', rows: 2 }]);
});
