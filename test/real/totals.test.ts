import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Row, Warehouse } from '../../src/engine/warehouse.js';
import { hasData } from './data.js';
import { HAND_CHECKED } from './hand-checked-games.js';

let warehouse: Warehouse;

/** Regular-season totals of the league's corrected records. */
const TOTALS = [
  {
    season: '2020-21',
    games: 1080,
    fga: 190_983,
    blocks: 10_524,
    assists: 53_577,
    rebounds: 95_686,
    points: 242_117,
    played: 23_054,
  },
  {
    season: '2021-22',
    games: 1230,
    fga: 216_722,
    blocks: 11_594,
    assists: 60_636,
    rebounds: 109_347,
    points: 272_115,
    played: 26_039,
  },
  {
    season: '2024-25',
    games: 1230,
    fga: 219_527,
    blocks: 11_995,
    assists: 65_312,
    rebounds: 108_516,
    points: 280_010,
    played: 26_306,
  },
];

const one = async (sql: string): Promise<Row> => (await warehouse.query(sql))[0] ?? {};

describe.skipIf(!hasData)('totals of real seasons', () => {
  beforeAll(async () => {
    warehouse = await openDuckdb({ path: inject('realWarehouse'), readOnly: true });
  });
  afterAll(() => warehouse?.close());

  it.each(TOTALS)(
    '$season: players add up to the league',
    async ({ season, games, fga, blocks, assists, rebounds, points, played }) => {
      const players =
        await one(`SELECT SUM(fg_attempts) AS fga, SUM(blocks) AS blocks, SUM(paint_blocks + mid_range_blocks + three_pt_blocks + unknown_zone_blocks) AS zone_blocks,
        SUM(assists) AS assists, SUM(rebounds) AS rebounds, SUM(points) AS points, COUNT(*) FILTER (WHERE player_status = 'played') AS played
      FROM nba_analytics.player_game_summary WHERE season = '${season}' AND season_type = 'regular'`);
      expect(players).toEqual({ fga, blocks, zone_blocks: blocks, assists, rebounds, points, played });
      const teams = await one(
        `SELECT COUNT(*) AS rows, SUM(fg_attempts) AS fga, SUM(points) AS points FROM nba_analytics.team_offense_game_summary WHERE season = '${season}' AND season_type = 'regular'`,
      );
      expect(teams).toEqual({ rows: 2 * games, fga, points });
      const defence =
        await one(`SELECT COUNT(*) AS rows, SUM(blocks) AS blocks, SUM(blocks_paint + blocks_mid_range + blocks_three_pt + blocks_unknown_zone) AS zone_blocks,
        SUM(points_allowed) AS points FROM nba_analytics.team_defense_game_summary WHERE season = '${season}' AND season_type = 'regular'`);
      expect(defence).toEqual({ rows: 2 * games, blocks, zone_blocks: blocks, points });
    },
  );

  it('every row: assisted + unassisted = made, zones = attempts, no shot of unknown zone', async () => {
    const wrong =
      await one(`SELECT COUNT(*) FILTER (WHERE assisted_fg_makes + unassisted_fg_makes IS DISTINCT FROM fg_makes) AS makes,
        COUNT(*) FILTER (WHERE paint_attempts + mid_range_attempts + three_pt_attempts + unknown_zone_attempts IS DISTINCT FROM fg_attempts) AS zones,
        SUM(unknown_zone_attempts) AS unknown, COUNT(*) AS rows FROM nba_analytics.player_game_summary WHERE box_source = 'play_by_play'`);
    expect(wrong).toMatchObject({ makes: 0, zones: 0, unknown: 0 });
    expect(Number(wrong.rows)).toBeGreaterThan(80_000);
  });

  it('counts from events equal the game logs in every player-game', async () => {
    const compared = await one(`SELECT COUNT(*) AS compared, ${[
      'points',
      'rebounds',
      'assists',
      'steals',
      'blocks',
      'turnovers',
    ]
      .map((name) => `COUNT(*) FILTER (WHERE l.${name} IS DISTINCT FROM p.${name}) AS ${name}`)
      .join(', ')}
      FROM nba_raw.nbac_player_boxscores l JOIN nba_analytics.player_game_summary p ON p.game_date = l.game_date AND p.player_id = l.player_id
      WHERE l.source_kind = 'game_log'`);
    // Six finals games of 2025 are named by the shot chart alone; their boxes come from these logs.
    const [logs] = await warehouse.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM nba_raw.nbac_player_boxscores l JOIN nba_reference.games g
         ON g.game_date = l.game_date AND l.team_abbr IN (g.home_abbr, g.away_abbr) WHERE l.source_kind = 'game_log'`,
    );
    expect(logs?.n).toBe(24_918 + 27_931 + 28_110);
    expect(compared).toEqual({
      compared: logs?.n,
      points: 0,
      rebounds: 0,
      assists: 0,
      steals: 0,
      blocks: 0,
      turnovers: 0,
    });
  });

  it('minutes from events agree with the box scores of 2020-21 within 5 seconds in 99.9 % of player-games', async () => {
    const { n, near } =
      await one(`SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE ABS(b.seconds - m.seconds_played) <= 5) AS near
      FROM nba_raw.nbac_player_boxscores b JOIN nba_reference.player_minutes m ON m.game_id = b.game_id AND m.player_id = b.player_id
      WHERE b.source_kind = 'box_score' AND b.seconds > 0`);
    const [played] = await warehouse.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM nba_raw.nbac_player_boxscores WHERE source_kind = 'box_score' AND seconds > 0
         AND game_id IN (SELECT game_id FROM nba_raw.nbac_play_by_play)`,
    );
    console.info(
      `minutes within 5 s: ${near} of ${n} player-games (${((100 * Number(near)) / Number(n)).toFixed(3)} %)`,
    );
    expect(n).toBe(played?.n);
    expect(Number(near) / Number(n)).toBeGreaterThanOrEqual(0.999);
  });

  it('November and December 2021: all five phase-3 tables on all 59 dates with games', async () => {
    const rows = await warehouse.query<{
      table_name: string;
      dates: number;
    }>(`SELECT table_name, COUNT(*) AS dates FROM nba_processing.partitions
      WHERE table_name LIKE 'nba_analytics.%' AND partition_date BETWEEN DATE '2021-11-01' AND DATE '2021-12-31' AND status = 'complete' GROUP BY 1 ORDER BY 1`);
    const [schedule] = await warehouse.query<{
      n: number;
    }>(`SELECT COUNT(DISTINCT game_date) AS n FROM nba_reference.games
      WHERE is_counting AND is_expected AND game_date BETWEEN DATE '2021-11-01' AND DATE '2021-12-31'`);
    expect(schedule?.n).toBe(59);
    expect(rows.map((row) => row.dates)).toEqual([59, 59, 59, 59, 59]);
  });

  it('nothing is a processing error', async () => {
    const rows =
      await warehouse.query(`SELECT table_name, category, COUNT(*) AS n FROM (SELECT * FROM nba_processing.reference_failures
      UNION ALL SELECT * FROM nba_processing.analytics_failures UNION ALL SELECT * FROM nba_processing.precompute_failure_records) f
      WHERE category IN ('PROCESSING_ERROR', 'CONTRACT_VIOLATION', 'MISSING_DEPENDENCY') GROUP BY 1, 2`);
    expect(rows).toEqual([]);
  });

  it.each(HAND_CHECKED)('$player_name in $game_id, counted by hand', async ({ game_id, player_name, row }) => {
    expect(
      await one(
        `SELECT * FROM nba_analytics.player_game_summary WHERE game_id = '${game_id}' AND player_name = '${player_name}'`,
      ),
    ).toMatchObject(row);
  });
});
