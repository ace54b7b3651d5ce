import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { EditedFiles } from '../simulate/edited-files.js';

const BOXES = buildGraph(GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs'].includes(table.alias)));

let league: SimulatedLeague;
let files: EditedFiles;
let platform: Platform;
beforeAll(async () => {
  league = await simulateLeague({ seed: 'some men', teams: 2, gamesPerTeam: 2 });
  files = new EditedFiles();
});
afterAll(() => {
  league.remove();
  files.remove();
});
afterEach(() => platform.close());

const hasPlayed = (row: CsvRow) => (row.MIN ?? '') !== '';

/** What is made of the first game from rows of its box score alone; of later games there are logs. */
async function madeOf(keep: (row: CsvRow, nth: number) => boolean) {
  const rows = league.rows(`${league.season}/player_box_scores.csv`);
  const game = rows[0]?.GAME_ID ?? '';
  const played = rows.filter((row) => row.GAME_ID === game && hasPlayed(row));
  const nth = (row: CsvRow) => played.filter((other) => other.TEAM_ABBREVIATION === row.TEAM_ABBREVIATION).indexOf(row);
  const own = rows.filter((row) => row.GAME_ID === game && keep(row, nth(row)));
  const date = league.key('players').find(({ key_game }) => key_game === game)?.key_date;
  const later = league.rows(`${league.season}/team_game_logs.csv`).filter((row) => row.GAME_DATE !== date);
  platform = await Platform.create(':memory:', BOXES);
  await platform.ingest(
    files.csv('player_box_scores', own),
    files.csv('team_game_logs', later),
    join(league.out, league.season, 'team_game_index.csv.gz'),
  );
  await platform.backfill();
  const query = (sql: string) => platform.warehouse.query(sql);
  const teams = await query(
    `SELECT box_source, points, rebounds FROM nba_analytics.team_offense_game_summary WHERE game_id = '${game}'`,
  );
  const players = await query(`SELECT player_id, points, team_points FROM nba_analytics.player_game_summary
    WHERE game_id = '${game}' AND player_status = 'played' ORDER BY player_id`);
  return { teams, players, own };
}

test('a box of four men of a team is theirs: their numbers, no sum for the team', async () => {
  const { teams, players, own } = await madeOf((row, nth) => hasPlayed(row) && nth < 4);
  expect(own).toHaveLength(8);
  expect(players.map(({ player_id, points }) => [player_id, points])).toEqual(
    own.map((row) => [Number(row.PLAYER_ID), Number(row.PTS)]).sort(([a = 0], [b = 0]) => a - b),
  );
  expect(new Set(players.map(({ team_points }) => team_points))).toEqual(new Set([null]));
  expect(teams).toEqual([]);
});

test('a box of nobody who played is no box: no team has zero points', async () => {
  const { teams, players } = await madeOf((row) => !hasPlayed(row));
  expect(players).toEqual([]);
  expect(teams).toEqual([]);
});

test('a whole box is the sum of its players', async () => {
  const { teams, players } = await madeOf(() => true);
  expect(teams.map(({ box_source }) => box_source)).toEqual(['player_box_scores', 'player_box_scores']);
  const total = (rows: typeof players) => rows.reduce((sum, { points }) => sum + Number(points), 0);
  expect(total(teams)).toBe(total(players));
});

test('a box that lacks the man who played least is no sum for his team', async () => {
  const seconds = ({ MIN = '' }: CsvRow) => {
    const [minutes = '0', rest = '0'] = MIN.split(':');
    return Number(minutes) * 60 + Number(rest);
  };
  const rows = league.rows(`${league.season}/player_box_scores.csv`).filter(hasPlayed);
  const first = rows.filter((row) => row.GAME_ID === rows[0]?.GAME_ID);
  const least = [...new Set(first.map((row) => row.TEAM_ABBREVIATION))].map(
    (team) => first.filter((row) => row.TEAM_ABBREVIATION === team).sort((a, b) => seconds(a) - seconds(b))[0],
  );
  // Fewer than the twelve minutes by which whole minutes may fall short.
  for (const row of least) expect(seconds(row as CsvRow)).toBeLessThan(720);
  const { teams, players } = await madeOf((row) => least.every((one) => one?.PLAYER_ID !== row.PLAYER_ID));
  expect(players).toHaveLength(first.length - 2);
  expect(teams).toEqual([]);
});
