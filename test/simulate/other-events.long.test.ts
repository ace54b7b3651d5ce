import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, groupBy, type SimulatedLeague, simulateLeague } from './answer-key.js';
import { asLiveFeed } from './as-live-feed.js';
import { asV3 } from './as-v3.js';

/** Who reads events, and nothing further down the cascade. */
const BOXES = buildGraph(
  GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs'].includes(table.alias ?? '')),
);

const PLAYERS = `SELECT * EXCLUDE (player_name, player_lookup, minutes_played, made_at, run_id, code_hash) FROM nba_analytics.player_game_summary ORDER BY game_id, player_id`;
const TEAMS = `SELECT * EXCLUDE (made_at, run_id, code_hash) FROM nba_analytics.team_offense_game_summary ORDER BY game_id, team_abbr`;
const SHOTS = `SELECT game_id, player_id, team_abbr, period, clock_seconds, value, made, zone, zone_detail, assisted_by, blocked_by, and_one
  FROM nba_reference.shots ORDER BY game_id, event_num`;

type Placed = (game: string, event: string) => { readonly x: number; readonly y: number } | null;

/** Files that tell all games, each a list of PlayByPlayV2 rows, in another format. */
const FORMATS: Readonly<
  Record<string, (games: readonly (readonly CsvRow[])[], placeOf: Placed) => Record<string, string>>
> = {
  'the live feed': (games, placeOf) =>
    Object.fromEntries(games.map((rows) => [`${gameOf(rows)}.json`, feedOf(rows, placeOf)])),
  'the live feed as CSV': (games, placeOf) => {
    const feeds = games.map((rows) => JSON.parse(feedOf(rows, placeOf)) as Feed);
    return {
      'cdnnba.csv': csvOf(
        feeds.flatMap(({ game }) => game.actions.map((a) => ({ ...a, gameId: Number(game.gameId) }))),
      ),
    };
  },
  PlayByPlayV3: (games, placeOf) => ({ 'nbastatsv3.csv': asV3(games, placeOf) }),
};

interface Feed {
  readonly game: { readonly gameId: string; readonly actions: readonly Record<string, unknown>[] };
}

const gameOf = (rows: readonly CsvRow[]) => rows[0]?.GAME_ID ?? '';
const feedOf = (rows: readonly CsvRow[], placeOf: Placed) =>
  asLiveFeed(gameOf(rows), rows, (event) => placeOf(gameOf(rows), event));

function csvOf(records: readonly Record<string, unknown>[]): string {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const quoted = (value: unknown) =>
    value === undefined || value === null ? '' : JSON.stringify(String(value)).replaceAll('\\"', '""');
  return `${[names.join(','), ...records.map((record) => names.map((name) => quoted(record[name])).join(','))].join('\n')}\n`;
}

/** Two warehouses of one season: from PlayByPlayV2 and shot chart, and from another telling of the events alone. */
describe.each(Object.entries(FORMATS))('a season told by %s', (_, write) => {
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
  ])('%s are those of PlayByPlayV2 with a shot chart', async (__, sql) => {
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
    const games = [...groupBy(rows, (row) => row.GAME_ID ?? '').values()].map((all) =>
      all.filter((row, i) => JSON.stringify(row) !== JSON.stringify(all[i - 1])),
    );
    const files = write(games, (game, event) => places.get(`${Number(game)} ${event}`) ?? null);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  }
});
