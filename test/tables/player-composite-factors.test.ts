import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Value } from '../../src/engine/warehouse.js';
import { upcomingPlayerGameContext as UPGC } from '../../src/tables/analytics/upcoming-player-game-context.js';
import { upcomingTeamGameContext as UTGC } from '../../src/tables/analytics/upcoming-team-game-context.js';
import { playerCompositeFactors as PCF } from '../../src/tables/precompute/player-composite-factors.js';
import { playerShotZoneAnalysis as PSZA } from '../../src/tables/precompute/player-shot-zone-analysis.js';
import { teamDefenseZoneAnalysis as TDZA } from '../../src/tables/precompute/team-defense-zone-analysis.js';
import { Bench } from './bench-table.js';

const D = '2021-12-10';
const key = { game_id: '0022100400', player_id: 7, game_date: D, season: '2021-22' };

/** A rested man of ordinary load: nothing of it costs him anything. */
const fresh = {
  ...key,
  team_abbr: 'MIL',
  opponent_team_abbr: 'HOU',
  known_before_game: true,
  back_to_back: false,
  days_since_last_game: 2,
  games_in_last_7_days: 3,
  minutes_in_last_7_days: 87.6,
  avg_minutes_per_game_last_7: 29.2,
  back_to_backs_last_14_days: 0,
  pace_differential: 3,
  usage_rate_last_10: 0.25,
  projected_usage_rate: 0.3,
  star_teammates_out: 1,
};

const zones = {
  player_id: 7,
  analysis_date: D,
  primary_scoring_zone: 'paint',
  paint_rate_last_10: 0.65,
  mid_range_rate_last_10: 0.1,
  three_pt_rate_last_10: 0.25,
};
const defence = (team: string, rating: number) => ({
  team_abbr: team,
  analysis_date: D,
  paint_defense_vs_league_avg: 4.3,
  mid_range_defense_vs_league_avg: -2,
  three_pt_defense_vs_league_avg: 1,
  defensive_rating_last_15: rating,
});

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open([UTGC, UPGC, PSZA, TDZA, PCF]);
  await bench.put(UTGC.name, [
    { game_id: key.game_id, game_date: D, team_abbr: 'MIL' },
    { game_id: key.game_id, game_date: D, team_abbr: 'HOU' },
  ]);
});
afterEach(() => bench.close());

async function one(player: Record<string, Value>, withZones = true) {
  await bench.put(UPGC.name, [player]);
  if (withZones) {
    await bench.put(PSZA.name, [zones]);
    await bench.put(TDZA.name, [defence('HOU', 114), defence('BOS', 108)]);
  }
  const rows = await bench.run(PCF, [D]);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

describe('player_composite_factors', () => {
  it('adds up the four factors', async () => {
    const row = await one(fresh);
    // Fresh: 100 and 0. Paint share .65 counts whole: +4.3. Pace 3/2 = 1.5. Usage 30 x .05 = 1.5, one star out: x 1.15.
    expect(row).toMatchObject({
      fatigue_score: 100,
      fatigue_adjustment: 0,
      shot_zone_mismatch_score: 4.3,
      pace_score: 1.5,
    });
    expect(row.usage_spike_score).toBeCloseTo(1.725, 12);
    expect(row.total_composite_adjustment).toBeCloseTo(7.525, 12);
    expect(row.factors_included).toEqual(['fatigue', 'shot_zone_mismatch', 'pace', 'usage_spike']);
    // Opponent 114 against a league of (114 + 108) / 2 = 111: +1.5, and not in the total.
    expect(row.opponent_strength_score).toBe(1.5);
    expect(JSON.parse(String(row.mismatch_context))).toMatchObject({
      primary_scoring_zone: 'paint',
      paint_rate_last_10: 0.65,
    });
  });

  it('counts every burden of a tired old man', async () => {
    const row = await one({
      ...fresh,
      back_to_back: true,
      days_since_last_game: 1,
      games_in_last_7_days: 4,
      minutes_in_last_7_days: 250,
      avg_minutes_per_game_last_7: 36.5,
      back_to_backs_last_14_days: 2,
      player_age: 35,
    });
    // 100 - 15 - 10 - 10 - 8 - 12 - 10.
    expect(row).toMatchObject({ fatigue_score: 35, fatigue_adjustment: -3.25 });
  });

  it('has no mismatch and no total where either zone row is absent, and says why', async () => {
    const row = await one(fresh, false);
    expect(row).toMatchObject({
      shot_zone_mismatch_score: null,
      total_composite_adjustment: null,
      factors_included: [],
      has_player_zones: false,
    });
    expect(row.missing_inputs).toEqual(['no_player_zones', 'no_opponent_zones']);
  });

  it('leaves usage out of the total where no injury source covers the date', async () => {
    const row = await one({ ...fresh, projected_usage_rate: null, star_teammates_out: null });
    expect(row.usage_spike_score).toBeNull();
    expect(row.total_composite_adjustment).toBeCloseTo(5.8, 12);
    expect(row.missing_inputs).toEqual(['no_usage_projection']);
  });

  it('knows nothing of the fatigue of a man without an earlier game', async () => {
    const row = await one({ ...fresh, known_before_game: false, back_to_back: null, days_since_last_game: null });
    expect(row).toMatchObject({ fatigue_score: null, total_composite_adjustment: null });
  });

  it('names the missing games of all it reads, once each, apart from those of its own account', async () => {
    await bench.put(PSZA.name, [{ ...zones, games_missing: ['0022100300', '0022100200'] }]);
    await bench.put(TDZA.name, [{ ...defence('HOU', 114), games_missing: ['0022100300'] }]);
    const row = await one({ ...fresh, games_dnp: 2, games_missing: ['0022100100'] }, false);
    expect(row.games_missing).toEqual(['0022100100']);
    expect(row.inputs_games_missing).toEqual(['0022100200', '0022100300']);
    expect(row.games_dnp).toBe(2);
  });
});
