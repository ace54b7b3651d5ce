import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { explainEntity } from '../../src/explain/explain.js';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { EditedFiles } from '../simulate/edited-files.js';

const BOXES = buildGraph(
  GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs', 'tdgs'].includes(table.alias)),
);
const ZONES = ['paint_attempts', 'paint_makes', 'mid_range_attempts', 'mid_range_makes', 'corner_three_attempts'];

let league: SimulatedLeague;
let files: EditedFiles;
let chart: readonly CsvRow[];
let platform: Platform;

const inLeague = (name: string) => join(league.out, league.season, `${name}.gz`);
const LOGS = ['schedule_league_v2.json', 'player_game_logs.csv', 'team_game_logs.csv'];

beforeAll(async () => {
  league = await simulateLeague({ seed: 'charts', teams: 4, gamesPerTeam: 4, boxScores: false });
  files = new EditedFiles();
  chart = league.rows(`${league.season}/shot_chart.csv`);
});
afterAll(() => {
  league.remove();
  files.remove();
});
afterEach(() => platform.close());

/** A season of logs and charts alone. */
async function made(keep: (row: CsvRow) => boolean): Promise<void> {
  platform = await Platform.create(':memory:', BOXES);
  await platform.ingest(...LOGS.map(inLeague), files.csv('shot_chart', chart.filter(keep)));
  expect(await platform.backfill()).toMatchObject({ status: 'complete', failed: 0 });
}
const played = () =>
  platform.warehouse.query(
    `SELECT * FROM nba_analytics.player_game_summary WHERE player_status = 'played' ORDER BY game_id, player_id`,
  );
const numbers = (row: CsvRow | undefined) => Object.fromEntries(ZONES.map((name) => [name, Number(row?.[name])]));

describe('a game of which there are logs and a chart, and no events', () => {
  test('has the zones of the chart, who took no shot zeros, and what only events tell is not invented', async () => {
    await made(() => true);
    const key = new Map(league.key('players').map((row) => [`${row.key_game} ${row.player_id}`, row]));
    const rows = await played();
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      expect(row).toMatchObject({
        ...numbers(key.get(`${row.game_id} ${row.player_id}`)),
        zones_source: 'shot_chart',
        zones_trusted: true,
        box_source: 'game_log',
        assisted_fg_makes: null,
        and1_count: null,
        paint_blocks: null,
      });
    }
    const teams = await platform.warehouse.query(
      `SELECT game_id, team_abbr, ${ZONES.join(', ')}, zones_source FROM nba_analytics.team_offense_game_summary ORDER BY 1, 2`,
    );
    const teamKey = new Map(league.key('teams').map((row) => [`${row.key_game} ${row.key_team}`, row]));
    for (const row of teams) {
      expect(row).toMatchObject({
        ...numbers(teamKey.get(`${row.game_id} ${row.team_abbr}`)),
        zones_source: 'shot_chart',
      });
    }
  });

  test('is explained down to the lines of the chart', async () => {
    await made(() => true);
    const row = (await played()).find((one) => Number(one.paint_attempts) > 0);
    const table = GRAPH.get('nba_reference.player_game_charts');
    if (table === undefined || row === undefined) throw new Error('no such table or row');
    const report = await explainEntity(
      ...([platform.warehouse, platform.graph, table, String(row.game_date), String(row.player_id)] as const),
    );
    expect(JSON.stringify(report)).toMatch(/shot_chart\.csv/);
  });

  test.each<[string, (row: CsvRow) => boolean]>([
    ['made shots', (row) => row.SHOT_MADE_FLAG === '1'],
    ['threes', (row) => row.SHOT_TYPE?.startsWith('3PT') === true],
    ['the first half', (row) => Number(row.PERIOD) <= 2],
  ])('a chart of %s makes no zones, and the reason says so', async (_, keep) => {
    await made(keep);
    const rows = await played();
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      expect(row).toMatchObject({ paint_attempts: null, zones_source: null, zones_trusted: false });
      expect(row.missing_inputs).toEqual(expect.arrayContaining(['no_play_by_play', 'zones_untrusted']));
    }
  });

  test('a chart of one team makes its zones and not those of the other', async () => {
    const [first] = chart;
    await made((row) => row.TEAM_ID === first?.TEAM_ID);
    const sources = new Map((await played()).map((row) => [`${row.team_abbr}`, row.zones_source]));
    expect([...sources.values()].filter((source) => source === 'shot_chart')).toHaveLength(1);
  });
});
