import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTablesSql } from '../../src/engine/stored-table.js';
import type { Value } from '../../src/engine/warehouse.js';
import { RAW_STORED } from '../../src/raw/raw-schema.js';
import { gameLines } from '../../src/tables/reference/game-lines.js';
import { Bench, game } from './bench-table.js';

const DATE = '2021-12-01';
let bench: Bench;
let rows = 0;
const quote = (team_abbr: string, cells: Readonly<Record<string, Value>>) => ({
  file_id: 1,
  source_row: ++rows,
  game_date: DATE,
  team_abbr,
  book: 'draftkings',
  line_kind: 'quote',
  ...cells,
});

beforeAll(async () => {
  bench = await Bench.open([gameLines]);
  await bench.warehouse.execute('CREATE SCHEMA nba_processing');
  for (const sql of createTablesSql(RAW_STORED, bench.warehouse.dialect)) await bench.warehouse.execute(sql);
  await bench.put('nba_reference.games', [
    game({ game_id: 'g1', game_date: DATE, tipoff_at: '2021-12-02 01:00:00', home_abbr: 'MIL', away_abbr: 'BOS' }),
  ]);
  await bench.put('nba_raw.odds_game_lines', [
    quote('MIL', { quoted_at: '2021-12-01 15:00:00', spread: -2.5, total: 221, moneyline: -150 }),
    quote('MIL', { quoted_at: '2021-12-02 00:30:00', spread: -4, total: 219.5, moneyline: -400 }),
    // After tip-off: no line of a pre-game table.
    quote('MIL', { quoted_at: '2021-12-02 01:30:00', spread: -9, total: 230, moneyline: -900 }),
    // Even money lies between the two odds.
    quote('BOS', { quoted_at: '2021-12-01 15:00:00', spread: 2.5, total: 221, moneyline: 150 }),
    quote('BOS', { quoted_at: '2021-12-02 00:30:00', spread: 4, total: 219.5, moneyline: -150 }),
  ]);
});
afterAll(() => bench.close());

describe('game_lines', () => {
  it('holds the last and the first quote before tip-off, and how each line moved', async () => {
    const [boston, milwaukee] = await bench.run(gameLines, [DATE]);
    expect(milwaukee).toMatchObject({
      spread: -4,
      total: 219.5,
      moneyline: -400,
      opening_spread: -2.5,
      opening_total: 221,
      opening_moneyline: -150,
      spread_movement: -1.5,
      total_movement: -1.5,
    });
    // 400/500 - 150/250 = 0.8 - 0.6; 150/250 - 100/250 = 0.6 - 0.4: from +150 to -150 is one step, not 300.
    expect(milwaukee?.moneyline_movement).toBeCloseTo(0.2, 12);
    expect(boston?.moneyline_movement).toBeCloseTo(0.2, 12);
  });

  it('believes no spread where both teams would be favourites, and says so', async () => {
    await bench.put('nba_reference.games', [
      game({
        game_id: 'g2',
        game_date: '2021-12-03',
        tipoff_at: '2021-12-04 01:00:00',
        home_abbr: 'DEN',
        away_abbr: 'LAL',
      }),
    ]);
    const at = { game_date: '2021-12-03', quoted_at: '2021-12-03 20:00:00', total: 215 };
    await bench.put('nba_raw.odds_game_lines', [
      quote('DEN', { ...at, spread: -3.5, moneyline: -160 }),
      quote('LAL', { ...at, spread: -3.5, moneyline: 140 }),
    ]);
    const rows = await bench.run(gameLines, ['2021-12-03']);
    expect(
      rows.map((row) => [row.team_abbr, row.spread, row.spread_movement, row.total, row.spread_contradicts]),
    ).toEqual([
      ['DEN', null, null, 215, true],
      ['LAL', null, null, 215, true],
    ]);
  });

  it('takes no number that cannot be a line: the one before it stands', async () => {
    await bench.put('nba_reference.games', [
      game({
        game_id: 'g3',
        game_date: '2021-12-05',
        tipoff_at: '2021-12-06 01:00:00',
        home_abbr: 'DEN',
        away_abbr: 'LAL',
      }),
    ]);
    const early = { game_date: '2021-12-05', quoted_at: '2021-12-05 20:00:00' };
    const late = { game_date: '2021-12-05', quoted_at: '2021-12-05 23:00:00' };
    await bench.put('nba_raw.odds_game_lines', [
      quote('DEN', { ...early, spread: -3.5, total: 215 }),
      quote('DEN', { ...late, spread: -205, total: 216 }),
      quote('LAL', { ...early, spread: 3.5, total: 215 }),
      quote('LAL', { ...late, spread: 4, total: 22.5 }),
    ]);
    const rows = await bench.run(gameLines, ['2021-12-05']);
    expect(rows.map((row) => [row.team_abbr, row.spread, row.opening_spread, row.total, row.total_movement])).toEqual([
      ['DEN', -3.5, -3.5, 216, 1],
      ['LAL', 4, 3.5, 215, 0],
    ]);
  });

  it('has no movement without an opening', async () => {
    await bench.warehouse.execute(
      `UPDATE nba_raw.odds_game_lines SET line_kind = 'closing', quoted_at = NULL WHERE team_abbr = 'BOS' AND quoted_at > '2021-12-01 20:00:00'`,
    );
    await bench.warehouse.execute(
      `DELETE FROM nba_raw.odds_game_lines WHERE team_abbr = 'BOS' AND line_kind = 'quote'`,
    );
    const [boston] = await bench.run(gameLines, [DATE]);
    expect(boston).toMatchObject({
      total: 219.5,
      moneyline: -150,
      opening_moneyline: null,
      opening_total: null,
      total_movement: null,
      moneyline_movement: null,
    });
  });
});
