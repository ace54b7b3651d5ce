import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { teamByAbbr } from '../../src/domain/teams.js';
import { explainEntity } from '../../src/explain/explain.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

interface Game {
  [column: string]: string | number;
  readonly game_id: string;
  readonly game_date: string;
  readonly tipoff_at: string;
  readonly home_abbr: string;
  readonly away_abbr: string;
  readonly player_id: number;
  readonly player_name: string;
}

const tables = ['game_lines', 'prop_lines'].map((alias) => {
  const table = GRAPH.ordered.find((each) => each.alias === alias);
  if (table === undefined) throw new Error(`no table ${alias}`);
  return table;
});
const [gameLines, propLines] = tables as [(typeof tables)[number], (typeof tables)[number]];

let platform: Platform;
let folder: string;
let game: Game;

beforeAll(async () => {
  platform = await Platform.copyOf((await preparedLeague()).complete);
  folder = mkdtempSync(join(tmpdir(), 'odds-api-'));
  const [found] = await platform.warehouse.query<Game>(
    `SELECT g.game_id, g.game_date, g.tipoff_at, g.home_abbr, g.away_abbr, p.player_id, p.player_name
     FROM nba_reference.games g JOIN nba_reference.prop_lines p ON p.game_id = g.game_id
     WHERE p.market = 'points' AND g.tipoff_at IS NOT NULL ORDER BY g.game_date DESC, p.player_id LIMIT 1`,
  );
  game = found as Game;
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

const minutesFromTip = (minutes: number) => new Date(Date.parse(game.tipoff_at) + 60_000 * minutes).toISOString();

it('the last quote before tip-off is the line, no alternate one and none of the game itself; explained to file and line', async () => {
  const [home, away] = [game.home_abbr, game.away_abbr].map((abbr) => teamByAbbr(abbr)?.full_name);
  const event = { id: 'odds-api-event', commence_time: game.tipoff_at, home_team: home, away_team: away };
  const document = (at: string, shift: number) => ({
    ...event,
    bookmakers: [
      {
        key: 'draftkings',
        markets: [
          {
            key: 'h2h',
            last_update: at,
            outcomes: [home, away].map((name, i) => ({ name, price: i === 0 ? -140 : 120 })),
          },
          {
            key: 'spreads',
            last_update: at,
            outcomes: [home, away].map((name, i) => ({ name, price: -110, point: (i === 0 ? -1 : 1) * (3 + shift) })),
          },
          {
            key: 'totals',
            last_update: at,
            outcomes: ['Over', 'Under'].map((name) => ({ name, price: -110, point: 220 + shift })),
          },
        ],
      },
    ],
  });
  const props = (at: string, shift: number) => {
    const sides = (point: number, over: number) =>
      ['Over', 'Under'].map((name) => ({
        name,
        description: game.player_name,
        price: name === 'Over' ? over : -105,
        point,
      }));
    const market = (key: string, ...lines: readonly number[]) => ({
      key,
      last_update: at,
      outcomes: lines.flatMap((line) => sides(line + shift, -115)),
    });
    return {
      ...event,
      bookmakers: [
        { key: 'draftkings', markets: [market('player_points_alternate', 40.5, 45.5), market('player_points', 30.5)] },
      ],
    };
  };
  const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  // One document of the past with the game's lines and the props of its players.
  const before = [document(minutesFromTip(-1), 0.5), props(minutesFromTip(-1), 0)];
  const markets = before.flatMap(({ bookmakers }) => bookmakers).flatMap((book): object[] => book.markets);
  write('before.json', {
    timestamp: minutesFromTip(-1),
    data: { ...event, bookmakers: [{ key: 'draftkings', markets }] },
  });
  write('lines-during.json', [document(minutesFromTip(1), 7.5)]);
  write('props-during.json', props(minutesFromTip(0), 7));
  const report = await platform.ingest(folder);
  expect(report).toMatchObject({ rows: 18, rejected: 0 });
  await platform.backfill({ selection: { tables, from: game.game_date, to: game.game_date } });

  const lines = await platform.warehouse.query(
    `SELECT team_abbr, spread, total, moneyline, book, quoted_at FROM nba_reference.game_lines WHERE game_id = $1 ORDER BY spread`,
    [game.game_id],
  );
  const common = { total: 220.5, book: 'draftkings', quoted_at: minutesFromTip(-1) };
  expect(lines).toEqual([
    { ...common, team_abbr: game.home_abbr, spread: -3.5, moneyline: -140 },
    { ...common, team_abbr: game.away_abbr, spread: 3.5, moneyline: 120 },
  ]);
  const quoted = await platform.warehouse.query(
    `SELECT market, line, over_price, under_price, book, quoted_at FROM nba_reference.prop_lines
     WHERE game_id = $1 AND player_id = $2 AND market LIKE 'points%' AND market NOT LIKE 'points_reb%'`,
    [game.game_id, game.player_id],
  );
  expect(quoted).toEqual([
    {
      market: 'points',
      line: 30.5,
      over_price: -115,
      under_price: -105,
      book: 'draftkings',
      quoted_at: minutesFromTip(-1),
    },
  ]);

  const line = await explainEntity(platform.warehouse, platform.graph, gameLines, game.game_date, game.home_abbr);
  const closing = line.rows[0]?.sources.find(({ name }) => name === 'closing');
  expect(closing?.table).toBe('nba_raw.odds_game_quotes');
  expect(closing?.rows.find((row) => row.spread !== null)).toMatchObject({
    ...{ file: join(folder, 'before.json'), file_line: 3, spread: -3.5 },
  });
  const prop = await explainEntity(
    platform.warehouse,
    platform.graph,
    propLines,
    game.game_date,
    String(game.player_id),
  );
  const quotes = prop.rows
    .find((row) => row.values.some(({ value }) => value === 'points'))
    ?.sources.find(({ name }) => name === 'quotes');
  expect(quotes?.rows[0]).toMatchObject({ file: join(folder, 'before.json'), file_line: 7, line: 30.5 });
});
