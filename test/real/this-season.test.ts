import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IngestResult } from '../../src/app/cli/commands/ingest.js';
import { DATA, SKIPPED } from './data.js';
import { cli, report } from './run-cli.js';

const SEASON = '2025-26';
const FILES = join(DATA, SEASON);
const hasSeason = existsSync(FILES);
if (!hasSeason) console.warn(SKIPPED);

/** Games of which there is the live feed. */
const LIVE = ['0022500775', '0022500777'];

interface LivePlayer {
  readonly personId: number;
  readonly played: string;
  readonly starter: string;
  readonly statistics: Readonly<Record<string, number | string>>;
}

/** Columns of player_game_summary by their names in the live box. */
const COUNTS: Readonly<Record<string, string>> = {
  points: 'points',
  fg_makes: 'fieldGoalsMade',
  fg_attempts: 'fieldGoalsAttempted',
  three_pt_makes: 'threePointersMade',
  three_pt_attempts: 'threePointersAttempted',
  ft_makes: 'freeThrowsMade',
  ft_attempts: 'freeThrowsAttempted',
  offensive_rebounds: 'reboundsOffensive',
  defensive_rebounds: 'reboundsDefensive',
  rebounds: 'reboundsTotal',
  assists: 'assists',
  steals: 'steals',
  blocks: 'blocks',
  turnovers: 'turnovers',
  personal_fouls: 'foulsPersonal',
  plus_minus: 'plusMinusPoints',
};

