import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LABELS_VIEW_SQL } from '../../src/tables/features/labels.js';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { EditedFiles } from '../simulate/edited-files.js';

const BOXES = buildGraph(GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs'].includes(table.alias)));
/** A man whom no other event names. */
const GUEST = 7_777_777;

let league: SimulatedLeague;
let files: EditedFiles;
let events: readonly CsvRow[];
let platform: Platform;

beforeAll(async () => {
  league = await simulateLeague({ seed: 'took part', teams: 2, gamesPerTeam: 2 });
  files = new EditedFiles();
  events = league.rows(`${league.season}/play_by_play_regular.csv`);
});
afterAll(() => {
  league.remove();
  files.remove();
});
afterEach(() => platform.close());

const inLeague = (name: string) => join(league.out, league.season, `${name}.gz`);
const logs = () => ['player_game_logs.csv', 'team_game_logs.csv'].map(inLeague);

async function made(rows: readonly CsvRow[], ...beside: readonly string[]): Promise<void> {
  platform = await Platform.create(':memory:', BOXES);
  await platform.ingest(files.csv('play_by_play', rows), inLeague('schedule_league_v2.json'), ...beside);
  await platform.backfill();
  await platform.warehouse.execute(LABELS_VIEW_SQL);
}
const guest = async () =>
  (
    await platform.warehouse.query(
      `SELECT player_status, seconds_played, points FROM nba_analytics.player_game_summary WHERE player_id = ${GUEST}`,
    )
  )[0];
const label = () =>
  platform.warehouse.query(`SELECT player_id FROM nba_predictions.player_game_labels WHERE player_id = ${GUEST}`);

/** The events with one more after the n-th: the guest in the place of a person of a model event, at its clock. */
function withGuest(model: (row: CsvRow) => boolean, person: 1 | 2, changed: (row: CsvRow) => CsvRow = (row) => row) {
  const at = events.findIndex(model);
  const row = events[at] ?? {};
  const own = {
    ...row,
    EVENTNUM: '9000',
    [`PLAYER${person}_ID`]: String(GUEST),
    [`PLAYER${person}_NAME`]: 'Gus Guest',
  };
  return [...events.slice(0, at + 1), changed(own), ...events.slice(at + 1)];
}
const isSubstitution = (row: CsvRow) => row.EVENTMSGTYPE === '8' && row.PERIOD === '4';
const isFoul = (row: CsvRow) => row.EVENTMSGTYPE === '6' && row.PERSON1TYPE?.startsWith('4') === true;

describe('a man takes part by evidence', () => {
  test('a substitution alone is none where the log of his team does not list him', async () => {
    await made(withGuest(isSubstitution, 2), ...logs());
    expect(await guest()).toEqual({ player_status: 'dnp', seconds_played: null, points: 0 });
    expect(await label()).toEqual([]);
  });

  test('without a log or box he has the time that the substitution says', async () => {
    await made(withGuest(isSubstitution, 2));
    expect(await guest()).toMatchObject({ player_status: 'played' });
  });

  test('a technical from the bench is none, with logs and without', async () => {
    const technical = withGuest(isFoul, 1, (row) => ({
      ...row,
      EVENTMSGACTIONTYPE: '11',
      HOMEDESCRIPTION: 'Guest T.FOUL (P0.T1)',
      PLAYER2_ID: '0',
      PLAYER2_NAME: '',
      PERSON2TYPE: '0',
    }));
    await made(technical);
    expect(await guest()).toMatchObject({ player_status: 'dnp', seconds_played: null });
    await platform.close();
    await made(technical, ...logs());
    expect(await guest()).toMatchObject({ player_status: 'dnp', seconds_played: null });
    expect(await label()).toEqual([]);
  });

  test('who came on and went off while the clock stood has played 0 seconds, which is no label', async () => {
    const at = events.findIndex(isSubstitution);
    const row = events[at] ?? {};
    const as = (n: 1 | 2, of: CsvRow) => ({
      ...of,
      [`PLAYER${n}_ID`]: String(GUEST),
      [`PLAYER${n}_NAME`]: 'Gus Guest',
    });
    const [on, off] = [as(2, { ...row, EVENTNUM: '9000' }), as(1, { ...row, EVENTNUM: '9001' })];
    await made([...events.slice(0, at), on, off, ...events.slice(at + 1)]);
    expect(await guest()).toMatchObject({ seconds_played: 0 });
    expect(await label()).toEqual([]);
  });
});

test('a log that lists those who did not play, with 0 minutes and no counts, gives them no game', async () => {
  const log = league.rows(`${league.season}/player_game_logs.csv`);
  const [model = {}] = log;
  const kept = new Set(['TEAM_ABBREVIATION', 'GAME_DATE', 'MATCHUP', 'WL', 'SEASON_TYPE']);
  const blank = Object.fromEntries(Object.entries(model).map(([name, value]) => [name, kept.has(name) ? value : '']));
  const listed = { ...blank, PLAYER_ID: String(GUEST), PLAYER_NAME: 'Gus Guest', MIN: '0' };
  const counted = { ...listed, PLAYER_ID: String(GUEST + 1), PLAYER_NAME: 'Ben Bench', AST: '1' };
  platform = await Platform.create(':memory:', BOXES);
  const [, teamLogs = ''] = logs();
  const boxes = files.csv('player_game_logs', [...log, listed, counted]);
  await platform.ingest(boxes, teamLogs, inLeague('schedule_league_v2.json'));
  await platform.backfill();
  await platform.warehouse.execute(LABELS_VIEW_SQL);
  expect(await guest()).toEqual({ player_status: 'dnp', seconds_played: null, points: null });
  expect(await label()).toEqual([]);
  const statuses = await platform.warehouse.query(
    `SELECT player_status, COUNT(*) AS n FROM nba_analytics.player_game_summary WHERE player_id <> ${GUEST} GROUP BY 1`,
  );
  expect(statuses).toEqual([{ player_status: 'played', n: log.length + 1 }]);
});

test('a basket that names nobody: the events are not whole, and the log has the game', async () => {
  const basket = events.findIndex((row) => row.EVENTMSGTYPE === '1');
  const game = (events[basket]?.GAME_ID ?? '').padStart(10, '0');
  const nameless = events.map((row, i) => (i === basket ? { ...row, PLAYER1_ID: '0', PLAYER1_NAME: '' } : row));
  await made(nameless, ...logs());
  const query = (sql: string) => platform.warehouse.query(sql);
  expect(await query(`SELECT events_whole, events_reason FROM nba_reference.games WHERE game_id = '${game}'`)).toEqual([
    { events_whole: false, events_reason: '1 of them name no player' },
  ]);
  const sources = `SELECT DISTINCT box_source FROM nba_analytics.player_game_summary WHERE game_id = '${game}'`;
  expect(await query(sources)).toEqual([{ box_source: 'game_log' }]);
});
