import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completenessReport } from '../../src/audit/completeness/completeness.js';
import { gamesWithoutEvents } from '../../src/audit/gameless/games-without-events.js';
import { rawGaps } from '../../src/audit/gaps/raw-games.js';
import { reconcileReport } from '../../src/audit/reconcile/reconcile.js';
import { playerLookup } from '../../src/domain/names.js';
import type { Row } from '../../src/engine/warehouse.js';
import { explainEntity } from '../../src/explain/explain.js';
import type { SimulateOptions } from '../../src/simulate/simulate.js';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { BOX, compare, FLAGS } from './against-key.js';
import { type CsvRow, groupBy, type SimulatedLeague, simulateLeague } from './answer-key.js';

const SETUP = 600_000;

/** Who reads events, and nothing further down the cascade. */
const BOXES = buildGraph(
  GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs', 'tdgs'].includes(table.alias)),
);
/** What a season has besides events and shot chart. */
const LOGS = ['schedule_league_v2.json', 'player_game_logs.csv', 'team_game_logs.csv'];
const LEAGUE = ['play_by_play_regular.csv', 'play_by_play_playoffs.csv', 'shot_chart.csv'];
const BIGDATABALL = ['bigdataball_play_by_play.csv'];

async function tell(league: SimulatedLeague, files: readonly string[]): Promise<Platform> {
  const platform = await Platform.create(':memory:', BOXES);
  const report = await platform.ingest(...files.map((name) => join(league.out, league.season, `${name}.gz`)));
  expect(report.files.filter((f) => f.status === 'failed' || f.rejected > 0)).toEqual([]);
  const { status, failed } = await platform.backfill();
  expect({ status, failed }).toEqual({ status: 'complete', failed: 0 });
  return platform;
}

/** Games in which two players have one lookup: the source has only names, so that nobody can tell who is meant. */
function gamesWithNamesakes(league: SimulatedLeague): string[] {
  const players = league.key('players').filter((row) => row.player_status === 'played');
  const byGame = groupBy(players, (row) => row.key_game ?? '');
  const lookups = (rows: readonly CsvRow[]) => new Set(rows.map((row) => playerLookup(row.player_name ?? ''))).size;
  return [...byGame]
    .filter(([, rows]) => lookups(rows) < rows.length)
    .map(([game]) => game)
    .sort();
}

const options: Partial<SimulateOptions> & { readonly seed: number } = {
  seed: 106,
  boxScores: false,
  bigDataBall: true,
};

