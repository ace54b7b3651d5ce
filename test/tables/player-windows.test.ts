import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROCESSING_TABLES } from '../../src/ledger/processing-schema.js';
import { playerGameSummary as PGS } from '../../src/tables/analytics/player-game-summary.js';
import { sourceDifferences } from '../../src/tables/analytics/source-differences.js';
import { teamOffenseGameSummary as TOGS } from '../../src/tables/analytics/team-offense-game-summary.js';
import { upcomingPlayerGameContext as UPGC } from '../../src/tables/analytics/upcoming-player-game-context.js';
import { upcomingTeamGameContext as UTGC } from '../../src/tables/analytics/upcoming-team-game-context.js';
import { mlFeatureStore as MLFS } from '../../src/tables/features/ml-feature-store.js';
import { playerCompositeFactors as PCF } from '../../src/tables/precompute/player-composite-factors.js';
import { playerDailyCache as PDC } from '../../src/tables/precompute/player-daily-cache.js';
import { playerShotZoneAnalysis as PSZA } from '../../src/tables/precompute/player-shot-zone-analysis.js';
import { Bench, game } from './bench-table.js';

const iso = (day: number) => `2021-11-${String(day).padStart(2, '0')}`;
const D = '2021-11-30';
const SCORER = 7;

/**
 * MIL plays on the even days 2 to 24 and on the 30th; on the 8th he is sent on and off while the clock stands, which is
 * no game of his, and the data has nothing of the 12th.
 */
const DAYS = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24];
const POINTS: Readonly<Record<number, number>> = {
  2: 10,
  4: 20,
  6: 12,
  10: 18,
  14: 16,
  16: 24,
  18: 22,
  20: 30,
  22: 20,
  24: 28,
};

const played = (day: number, points: number) => ({
  game_id: `g${day}`,
  game_date: iso(day),
  season: '2021-22',
  player_id: SCORER,
  player_lookup: 'ascorer',
  player_name: 'A Scorer',
  team_abbr: 'MIL',
  player_status: 'played',
  seconds_played: 1800,
  points,
  rebounds: 5,
  assists: 4,
  three_pt_makes: 2,
  fg_makes: 7,
  fg_attempts: 16,
  ft_makes: 4,
  ft_attempts: 5,
  usage_rate: 0.25,
  zones_trusted: true,
  paint_makes: 4,
  paint_attempts: 8,
  mid_range_makes: 1,
  mid_range_attempts: 2,
  three_pt_attempts: 6,
  assisted_fg_makes: 3,
  unassisted_fg_makes: 4,
  and1_count: 1,
});

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open([PGS, TOGS, UTGC, UPGC, PSZA, PCF, PDC, MLFS, sourceDifferences], PROCESSING_TABLES);
  const place = { home_abbr: 'MIL', away_abbr: 'BOS' };
  await bench.put(
    'nba_reference.games',
    [...DAYS, 30].map((day) => game({ game_id: `g${day}`, game_date: iso(day), ...place })),
  );
  await bench.put(PGS.name, [
    ...Object.entries(POINTS).map(([day, points]) => played(Number(day), points)),
    { ...played(8, 1), seconds_played: 0, ft_makes: 1, usage_rate: null },
  ]);
  await bench.put(
    TOGS.name,
    DAYS.filter((day) => day !== 12).map((day) => ({
      game_id: `g${day}`,
      game_date: iso(day),
      season: '2021-22',
      team_abbr: 'MIL',
    })),
  );
  const context = { game_id: 'g30', game_date: D, season: '2021-22' };
  await bench.put(UTGC.name, [
    { ...context, team_abbr: 'MIL', pace_last_10: 100, off_rating_last_10: 112, win_pct: 0.6 },
    { ...context, team_abbr: 'BOS', pace_last_10: 98 },
  ]);
  const player = { ...context, season_type: 'regular', team_abbr: 'MIL', opponent_team_abbr: 'BOS', is_home: true };
  await bench.put(UPGC.name, [
    {
      ...player,
      player_id: SCORER,
      known_before_game: true,
      usage_rate_last_10: 0.25,
      minutes_avg_last_10: 30,
      games_in_last_7_days: 1,
      availability: 'questionable',
      team_days_rest: 5,
      opponent_days_rest: 1,
      back_to_back: false,
      opponent_def_rating_last_10: 109,
      opponent_pace_last_10: 98,
    },
    { ...player, player_id: 8, known_before_game: false, availability: 'unknown' },
  ]);
});
afterAll(() => bench.close());

