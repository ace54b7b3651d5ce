import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, groupBy, type SimulatedLeague, simulateLeague } from './answer-key.js';
import { asLiveFeed } from './as-live-feed.js';

/** Who reads events, and nothing further down the cascade. */
const BOXES = buildGraph(
  GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs'].includes(table.alias ?? '')),
);

const PLAYERS = `SELECT * EXCLUDE (player_name, player_lookup, minutes_played, made_at, run_id, code_hash) FROM nba_analytics.player_game_summary ORDER BY game_id, player_id`;
const TEAMS = `SELECT * EXCLUDE (made_at, run_id, code_hash) FROM nba_analytics.team_offense_game_summary ORDER BY game_id, team_abbr`;
const SHOTS = `SELECT game_id, player_id, team_abbr, period, clock_seconds, value, made, zone, zone_detail, assisted_by, blocked_by, and_one
  FROM nba_reference.shots ORDER BY game_id, event_num`;

/** Two warehouses of one season: from PlayByPlayV2 and shot chart, and from the live feed alone. */
describe('a season told by the live feed', () => {
  let league: SimulatedLeague;
  let folder: string;
  let classic: Platform;
  let live: Platform;

  beforeAll(async () => {
    league = await simulateLeague({ seed: 104, boxScores: false });
    folder = mkdtempSync(join(tmpdir(), 'live-feed-'));
    const season = (names: readonly string[]) => names.map((name) => join(league.out, league.season, name));
    const shared = season(['games.csv.gz', 'player_game_logs.csv.gz', 'team_game_index.csv.gz']);
    const schedule = season(['schedule_league_v2.json.gz']);
    const events = season(['play_by_play_regular.csv.gz', 'play_by_play_playoffs.csv.gz']);
    writeFeeds();
    classic = await Platform.create(':memory:', BOXES);
    await classic.ingest(...schedule, ...shared, ...events, ...season(['shot_chart.csv.gz']));
    await classic.backfill();
    live = await Platform.create(':memory:', BOXES);
    const report = await live.ingest(...schedule, ...shared, folder);
    expect(report.files.filter((f) => f.status === 'failed' || f.rejected > 0)).toEqual([]);
    await live.backfill();
  });
  afterAll(async () => {
    await classic.close();
    await live.close();
    league.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['players', PLAYERS],
    ['teams', TEAMS],
    ['shots', SHOTS],
  ])('%s are those of PlayByPlayV2 with a shot chart', async (_, sql) => {
    const expected = await classic.warehouse.query(sql);
    expect(expected.length).toBeGreaterThan(20);
    expect(await live.warehouse.query(sql)).toEqual(expected);
  });

  test("players go by the full names of the logs, not by the feed's initials", async () => {
    const names = 'SELECT player_id, player_name FROM nba_reference.players ORDER BY player_id';
    expect(await live.warehouse.query(names)).toEqual(await classic.warehouse.query(names));
  });

  function writeFeeds(): void {
    const places = new Map(
      league
        .rows(`${league.season}/shot_chart.csv`)
        .map((row) => [`${row.GAME_ID} ${row.GAME_EVENT_ID}`, { x: Number(row.LOC_X), y: Number(row.LOC_Y) }]),
    );
    const rows: CsvRow[] = ['regular', 'playoffs'].flatMap((kind) =>
      league.rows(`${league.season}/play_by_play_${kind}.csv`),
    );
    for (const [game, all] of groupBy(rows, (row) => row.GAME_ID ?? '')) {
      const events = all.filter((row, i) => JSON.stringify(row) !== JSON.stringify(all[i - 1]));
      const feed = asLiveFeed(game, events, (event) => places.get(`${Number(game)} ${event}`) ?? null);
      writeFileSync(join(folder, `${game}.json`), feed);
    }
  }
});
