import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { hasData } from './data.js';

describe.skipIf(!hasData)('look-ahead columns of real seasons', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openDuckdb({ path: inject('realWarehouse'), readOnly: true });
  });
  afterAll(() => warehouse?.close());

  const ahead = async (date: string) => {
    const rows = await warehouse.query<{ team_abbr: string; week: number | null; rest: number | null; why: string[] }>(
      `SELECT team_abbr, games_in_next_7_days AS week, next_game_days_rest AS rest, missing_inputs AS why
       FROM nba_analytics.upcoming_team_game_context WHERE game_date = CAST($1 AS DATE)`,
      [date],
    );
    return new Map(
      rows.map(({ team_abbr, week, rest, why }) => [
        team_abbr,
        { week, rest, hindsight: why.includes('schedule_hindsight') },
      ]),
    );
  };

  it('do not know on 3 December 2024 who reaches the knock-out games of the Cup that evening', async () => {
    const teams = await ahead('2024-12-03');
    expect(teams.get('MIL')).toEqual({ week: 3, rest: 0, hindsight: false });
    expect([...teams.values()].map(({ week }) => week)).not.toContain(4);
  });

  it('do not know the postponements of the days after', async () => {
    // Denver at Brooklyn, Cleveland at Atlanta, New Orleans at Philadelphia were put off on 19 December 2021.
    const december = await ahead('2021-12-18');
    expect(december.get('BKN')).toEqual({ week: null, rest: null, hindsight: true });
    // Miami at Boston, on 10 January 2021, and more in that week.
    const january = await ahead('2021-01-09');
    expect(january.get('MIA')).toEqual({ week: null, rest: null, hindsight: true });
    expect([...january.values()].filter(({ hindsight }) => hindsight)).toHaveLength(8);
  });

  it('are NULL for what nobody can tell any more, and for nothing else', async () => {
    const rows = await warehouse.query(
      `SELECT season, COUNT(*) AS games, COUNT(*) - COUNT(games_in_next_7_days) AS week,
         SUM(CASE WHEN list_contains(missing_inputs, 'schedule_hindsight') AND next_game_days_rest IS NULL THEN 1 ELSE 0 END)::INTEGER AS rest
       FROM nba_analytics.upcoming_team_game_context WHERE season_type = 'regular' GROUP BY season ORDER BY season`,
    );
    expect(rows).toEqual([
      { season: '2020-21', games: 2160, week: 410, rest: 137 },
      { season: '2021-22', games: 2460, week: 170, rest: 61 },
      { season: '2024-25', games: 2460, week: 108, rest: 32 },
    ]);
  });
});
