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

  it('of 2024-25, of which only a stale snapshot is there, stand on the dates that were played', async () => {
    const [season] = await warehouse.query(
      `SELECT COUNT(*) AS games, CAST(MIN(g.game_date) AS VARCHAR) AS first, CAST(MAX(g.game_date) AS VARCHAR) AS last,
         COUNT(*) FILTER (l.game_date IS NOT NULL) AS logged, COUNT(*) FILTER (s.game_date <> g.game_date) AS moved, COUNT(*) FILTER (s.game_id IS NULL) AS unlisted
       FROM nba_reference.games g
       LEFT JOIN (SELECT DISTINCT a.game_date, a.team_abbr AS home, b.team_abbr AS away FROM nba_raw.nbac_team_boxscores a
         JOIN nba_raw.nbac_team_boxscores b ON b.game_date = a.game_date) l
         ON l.game_date = g.game_date AND l.home = g.home_abbr AND l.away = g.away_abbr
       LEFT JOIN nba_raw.nbac_schedule s ON s.game_id = g.game_id
       WHERE g.season = '2024-25' AND g.game_type = 'regular'`,
    );
    expect(season).toEqual({
      ...{ games: 1230, first: '2024-10-22', last: '2025-04-13', logged: 1230 },
      ...{ moved: 18, unlisted: 24 },
    });
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