/** A season as it is to be had now: logs, a schedule, a shot chart per team, the live feed of two games. */
describe.skipIf(!hasSeason)('2025-26 from its own files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nba-props-2025-26-'));
  const db = join(folder, 'nba.duckdb');
  let ingested: { readonly code: number; readonly data: IngestResult };
  const query = async <T>(sql: string) => (await report<T[]>(db, 'query', sql)).data;

  beforeAll(async () => {
    ingested = await report<IngestResult>(db, 'ingest', FILES);
    expect((await cli(db, 'backfill', 'pgs', 'togs', 'tdgs', 'tdza', '--season', SEASON, '--quiet')).code).not.toBe(2);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is ingested whole, with nothing rejected, and the half-time files change nothing', () => {
    const { code, data } = ingested;
    expect([code, data.failed, data.rejected]).toEqual([0, 0, 0]);
    expect(data.files.flatMap(({ path, status }) => (/halftime/.test(path) ? [status] : [])).sort()).toEqual([
      'older',
      'unfinished',
    ]);
  });

  it('has a row for each row of the logs', async () => {
    expect(
      await query(`SELECT COUNT(*) AS logged, COUNT(p.player_id) AS made FROM nba_raw.nbac_player_boxscores l
        LEFT JOIN nba_analytics.player_game_summary p ON p.player_id = l.player_id AND p.game_date = l.game_date
          AND p.team_abbr = l.team_abbr AND p.player_status = 'played' AND p.points = l.points
        WHERE l.source_kind = 'game_log'`),
    ).toEqual([{ logged: 28_491, made: 28_491 }]);
  });

  it('has the zones of every game that the thirty charts have, and no row of them is lost', async () => {
    const [charted] = await query<{ shots: number; games: number }>(
      'SELECT COUNT(*) AS shots, COUNT(DISTINCT game_id) AS games FROM nba_raw.nbac_shot_chart',
    );
    expect(charted).toEqual({ shots: 41_917, games: 235 });
    expect(await query('SELECT SUM(fg_attempts) AS shots FROM nba_reference.player_game_charts')).toEqual([
      { shots: charted?.shots },
    ]);
    expect(
      await query(`SELECT COUNT(*) AS teams, COUNT(DISTINCT game_id) AS games FROM nba_analytics.team_offense_game_summary
        WHERE zones_source = 'shot_chart'`),
    ).toEqual([{ teams: 469, games: charted?.games }]);
    // Brooklyn, 2 November 2025: Terance Mann's log prints 0.7 (7 of 10), the chart has 7 of 9. Which is wrong nobody tells.
    expect(
      await query(`SELECT DISTINCT z.game_id, z.team_abbr FROM nba_reference.player_game_charts z
        JOIN nba_analytics.team_offense_game_summary t ON t.game_id = z.game_id AND t.team_abbr = z.team_abbr
        WHERE t.zones_source IS NULL`),
    ).toEqual([{ game_id: '0022500149', team_abbr: 'BKN' }]);
  });

  it('has the defence by zone of the charts, and says why it has no ratings', async () => {
    expect(
      await query(`SELECT missing_inputs[1] AS reason, COUNT(*) AS teams, COUNT(paint_defense_vs_league_avg) AS paint,
          COUNT(three_pt_defense_vs_league_avg) AS threes, COUNT(defensive_rating_last_15) AS ratings
        FROM nba_precompute.team_defense_zone_analysis GROUP BY 1`),
    ).toEqual([{ reason: 'no_blocks_by_zone', teams: 1_401, paint: 1_401, threes: 1_401, ratings: 0 }]);
    expect(await query(`SELECT COUNT(*) AS n FROM nba_processing.partitions WHERE status = 'failed'`)).toEqual([
      { n: 0 },
    ]);
  });

  it('half-time files and then the final ones end as the finals alone', async () => {
    const files = readdirSync(join(FILES, 'live')).map((name) => join(FILES, 'live', name));
    const halves = files.filter((name) => /halftime/.test(name));
    const finals = files.filter((name) => !halves.includes(name));
    expect([halves.length, finals.length]).toEqual([2, 4]);
    const contentOf = async (name: string, ...deliveries: readonly string[][]) => {
      const own = join(folder, `${name}.duckdb`);
      await cli(own, 'ingest', join(FILES, 'schedule.csv.gz'), '--quiet');
      for (const delivery of deliveries) {
        expect((await cli(own, 'ingest', ...delivery, '--quiet')).code).toBe(0);
        expect((await cli(own, 'backfill', 'all', '--season', SEASON, '--quiet')).code).not.toBe(2);
      }
      const { data } = await report<object[]>(
        own,
        'query',
        `SELECT table_name, partition_date, row_count, failure_count, content_hash FROM nba_processing.partitions
         WHERE code_hash IS NOT NULL ORDER BY 1, 2`,
      );
      return data;
    };
    const alone = await contentOf('finals', finals);
    expect(alone.length).toBeGreaterThan(10);
    expect(await contentOf('halves-first', halves, finals)).toEqual(alone);
  }, 1_200_000);

  it.each(LIVE)('game %s of the live feed equals its live box, seconds within 2', async (game) => {
    const box = JSON.parse(gunzipSync(readFileSync(join(FILES, 'live', `boxscore_${game}.json.gz`))).toString('utf8'));
    const listed: LivePlayer[] = [...box.game.homeTeam.players, ...box.game.awayTeam.players];
    const played = listed.filter((player) => player.played === '1');
    const rows = await query<Readonly<Record<string, number | boolean | string>>>(
      `SELECT * FROM nba_analytics.player_game_summary WHERE game_id = '${game}' AND player_status = 'played'`,
    );
    expect(rows.length).toBe(played.length);
    for (const { personId, starter, statistics } of played) {
      const row = rows.find((one) => one.player_id === personId);
      const told = Object.fromEntries(Object.entries(COUNTS).map(([own, theirs]) => [own, statistics[theirs]]));
      expect(row, String(personId)).toMatchObject({ ...told, is_starter: starter === '1', box_source: 'play_by_play' });
      const [, minutes = '', seconds = ''] = /^PT(\d+)M([\d.]+)S$/.exec(String(statistics.minutes)) ?? [];
      expect(Math.abs(Number(row?.seconds_played) - (60 * Number(minutes) + Number(seconds)))).toBeLessThanOrEqual(2);
    }
  });
});
