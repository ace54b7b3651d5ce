import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../src/engine/warehouse.js';
import { redo } from '../../src/explain/basis.js';
import { explainEntity } from '../../src/explain/explain.js';
import { Platform } from '../audit/warehouse-of.js';
import { type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { EditedFiles } from '../simulate/edited-files.js';

const LAST_TEN = 10;
const DEFENCE_WINDOW = 15;

let league: SimulatedLeague;
let files: EditedFiles;
let platform: Platform;
/** Games whose events are ingested. */
let told: ReadonlySet<string>;

/**
 * A season of which every second game has its events, and the others a chart and logs that print percentages instead of field
 * goals: what a window divides must be of the same games.
 */
beforeAll(async () => {
  league = await simulateLeague({ seed: 'mixed', teams: 4, gamesPerTeam: 16, boxScores: false });
  files = new EditedFiles();
  const events = league.rows(`${league.season}/play_by_play_regular.csv`);
  const whole = events.filter((row) => Number(row.GAME_ID) % 2 === 0);
  told = new Set(whole.map((row) => String(row.GAME_ID).padStart(10, '0')));
  platform = await Platform.create();
  await platform.ingest(
    join(league.out, league.season, 'schedule_league_v2.json.gz'),
    files.csv('play_by_play', whole),
    ...['shot_chart', 'player_game_logs', 'team_game_logs'].map((name) =>
      join(league.out, league.season, `${name}.csv.gz`),
    ),
  );
  expect(await platform.backfill()).toMatchObject({ failed: 0 });
}, 300_000);
afterAll(async () => {
  await platform.close();
  league.remove();
  files.remove();
});

const total = (rows: readonly Row[], column: string) => rows.reduce((sum, row) => sum + Number(row[column]), 0);
const ratio = (rows: readonly Row[], above: string, below: string, times = 1) => {
  const both = rows.filter((row) => row[above] !== null && row[below] !== null);
  const divisor = total(both, below);
  return divisor === 0 ? null : (times * total(both, above)) / divisor;
};
const like = (expected: number | null) => (expected === null ? null : expect.closeTo(expected, 9));

describe('games of which events tell beside games of which a chart tells', () => {
  it('have the field goals of each player and team, as the answer key has them', async () => {
    const key = new Map(league.key('players').map((row) => [`${row.key_game} ${row.player_id}`, row]));
    const rows = await platform.warehouse.query(
      `SELECT * FROM nba_analytics.player_game_summary WHERE player_status = 'played' ORDER BY game_id, player_id`,
    );
    expect(rows.length).toBeGreaterThan(600);
    for (const row of rows) {
      const truth = key.get(`${row.game_id} ${row.player_id}`);
      expect([row.fg_makes, row.fg_attempts, row.three_pt_makes, row.three_pt_attempts]).toEqual(
        ['fg_makes', 'fg_attempts', 'three_pt_makes', 'three_pt_attempts'].map((name) => Number(truth?.[name])),
      );
      const byChart = !told.has(String(row.game_id));
      expect((row.missing_inputs as string[]).includes('no_full_box')).toBe(byChart);
    }
    const teamKey = new Map(league.key('teams').map((row) => [`${row.key_game} ${row.key_team}`, row]));
    const teams = await platform.warehouse.query('SELECT * FROM nba_analytics.team_offense_game_summary');
    for (const row of teams) {
      const byChart = !told.has(String(row.game_id));
      const truth = teamKey.get(`${row.game_id} ${row.team_abbr}`);
      expect([row.fg_makes, row.three_pt_attempts]).toEqual([
        Number(truth?.fg_makes),
        Number(truth?.three_pt_attempts),
      ]);
      expect(row.possessions === null).toBe(byChart);
      expect((row.missing_inputs as string[]).includes('no_full_box')).toBe(byChart);
    }
  });

  it('give a player the share of assisted field goals of the games that tell it', async () => {
    const games = await platform.warehouse.query(
      `SELECT * FROM nba_analytics.player_game_summary WHERE player_status = 'played' AND seconds_played > 0 AND zones_trusted
       ORDER BY game_date DESC`,
    );
    const rows = await platform.warehouse.query('SELECT * FROM nba_precompute.player_shot_zone_analysis');
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      const window = games
        .filter((game) => game.player_id === row.player_id && String(game.game_date) < String(row.analysis_date))
        .slice(0, LAST_TEN)
        .map((game) => ({ ...game, told_makes: game.assisted_fg_makes === null ? null : (game.fg_makes ?? null) }));
      expect(row).toMatchObject({
        games_in_sample_10: LAST_TEN,
        assisted_rate_last_10: like(ratio(window, 'assisted_fg_makes', 'told_makes')),
        and1_rate_last_10: like(ratio(window, 'and1_count', 'told_makes')),
        three_pt_pct_last_10: like(ratio(window, 'three_pt_makes', 'three_pt_attempts')),
      });
    }
  });

  it('give a team the ratings and blocks of the games that tell them', async () => {
    const games = await platform.warehouse.query(
      'SELECT * FROM nba_analytics.team_defense_game_summary ORDER BY game_date DESC',
    );
    const rows = await platform.warehouse.query('SELECT * FROM nba_precompute.team_defense_zone_analysis');
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const window = games
        .filter((game) => game.team_abbr === row.team_abbr && String(game.game_date) < String(row.analysis_date))
        .slice(0, DEFENCE_WINDOW)
        .map((game) => ({ ...game, one: 1 }));
      expect(row).toMatchObject({
        games_in_sample: window.length,
        defensive_rating_last_15: like(ratio(window, 'points_allowed', 'possessions', 100)),
        opponent_pace_last_15: like(ratio(window, 'possessions', 'team_seconds', 14_400)),
        opponent_points_per_game: like(ratio(window, 'points_allowed', 'one')),
        paint_blocks_per_game: like(ratio(window, 'blocks_paint', 'one')),
        paint_attempts_allowed_per_game: like(ratio(window, 'opp_paint_attempts', 'one')),
        three_pt_attempts_allowed_per_game: like(ratio(window, 'opp_three_pt_attempts', 'one')),
        three_pt_pct_allowed: like(ratio(window, 'opp_three_pt_makes', 'opp_three_pt_attempts')),
      });
    }
  });

  it('are explained by the same games', async () => {
    for (const [alias, key] of [
      ['tdza', 'team_abbr'],
      ['psza', 'player_id'],
    ] as const) {
      const table = platform.graph.ordered.find((one) => one.alias === alias);
      if (table === undefined) throw new Error(alias);
      const [row] = await platform.warehouse.query(
        `SELECT * FROM ${table.name} ORDER BY analysis_date DESC, ${key} LIMIT 1`,
      );
      const date = String(row?.analysis_date);
      const report = await explainEntity(platform.warehouse, platform.graph, table, date, String(row?.[key]));
      const { values, sources } = report.rows[0] as (typeof report.rows)[number];
      const again = values.flatMap(({ column, value, basis }) => {
        const source = sources.find((one) => one.name === basis?.source);
        return basis?.how === 'ratio' && source !== undefined
          ? [{ column, value, redone: redo(basis, source, date) }]
          : [];
      });
      expect(again.length).toBeGreaterThan(5);
      for (const { column, value, redone } of again)
        expect({ column, value }).toEqual({ column, value: like(redone as number | null) });
    }
  });
});
