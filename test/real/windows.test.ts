import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Row, Warehouse } from '../../src/engine/warehouse.js';
import { type PlayerGame, playerForm, shotZones, type TeamGame, teamContext, zoneDefence } from './brute-force.js';
import { hasData } from './data.js';

/** Early and late, around the all-star break, in the playoffs; every one has rows of all four tables. */
const DATES = [
  ['2020-21', '2021-03-13'],
  ['2021-22', '2021-11-07'],
  ['2021-22', '2022-02-16'],
  ['2021-22', '2022-04-10'],
  ['2021-22', '2022-04-28'],
  ['2024-25', '2025-01-15'],
] as const;

/** Every scheduled game of each team with its result and what its opponent shot, where the data has them. */
const TEAM_GAMES = `
  SELECT s.game_id, CAST(s.game_date AS VARCHAR) AS game_date, s.team_abbr, s.is_home, o.points, o.opponent_points,
    o.possessions, o.team_seconds, d.* EXCLUDE (game_id, team_abbr)
  FROM (SELECT game_id, game_date, season, home_abbr AS team_abbr, TRUE AS is_home FROM nba_reference.games WHERE is_counting AND is_expected
    UNION ALL SELECT game_id, game_date, season, away_abbr, FALSE FROM nba_reference.games WHERE is_counting AND is_expected) s
  LEFT JOIN nba_analytics.team_offense_game_summary o ON o.game_id = s.game_id AND o.team_abbr = s.team_abbr
  LEFT JOIN (SELECT game_id, team_abbr, opp_paint_makes, opp_paint_attempts, opp_mid_range_makes, opp_mid_range_attempts,
      opp_three_pt_makes, opp_three_pt_attempts FROM nba_analytics.team_defense_game_summary) d
    ON d.game_id = s.game_id AND d.team_abbr = s.team_abbr
  WHERE s.season = $1 ORDER BY s.game_date, s.game_id`;

const PLAYER_GAMES = `
  SELECT CAST(game_date AS VARCHAR) AS game_date, player_id, seconds_played, points, fg_attempts, fg_makes, ft_attempts, ft_makes,
    plays_used, team_plays_on_court, paint_attempts, mid_range_attempts, three_pt_attempts, assisted_fg_makes
  FROM nba_analytics.player_game_summary WHERE season = $1 AND player_status = 'played' ORDER BY game_date, game_id`;

function byKey<T>(rows: readonly T[], key: (row: T) => string | number): Map<string | number, T[]> {
  const groups = new Map<string | number, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** Every column of `wanted` equals the row's; doubles to twelve digits, since sums run in another order. */
function expectSame(row: Row, wanted: Record<string, unknown>, whose: string): void {
  for (const [name, value] of Object.entries(wanted)) {
    if (typeof value !== 'number') expect(row[name], `${whose} ${name}`).toEqual(value);
    else {
      expect(row[name], `${whose} ${name}`).toBeTypeOf('number');
      expect(Math.abs(Number(row[name]) - value), `${whose} ${name}`).toBeLessThan(
        1e-11 * Math.max(1, Math.abs(value)),
      );
    }
  }
}

describe.skipIf(!hasData).each(DATES)('windows of %s as of %s, game by game', (season, date) => {
  let warehouse: Warehouse;
  let teams: Map<string | number, TeamGame[]>;
  let players: Map<string | number, PlayerGame[]>;
  beforeAll(async () => {
    warehouse = await openDuckdb({ path: inject('realWarehouse'), readOnly: true });
    teams = byKey((await warehouse.query(TEAM_GAMES, [season])) as unknown as TeamGame[], (g) => g.team_abbr);
    players = byKey((await warehouse.query(PLAYER_GAMES, [season])) as unknown as PlayerGame[], (g) => g.player_id);
  });
  afterAll(() => warehouse?.close());

  const rowsOf = (table: string, column: string) =>
    warehouse.query(`SELECT * FROM ${table} WHERE ${column} = CAST($1 AS DATE)`, [date]);

  it('team context', async () => {
    const rows = await rowsOf('nba_analytics.upcoming_team_game_context', 'game_date');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const team = String(row.team_abbr);
      expectSame(row, teamContext(teams.get(team) ?? [], date), team);
    }
  });

  it('zone defence of every team', async () => {
    const rows = await rowsOf('nba_precompute.team_defense_zone_analysis', 'analysis_date');
    const wanted = [...teams].map(
      ([team, games]) => [String(team), zoneDefence(games, [...teams.values()].flat(), date)] as const,
    );
    expect(rows.length).toBe(wanted.filter(([, row]) => row !== null).length);
    for (const [team, columns] of wanted) {
      if (columns !== null) expectSame(rows.find((row) => row.team_abbr === team) ?? {}, columns, team);
    }
  });

  it("the players' cache", async () => {
    const rows = await rowsOf('nba_precompute.player_daily_cache', 'analysis_date');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const columns = playerForm(players.get(Number(row.player_id)) ?? [], date);
      expect(columns, `${row.player_name} has too few games`).not.toBeNull();
      expectSame(row, columns ?? {}, String(row.player_name));
    }
  });

  it('shot zones of every player', async () => {
    const rows = await rowsOf('nba_precompute.player_shot_zone_analysis', 'analysis_date');
    const wanted = [...players].map(([player, games]) => [Number(player), shotZones(games, date)] as const);
    expect(rows.length).toBe(wanted.filter(([, row]) => row !== null).length);
    const found = new Map(rows.map((row) => [Number(row.player_id), row]));
    for (const [player, columns] of wanted) {
      if (columns !== null) expectSame(found.get(player) ?? {}, columns, String(player));
    }
  });
});
