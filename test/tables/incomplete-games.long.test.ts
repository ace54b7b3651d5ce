import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { completenessReport } from '../../src/audit/completeness/completeness.js';
import { gapsReport } from '../../src/audit/gaps/gaps.js';
import { readStatus } from '../../src/audit/status/status.js';
import { heal } from '../../src/repair/heal.js';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { EditedFiles } from '../simulate/edited-files.js';

/** Who reads events and boxes, and nothing further down the cascade. */
const BOXES = buildGraph(
  GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs', 'tdgs'].includes(table.alias)),
);
const LEAGUE = { seed: 'incomplete', teams: 4, gamesPerTeam: 4 };
const ALL = { from: null, to: null };

let league: SimulatedLeague;
let files: EditedFiles;
let events: readonly CsvRow[];
/** The first game, its date and its sides. */
let game: CsvRow;
let platform: Platform;

const inLeague = (name: string) => join(league.out, league.season, `${name}.gz`);
const isGame = (row: CsvRow) => Number(row.GAME_ID) === Number(game.game_id);
const firstHalf = (row: CsvRow) => !isGame(row) || Number(row.PERIOD) <= 2;
const eventsOf = (keep: (row: CsvRow) => boolean) => files.csv('play_by_play', events.filter(keep));

beforeAll(async () => {
  league = await simulateLeague({ ...LEAGUE, bigDataBall: true });
  files = new EditedFiles();
  events = league.rows(`${league.season}/play_by_play_regular.csv`);
  [game = {}] = league.rows(`${league.season}/games.csv`);
});
afterAll(() => {
  league.remove();
  files.remove();
});
afterEach(() => platform.close());

async function made(...paths: readonly string[]): Promise<void> {
  platform = await Platform.create(':memory:', BOXES);
  const report = await platform.ingest(...paths);
  expect(report.files.filter((f) => f.status === 'failed' || f.rejected > 0)).toEqual([]);
  expect(await platform.backfill()).toMatchObject({ status: 'complete', failed: 0 });
}
const state = async () =>
  (await platform.warehouse.query(`SELECT * FROM nba_reference.games WHERE game_id = '${game.game_id}'`))[0];
const rowsOf = (table: string) =>
  platform.warehouse.query(`SELECT * FROM nba_analytics.${table} WHERE game_id = '${game.game_id}'`);
const failures = () =>
  platform.warehouse.query(
    `SELECT table_name, entity_id, category, reason, can_retry FROM nba_processing.analytics_failures
     WHERE game_id = '${game.game_id}' ORDER BY table_name, entity_id`,
  );
const truth = (name: 'players' | 'teams') => league.key(name).filter((row) => row.key_game === game.game_id);

/** Every row of the game has the points of the key, and one that won has won. */
async function expectTruth(boxSource: string, teamSource: string): Promise<void> {
  const players = await rowsOf('player_game_summary');
  const key = new Map(truth('players').map((row) => [Number(row.player_id), row]));
  const played = players.filter((row) => row.player_status === 'played');
  expect(played.length).toBe(truth('players').filter((row) => row.player_status === 'played').length);
  for (const row of played) {
    const own = key.get(Number(row.player_id));
    expect(row).toMatchObject({ points: Number(own?.points), box_source: boxSource, win_flag: own?.win_flag === '1' });
  }
  for (const row of await rowsOf('team_offense_game_summary')) {
    const pointsOf = (own: boolean) =>
      Number(truth('teams').find((one) => (one.key_team === row.team_abbr) === own)?.points);
    const won = pointsOf(true) > pointsOf(false);
    expect(row).toMatchObject({ points: pointsOf(true), win_flag: won, box_source: teamSource });
  }
}

