import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UPGC } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';
import { type SimulatedLeague, simulateLeague } from './answer-key.js';

const LEAGUE = { seed: 'daily', teams: 4, gamesPerTeam: 14 } as const;

let league: SimulatedLeague;
let platform: Platform;
beforeAll(async () => {
  league = await simulateLeague({ ...LEAGUE, daily: true });
  platform = await Platform.create();
}, 60_000);
afterAll(async () => {
  await platform.close();
  league.remove();
});

interface Before {
  readonly day: string;
  readonly availability: string;
  readonly player_age: number | null;
  readonly has_played: boolean;
}

describe('what is to be had day by day', () => {
  it('is the same league, and enough without schedule, summaries and injury list', async () => {
    const other = await simulateLeague(LEAGUE);
    const games = (made: SimulatedLeague) => made.rows(`${made.season}/games.csv`);
    expect(games(league)).toEqual(games(other));
    other.remove();
    const folder = join(league.out, league.season);
    const boards = [...new Set(games(league).map((game) => `scoreboard_${game.game_date}.json.gz`))];
    const files = [
      ...boards,
      'injury_reports.csv.gz',
      'rosters.csv.gz',
      'play_by_play_regular.csv.gz',
      'shot_chart.csv.gz',
    ];
    const report = await platform.ingest(...files.map((name) => join(folder, name)));
    expect(report).toMatchObject({ failed: 0, rejected: 0, undated: 0 });
    await platform.backfill();
    const known = await platform.warehouse.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM nba_reference.games WHERE status = 'final' AND tipoff_at IS NOT NULL`,
    );
    expect(known[0]?.n).toBe(games(league).length);
    const rows = await platform.warehouse.query<
      Before & { readonly [column: string]: string | number | boolean | null }
    >(
      `SELECT CAST(u.game_date AS VARCHAR) AS day, u.availability, u.player_age, p.player_id IS NOT NULL AS has_played
       FROM ${UPGC} u LEFT JOIN nba_analytics.player_game_summary p ON p.game_id = u.game_id AND p.player_id = u.player_id AND p.player_status = 'played'
       WHERE u.known_before_game AND u.season_type = 'regular'`,
    );
    const of = (availability: string) => rows.filter((row) => row.availability === availability);
    // Whoever is reported out does not play; by the report of half past five every club has submitted.
    expect(of('out').length).toBeGreaterThan(5);
    expect(of('out').filter(({ has_played }) => has_played)).toEqual([]);
    // Nothing is known of a date on which nobody at all is named late: no report tells of it.
    const reported = new Set(
      league
        .rows(`${league.season}/injury_reports.csv`)
        .map((line) => line['Report Time'] ?? '')
        .filter((time) => time.endsWith('17:30'))
        .map((time) => time.slice(0, 10)),
    );
    expect(of('available').length).toBeGreaterThan(rows.length / 2);
    expect(of('unknown').filter(({ day }) => reported.has(day))).toEqual([]);
    expect(rows.filter(({ player_age }) => player_age === null)).toEqual([]);
  }, 120_000);
});