/** Seed 106 has a game of two overtimes, and games in which namesakes meet. */
describe('a season told by schedule, logs and BigDataBall alone', () => {
  let league: SimulatedLeague;
  let platform: Platform;
  let namesakes: string[];
  const query = (sql: string): Promise<Row[]> => platform.warehouse.query<Row>(sql);
  const told = (rows: readonly CsvRow[]) => rows.filter((row) => !namesakes.includes(row.key_game ?? ''));

  beforeAll(async () => {
    league = await simulateLeague(options);
    namesakes = gamesWithNamesakes(league);
    platform = await tell(league, [...LOGS, ...BIGDATABALL]);
  }, SETUP);
  afterAll(async () => {
    await platform.close();
    league.remove();
  });

  test('every player-game equals the key: box, zones, blocks by zone, creation, seconds', async () => {
    const rows = await query(`SELECT * FROM nba_analytics.player_game_summary WHERE box_source = 'bigdataball'`);
    const made = new Map(rows.map((row) => [`${row.game_id} ${row.player_id}`, row]));
    const key = told(league.key('players').filter((row) => row.player_status === 'played'));
    expect(key.length).toBeGreaterThan(200);
    expect(made.size).toBe(key.length);
    expect(key.flatMap((k) => compare(k, made.get(`${k.key_game} ${k.player_id}`), BOX, FLAGS))).toEqual([]);
    expect(new Set(rows.map((row) => `${row.zones_source} ${row.minutes_source}`))).toEqual(
      new Set(['bigdataball line_ups']),
    );
  });

  test('every team-game equals the key, seen from both sides', async () => {
    const key = told(league.key('teams'));
    const byTeam = async (table: string) =>
      new Map((await query(`SELECT * FROM nba_analytics.${table}`)).map((r) => [`${r.game_id} ${r.team_abbr}`, r]));
    const offence = await byTeam('team_offense_game_summary');
    const defence = await byTeam('team_defense_game_summary');
    for (const k of key) {
      const id = `${k.key_game} ${k.key_team}`;
      const own = offence.get(id);
      const columns = BOX.filter((c) => c !== 'turnovers' && own !== undefined && c in own && c in k);
      expect(columns.length).toBeGreaterThan(15);
      expect(compare(k, own, columns, ['win_flag'])).toEqual([]);
      expect(own?.turnovers, id).toBe(Number(k.turnovers) + Number(k.team_turnovers));
      expect(own?.overtime_periods, id).toBe(Number(k.overtime_periods));
      expect([own?.box_source, own?.zones_source]).toEqual(['bigdataball', 'bigdataball']);
      const rival = defence.get(`${k.key_game} ${k.key_opponent}`);
      expect(rival?.opp_paint_attempts, id).toBe(Number(k.paint_attempts));
      expect(rival?.points_allowed, id).toBe(Number(k.points));
      expect(defence.get(id)?.blocks_paint, id).toBe(Number(k.paint_blocks));
      expect(defence.get(id)?.blocks_three_pt, id).toBe(Number(k.three_pt_blocks));
    }
  });

  test('every shot has the place, zone, passer, blocker and and-one of the key', async () => {
    const id = (text: string | undefined) => (text === '' ? null : Number(text));
    const key = told(league.key('shots')).map((k) => [
      ...[
        k.key_game,
        id(k.period),
        id(k.clock_seconds),
        k.key_team,
        id(k.shooter_id),
        id(k.shot_value),
        k.is_made === '1',
      ],
      ...[k.zone, k.zone_detail, id(k.spot_x), id(k.spot_y), id(k.assisted_by), id(k.blocked_by), k.is_and_one === '1'],
    ]);
    const rows = (await query('SELECT * FROM nba_reference.shots')).map((s) => [
      ...[s.game_id, s.period, s.clock_seconds, s.team_abbr, s.player_id, s.value, s.made],
      ...[s.zone, s.zone_detail, s.x, s.y, s.assisted_by, s.blocked_by, s.and_one],
    ]);
    const sorted = (list: readonly unknown[][]) => list.map((cells) => JSON.stringify(cells)).sort();
    expect(sorted(rows)).toEqual(sorted(key));
  });

  test('games in which namesakes meet are kept aside whole, and their boxes come from the logs, without zones', async () => {
    expect(namesakes.length).toBeGreaterThan(0);
    const failures = await query(
      `SELECT DISTINCT game_id, category FROM nba_processing.reference_failures WHERE table_name = 'nba_reference.bigdataball_events' ORDER BY 1`,
    );
    expect(failures).toEqual(namesakes.map((game_id) => ({ game_id, category: 'UNRESOLVED_NAME' })));
    const aside = namesakes.map((game) => `'${game}'`).join(', ');
    expect(
      await query(`SELECT DISTINCT box_source, zones_source, paint_attempts, list_contains(missing_inputs, 'no_play_by_play') AS says_why
        FROM nba_analytics.player_game_summary WHERE game_id IN (${aside}) AND player_status = 'played'`),
    ).toEqual([{ box_source: 'game_log', zones_source: null, paint_attempts: null, says_why: true }]);
  });

  test('nothing calls a game missing, and the events agree with the logs', async () => {
    const range = { from: null, to: null };
    expect(await rawGaps(platform.warehouse, range)).toEqual([]);
    expect(await gamesWithoutEvents(platform.warehouse)).toEqual([]);
    const tables = ['player_game_summary', 'team_offense_game_summary', 'team_defense_game_summary'];
    const covered = await completenessReport(platform.warehouse, BOXES, {
      ...range,
      tables: tables.map((name) => `nba_analytics.${name}`),
    });
    expect([covered.finding_count, covered.games_without_data]).toEqual([0, []]);
    const { checks, differences } = await reconcileReport(platform.warehouse, BOXES, range);
    expect(checks.length).toBeGreaterThan(5);
    expect(differences).toEqual([]);
  });

  test('a value is traced to the plays that count for it', async () => {
    const [row] =
      await query(`SELECT game_date, game_id, player_id, points, fg_attempts FROM nba_analytics.player_game_summary
      WHERE box_source = 'bigdataball' ORDER BY points DESC, player_id LIMIT 1`);
    const table = GRAPH.get('nba_analytics.player_game_summary');
    if (row === undefined || table === undefined) throw new Error('no row');
    const { rows } = await explainEntity(
      platform.warehouse,
      GRAPH,
      table,
      String(row.game_date),
      String(row.player_id),
    );
    const events = rows[0]?.sources.find(({ name }) => name === 'events');
    expect(events?.table).toBe('nba_reference.bigdataball_events');
    expect(events?.rows.reduce((sum, event) => sum + Number(event.points ?? 0), 0)).toBe(row.points);
    expect(new Set(events?.rows.map((event) => String(event.file).split('/').at(-1)))).toEqual(
      new Set(['bigdataball_play_by_play.csv.gz']),
    );
    const plays = GRAPH.get('nba_reference.bigdataball_events');
    if (plays === undefined) throw new Error('no table');
    const own = await explainEntity(platform.warehouse, GRAPH, plays, String(row.game_date), String(row.player_id));
    expect(own.rows.length).toBeGreaterThan(5);
    for (const event of own.rows) {
      const [play] = event.sources;
      const num = event.values.find(({ column }) => column === 'event_num');
      expect([play?.rows.length, play?.rows[0]?.play_id]).toEqual([1, num?.value]);
    }
  });
});