describe('player_shot_zone_analysis', () => {
  it('shares, percentages and account over the last ten played games', async () => {
    const [row] = await bench.run(PSZA, [D], { from: iso(1), to: '2022-06-16' });
    expect(row).toMatchObject({
      paint_rate_last_10: 0.5,
      mid_range_rate_last_10: 0.125,
      three_pt_rate_last_10: 0.375,
      paint_pct_last_10: 0.5,
      paint_attempts_per_game_last_10: 8,
      total_shots_last_10: 160,
      games_in_sample_10: 10,
      games_in_sample_20: 10,
      primary_scoring_zone: 'paint',
      games_missing: ['g12'],
      games_dnp: 1,
      games_expected: 12,
      failure_category: null,
    });
    expect(row?.assisted_rate_last_10).toBeCloseTo(3 / 7, 12);
    expect(row?.and1_rate_last_10).toBeCloseTo(1 / 7, 12);
  });

  it('needs ten played games: before, the reason is the missing one', async () => {
    const [row] = await bench.run(PSZA, [iso(24)], { from: iso(1), to: '2022-06-16' });
    expect(row).toMatchObject({ failure_category: 'DATA_GAP', games_found: 9 });
    const [early] = await bench.run(PSZA, [iso(6)], { from: iso(1), to: '2022-06-16' });
    expect(early).toMatchObject({ failure_category: 'INSUFFICIENT_DATA', games_found: 2, games_missing: [] });
  });
});

describe('player_daily_cache', () => {
  it('averages, spread and trend of his points', async () => {
    const row = (await bench.run(PDC, [D], { from: iso(1), to: '2022-06-16' })).find((r) => r.player_id === SCORER)!;
    // Last ten: 10 20 12 18 16 24 22 30 20 28 (all ten of the season), mean 20; squares of the differences sum to 368.
    expect(row).toMatchObject({
      points_avg_season: 20,
      points_avg_last_10: 20,
      games_played_season: 10,
      rebounds_avg_last_5: 5,
    });
    expect(row.points_avg_last_5).toBeCloseTo((24 + 22 + 30 + 20 + 28) / 5, 12);
    expect(row.points_std_last_10).toBeCloseTo(Math.sqrt(368 / 9), 12);
    // (30 + 20 + 28) / 3 - (24 + 22) / 2 = 26 - 23: rising is positive.
    expect(row.points_trend).toBeCloseTo(3, 12);
    // 200 points of 160 attempts and 50 free throws; 40 of 200 points from the line.
    expect(row.ts_pct_last_10).toBeCloseTo(200 / (2 * (160 + 0.44 * 50)), 12);
    expect(row.ft_points_share_last_10).toBeCloseTo(0.2, 12);
    expect(row).toMatchObject({
      minutes_avg_season: 30,
      games_dnp: 1,
      games_missing: ['g12'],
      games_expected: 12,
      failure_category: null,
    });
  });

  it('has no trend where one of the five games has no points', async () => {
    for (const before of [0, 2]) {
      const [latest] = await bench.warehouse.query<{ game_id: string; points: number }>(
        `SELECT game_id, points FROM ${PGS.name} WHERE player_id = ${SCORER} AND points IS NOT NULL ORDER BY game_date DESC LIMIT 1 OFFSET ${before}`,
      );
      await bench.warehouse.execute(
        `UPDATE ${PGS.name} SET points = NULL WHERE player_id = ${SCORER} AND game_id = '${latest?.game_id}'`,
      );
      const row = (await bench.run(PDC, [D], { from: iso(1), to: '2022-06-16' })).find((r) => r.player_id === SCORER);
      expect(row?.points_trend).toBeNull();
      expect(row?.points_avg_last_5).not.toBeNull();
      await bench.warehouse.execute(
        `UPDATE ${PGS.name} SET points = ${latest?.points} WHERE player_id = ${SCORER} AND game_id = '${latest?.game_id}'`,
      );
    }
  });

  it('has no row for a man without games: a failure that says so', async () => {
    const row = (await bench.run(PDC, [D], { from: iso(1), to: '2022-06-16' })).find((r) => r.player_id === 8)!;
    expect(row).toMatchObject({ failure_category: 'INSUFFICIENT_DATA', failure_reason: 'needs 5 played games, has 0' });
  });
});

describe('ml_feature_store', () => {
  it('takes features from the cache and names every missing one with its reason', async () => {
    await bench.put(PDC.name, [
      {
        player_id: SCORER,
        analysis_date: D,
        points_avg_last_5: 24.8,
        points_trend: 3,
        minutes_avg_last_10: 33,
        minutes_avg_season: 30,
        games_dnp: 4,
        primary_scoring_zone: 'paint',
        paint_rate_last_10: 0.5,
      },
    ]);
    const rows = await bench.run(MLFS, [D]);
    const [scorer, stranger] = rows as [Record<string, unknown>, Record<string, unknown>];
    expect(scorer).toMatchObject({
      points_avg_last_5: 24.8,
      recent_trend: 3,
      rest_advantage: 3,
      injury_risk: 1,
      home_away: 1,
      back_to_back: 0,
      playoff_game: 0,
      pct_paint: 0.5,
      team_win_pct: 0.6,
      games_dnp: 4,
      is_production_ready: false,
    });
    expect(scorer.minutes_change).toBeCloseTo(0.1, 12);
    expect(scorer.missing_inputs).toContain('points_avg_season:not_measured');
    expect(stranger.features_missing).toContain('points_avg_last_5');
    expect(stranger.missing_inputs).toContain('points_avg_last_5:fewer_than_5_games');
    expect(stranger.missing_inputs).toContain('injury_risk:no_injury_source');
    expect(stranger.is_production_ready).toBe(false);
    const missing = (row: Record<string, unknown>) => (row.features_missing as string[]).length;
    expect([scorer, stranger].map((row) => Number(row.features_present) + missing(row))).toEqual([25, 25]);
  });
});