describe('events that end at half time', () => {
  const HALF = { events_whole: false, events_reason: 'they end in period 2 with 0:00 left' };

  test('beside logs: the box is that of the logs, zones those of the whole chart, line-ups nobody’s, and the reason is told', async () => {
    const rest = [
      'schedule_league_v2.json',
      'games.csv',
      'player_game_logs.csv',
      'team_game_logs.csv',
      'shot_chart.csv',
    ];
    await made(eventsOf(firstHalf), ...rest.map(inLeague));
    expect(await state()).toMatchObject({
      ...HALF,
      status: 'final',
      home_score: Number(game.home_pts),
      away_score: Number(game.away_pts),
      game_log_whole: true,
      team_log_whole: true,
    });
    await expectTruth('game_log', 'team_log');
    for (const row of await rowsOf('player_game_summary')) {
      const own = truth('players').find((one) => Number(one.player_id) === row.player_id);
      expect(row).toMatchObject({
        paint_attempts: Number(own?.paint_attempts),
        mid_range_makes: Number(own?.mid_range_makes),
        zones_source: 'shot_chart',
        assisted_fg_makes: null,
        minutes_source: 'whole_minutes',
      });
      expect(row.missing_inputs).toContain('incomplete_play_by_play');
    }
    expect(await failures()).toEqual([]);
    const gaps = await gapsReport(platform.warehouse, BOXES, ALL);
    expect(gaps.games.filter((one) => one.game_id === game.game_id)).toMatchObject([
      { low: [{ kind: 'play_by_play', reason: HALF.events_reason }] },
    ]);
  });

  test('beside a full box score: the box and the minutes are its own', async () => {
    await made(eventsOf(firstHalf), ...['schedule_league_v2.json', 'player_box_scores.csv'].map(inLeague));
    expect(await state()).toMatchObject({ ...HALF, status: 'final', box_score_whole: true });
    await expectTruth('box_score', 'player_box_scores');
    const rows = await rowsOf('player_game_summary');
    for (const own of truth('players')) {
      const row = rows.find(({ player_id }) => Number(player_id) === Number(own.player_id));
      if (row?.player_status === 'played') expect(row.seconds_played).toBe(Number(own.seconds_played));
    }
  });

  test('beside BigDataBall: its events are whole and count', async () => {
    const rest = ['schedule_league_v2.json', 'player_game_logs.csv', 'bigdataball_play_by_play.csv'];
    await made(eventsOf(firstHalf), ...rest.map(inLeague));
    expect(await state()).toMatchObject({ events_source: 'bigdataball', events_whole: true, events_reason: null });
    await expectTruth('bigdataball', 'bigdataball');
  });

  test('beside logs and boxes that were fetched at half time, too: nothing is made, each reason is told', async () => {
    const half = (row: CsvRow) =>
      row.GAME_DATE === game.game_date
        ? { ...row, MIN: String(Math.floor(Number(row.MIN) / 2)), PTS: String(Math.floor(Number(row.PTS) / 2)) }
        : row;
    const logs = files.csv('player_game_logs', league.rows(`${league.season}/player_game_logs.csv`).map(half));
    await made(eventsOf(firstHalf), logs, inLeague('schedule_league_v2.json'));
    expect(await state()).toMatchObject({ ...HALF, game_log_whole: false });
    expect((await state())?.boxes_reason).toMatch(/^game_log: it has 1[12]\d of 240 minutes of a team$/);
    expect(await rowsOf('player_game_summary')).toEqual([]);
    expect((await failures()).filter(({ category }) => category !== 'INCOMPLETE_GAME')).toEqual([]);
    // Who is named by a part alone is owed no row: his team's record says why.
    expect((await completenessReport(platform.warehouse, BOXES, ALL)).entities).toEqual([]);
  });
});

