import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { teamByAbbr } from '../../src/domain/teams.js';
import { explainEntity } from '../../src/explain/explain.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

interface Quoted {
  [column: string]: string | number;
  readonly game_id: string;
  readonly game_date: string;
  readonly tipoff_at: string;
  readonly home_abbr: string;
  readonly away_abbr: string;
  readonly player_id: number;
  readonly player_name: string;
  readonly line: number;
  readonly points: number;
}

let platform: Platform;
let folder: string;
let game: Quoted;

beforeAll(async () => {
  platform = await Platform.copyOf((await preparedLeague()).complete);
  folder = mkdtempSync(join(tmpdir(), 'impossible-quotes-'));
  const [found] = await platform.warehouse.query<Quoted>(
    `SELECT g.game_id, g.game_date, g.tipoff_at, g.home_abbr, g.away_abbr, p.player_id, p.player_name, p.line, s.points
     FROM nba_reference.games g JOIN nba_reference.prop_lines p ON p.game_id = g.game_id
     JOIN nba_analytics.player_game_summary s ON s.game_id = g.game_id AND s.player_id = p.player_id
     WHERE p.market = 'points' AND g.tipoff_at IS NOT NULL AND s.player_status = 'played' ORDER BY g.game_date DESC, p.player_id LIMIT 1`,
  );
  game = found as Quoted;
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

const rowsOf = (table: string, columns: string) =>
  platform.warehouse.query(`SELECT ${columns} FROM ${table} WHERE game_id = $1 ORDER BY 1, 2`, [game.game_id]);

it('a book that quotes what no line can be costs no row, and the number of the others stands', async () => {
  const asked = [
    ['nba_analytics.player_game_summary', 'player_id, points, points_line, line_movement'],
    ['nba_analytics.upcoming_player_game_context', 'player_id, points_line'],
  ] as const;
  const was = await Promise.all(asked.map(([table, columns]) => rowsOf(table, columns)));
  // The last quotes before tip-off, so they would count.
  const at = new Date(Date.parse(game.tipoff_at) - 60_000).toISOString();
  const [home, away] = [game.home_abbr, game.away_abbr].map((abbr) => teamByAbbr(abbr)?.full_name);
  const outcomes = ['Over', 'Under'].map((name) => ({ name, price: -110, point: 88.5, description: game.player_name }));
  const markets = [{ key: 'player_points', last_update: at, outcomes }];
  const event = { id: 'mad', commence_time: game.tipoff_at, home_team: home, away_team: away };
  const file = join(folder, 'mad.json');
  writeFileSync(
    file,
    JSON.stringify({ timestamp: at, data: { ...event, bookmakers: [{ key: 'draftkings', markets }] } }),
  );
  expect(await platform.ingest(file)).toMatchObject({ rows: 1, rejected: 0 });
  const report = await platform.backfill({
    selection: {
      tables: platform.graph.ordered.filter(({ phase }) => phase > 1),
      from: game.game_date,
      to: game.game_date,
    },
  });
  expect(report).toMatchObject({ status: 'complete', failed: 0 });
  expect(await Promise.all(asked.map(([table, columns]) => rowsOf(table, columns)))).toEqual(was);

  const table = GRAPH.ordered.find(({ alias }) => alias === 'prop_lines');
  if (table === undefined) throw new Error('no prop_lines');
  const { rows } = await explainEntity(platform.warehouse, GRAPH, table, game.game_date, String(game.player_id));
  const points = rows.find((row) => row.values.some(({ value }) => value === 'points'));
  expect(points?.sources.find(({ name }) => name === 'impossible')?.rows).toMatchObject([
    { book: 'draftkings', line: 88.5, file },
  ]);
});

it('a line that moved as far as a line can is kept with the row', async () => {
  const at = new Date(Date.parse(game.tipoff_at) - 30_000).toISOString();
  const [home, away] = [game.home_abbr, game.away_abbr].map((abbr) => teamByAbbr(abbr)?.full_name);
  const outcomes = ['Over', 'Under'].map((name) => ({ name, description: game.player_name, price: -110, point: 79.5 }));
  const bookmakers = [{ key: 'draftkings', markets: [{ key: 'player_points', last_update: at, outcomes }] }];
  const event = { id: 'far', commence_time: game.tipoff_at, home_team: home, away_team: away };
  writeFileSync(join(folder, 'far.json'), JSON.stringify({ timestamp: at, data: { ...event, bookmakers } }));
  await platform.ingest(join(folder, 'far.json'));
  await platform.backfill({
    selection: {
      tables: platform.graph.ordered.filter(({ phase }) => phase > 1),
      from: game.game_date,
      to: game.game_date,
    },
  });
  const [row] = await platform.warehouse.query(
    `SELECT points, points_line, opening_points_line, line_movement FROM nba_analytics.player_game_summary
     WHERE game_id = $1 AND player_id = $2`,
    [game.game_id, game.player_id],
  );
  expect(row).toMatchObject({ points: game.points, points_line: 79.5 });
  expect(row?.line_movement).toBe(79.5 - Number(row?.opening_points_line));
  expect(Number(row?.line_movement)).toBeGreaterThan(40);
});
