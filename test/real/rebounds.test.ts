import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { hasData } from './data.js';

describe.skipIf(!hasData)('rebounds of 2020-21 by the box scores', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openDuckdb({ path: inject('realWarehouse'), readOnly: true });
  });
  afterAll(() => warehouse?.close());

  it('are split into offensive and defensive alike, wherever the box score has as many', async () => {
    // The box scores are as first published: 93 players have a rebound more or less than the corrected events.
    const [row] = await warehouse.query(`
      SELECT COUNT(*) FILTER (WHERE b.rebounds = p.rebounds) AS compared, COUNT(*) FILTER (WHERE b.rebounds <> p.rebounds) AS corrected,
        COUNT(*) FILTER (WHERE b.rebounds = p.rebounds AND b.offensive_rebounds <> p.offensive_rebounds) AS split_otherwise
      FROM nba_analytics.player_game_summary p
      JOIN nba_raw.nbac_player_boxscores b ON b.game_id = p.game_id AND b.player_id = p.player_id AND b.source_kind = 'box_score'
      WHERE p.season = '2020-21' AND p.box_source = 'play_by_play'`);
    expect(row).toMatchObject({ corrected: 93, split_otherwise: 0 });
    expect(Number(row?.compared)).toBeGreaterThan(24_000);
  });
});