test('a basket that is missing from the middle, and one that is there twice: another source has the game', async () => {
  const baskets = events.filter((row) => isGame(row) && row.EVENTMSGTYPE === '1');
  const basket = baskets[20];
  const rest = ['schedule_league_v2.json', 'player_game_logs.csv', 'team_game_logs.csv'].map(inLeague);
  await made(
    eventsOf((row) => row !== basket),
    ...rest,
  );
  expect(await state()).toMatchObject({ events_whole: false, events_reason: expect.stringMatching(/^they add up to/) });
  await expectTruth('game_log', 'team_log');
  await platform.close();
  const twice = events.flatMap((row) => (row === basket ? [row, { ...row, EVENTNUM: '9999' }] : [row]));
  await made(files.csv('play_by_play', twice), ...rest);
  expect(await state()).toMatchObject({ events_whole: false, events_reason: expect.stringMatching(/^they add up to/) });
  await expectTruth('game_log', 'team_log');
});

test('a game of which half the events are all there is has no row anywhere; after the final file heal alone makes it whole', async () => {
  const dates = [...new Set(league.rows(`${league.season}/games.csv`).map((row) => row.game_date ?? ''))].sort();
  const [first = '', second = '', third = ''] = dates;
  const until = (day: string) => simulateLeague({ ...LEAGUE, until: day });
  const [before, after] = [await until(first), await until(third)];
  const schedule = (one: SimulatedLeague) => join(one.out, one.season, 'schedule_league_v2.json.gz');
  const games = new Map(league.rows(`${league.season}/games.csv`).map((row) => [Number(row.game_id), row]));
  const dateOf = (row: CsvRow) => games.get(Number(row.GAME_ID))?.game_date ?? '';
  const later = [...games.values()].find((row) => row.game_date === second);
  const isLater = (row: CsvRow) => Number(row.GAME_ID) === Number(later?.game_id);
  const cut = eventsOf((row) => dateOf(row) <= second && (!isLater(row) || Number(row.PERIOD) <= 2));
  const whole = eventsOf((row) => dateOf(row) <= third);
  const all = { ...ALL, runId: 'heal', command: 'nba-props heal' };

  const clean = await Platform.create();
  await clean.ingest(schedule(after), whole);
  await clean.backfill();
  const content = await clean.content();
  await clean.close();

  platform = await Platform.create();
  await platform.ingest(schedule(before), cut);
  await platform.backfill();
  const { warehouse, graph, effects } = platform;
  const of = (table: string) => warehouse.query(`SELECT * FROM ${table} WHERE game_id = '${later?.game_id}'`);
  const incomplete = { category: 'INCOMPLETE_GAME', can_retry: true };
  for (const table of ['shots', 'player_game_events', 'team_game_events', 'player_minutes'])
    expect(await of(`nba_reference.${table}`), table).toEqual([]);
  for (const table of ['player_game_summary', 'team_offense_game_summary', 'team_defense_game_summary'])
    expect(await of(`nba_analytics.${table}`), table).toEqual([]);
  const told = await warehouse.query(
    `SELECT category, can_retry, reason FROM nba_processing.analytics_failures WHERE game_id = '${later?.game_id}' AND table_name LIKE '%_game_summary'`,
  );
  expect(told).toEqual(
    Array(6).fill({ ...incomplete, reason: 'events (play_by_play): they end in period 2 with 0:00 left' }),
  );
  expect(
    await warehouse.query(`SELECT status, status_reason FROM nba_reference.games WHERE game_id = '${later?.game_id}'`),
  ).toEqual([{ status: 'live', status_reason: 'of its events, they end in period 2 with 0:00 left' }]);
  expect(await readStatus(warehouse, graph, null)).toMatchObject({ games_without_data: 1, first_without_data: second });
  const waiting = await heal(warehouse, graph, effects, all);
  expect(waiting.remaining).toContainEqual(
    expect.objectContaining({ kind: 'files_missing', game: expect.objectContaining({ game_id: later?.game_id }) }),
  );

  await platform.ingest(schedule(after), whole);
  await heal(warehouse, graph, effects, { ...all, runId: 'heal again' });
  expect(await platform.content()).toEqual(content);
  for (const one of [before, after]) one.remove();
});
