import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { EditedFiles } from '../simulate/edited-files.js';

const BOXES = buildGraph(GRAPH.ordered.filter((table) => table.phase === 2 || table.alias === 'pgs'));

let league: SimulatedLeague;
let files: EditedFiles;
let platform: Platform;
beforeAll(async () => {
  league = await simulateLeague({ seed: 'impossible minutes', teams: 2, gamesPerTeam: 2 });
  files = new EditedFiles();
});
afterAll(() => {
  league.remove();
  files.remove();
});
afterEach(() => platform.close());

const season = (name: string) => join(league.out, league.season, `${name}.csv.gz`);

/** The row of a man whose log prints a number of minutes, and the log's own row. */
async function madeOf(minutes: string, ...events: readonly string[]) {
  const rows = league.rows(`${league.season}/player_game_logs.csv`);
  const man = rows.find(({ MIN }) => Number(MIN) > 20) as CsvRow;
  const edited = rows.map((row) => (row === man ? { ...row, MIN: minutes } : row));
  platform = await Platform.create(':memory:', BOXES);
  const report = await platform.ingest(
    files.csv('player_game_logs', edited),
    ...['team_game_logs', 'team_game_index', 'games', ...events].map(season),
  );
  expect(report.rejected).toBe(0);
  expect(await platform.backfill()).toMatchObject({ failed: 0 });
  const made = await platform.warehouse.query(
    `SELECT player_status, points, assists, minutes_played, minutes_source, missing_inputs FROM nba_analytics.player_game_summary
     WHERE player_id = ${man.PLAYER_ID} AND game_date = DATE '${man.GAME_DATE}'`,
  );
  return { made, man };
}

const counts = ({ PTS, AST }: CsvRow) => ({ player_status: 'played', points: Number(PTS), assists: Number(AST) });

test('minutes that nobody can play are NULL with a reason where only a log tells them, and his counts stand', async () => {
  const { made, man } = await madeOf('140');
  expect(made).toMatchObject([{ ...counts(man), minutes_played: null, minutes_source: null }]);
  expect(String(made[0]?.missing_inputs)).toContain('no_minutes');
});

test('where the events have his line-ups, his minutes are theirs', async () => {
  const { made, man } = await madeOf('140', 'play_by_play_regular');
  expect(made).toMatchObject([{ ...counts(man), minutes_source: 'line_ups' }]);
  expect(Math.abs(Number(made[0]?.minutes_played) - Number(man.MIN))).toBeLessThanOrEqual(1);
});

test('seventy minutes can be played', async () => {
  const { made } = await madeOf('70');
  expect(made).toMatchObject([{ minutes_played: 70, minutes_source: 'whole_minutes' }]);
});