describe('BigDataBall beside the events of the league', () => {
  test('is not read where the league tells all games', async () => {
    const league = await simulateLeague({ ...options, gamesPerTeam: 3 });
    const platforms = [
      await tell(league, [...LOGS, ...LEAGUE]),
      await tell(league, [...LOGS, ...LEAGUE, ...BIGDATABALL]),
    ];
    const contents = await Promise.all(
      platforms.map(async (platform) =>
        Object.entries(await platform.content()).filter(
          ([what]) => !what.startsWith('nba_reference.bigdataball_events'),
        ),
      ),
    );
    expect(contents[0]?.length).toBeGreaterThan(20);
    expect(contents[1]).toEqual(contents[0]);
    await Promise.all(platforms.map((platform) => platform.close()));
    league.remove();
  }, 120_000);

  test('tells the games that the league has not told, and no others', async () => {
    const plain = await simulateLeague({ ...options });
    const date = plain
      .key('teams')
      .filter((row) => !gamesWithNamesakes(plain).includes(row.key_game ?? ''))[0]?.key_date;
    plain.remove();
    const league = await simulateLeague({ ...options, faults: [{ kind: 'missing-pbp', where: date ?? null }] });
    const platform = await tell(league, [...LOGS, ...LEAGUE, ...BIGDATABALL]);
    const rows = await platform.warehouse.query<Row>(
      `SELECT * FROM nba_analytics.player_game_summary WHERE player_status = 'played'`,
    );
    const sources = new Set(rows.map((row) => `${row.game_date === date} ${row.box_source} ${row.zones_source}`));
    expect(sources).toEqual(new Set(['true bigdataball bigdataball', 'false play_by_play play_by_play']));
    const made = new Map(rows.map((row) => [`${row.game_id} ${row.player_id}`, row]));
    const key = league.key('players').filter((row) => row.player_status === 'played');
    expect(key.flatMap((k) => compare(k, made.get(`${k.key_game} ${k.player_id}`), BOX, FLAGS))).toEqual([]);
    await platform.close();
    league.remove();
  }, 120_000);
});
