import { afterEach, describe, expect, it } from 'vitest';
import { contractsReport, contractViolations } from '../../src/audit/contracts/contracts.js';
import { col } from '../../src/tables/columns.js';
import type { TableDefinition } from '../../src/tables/definition.js';
import { DATES, MiniLeague } from './mini-league.js';
import { MINI_TABLES, miniGame } from './mini-tables.js';

let league: MiniLeague;
afterEach(() => league.close());

const ALL = { from: null, to: null, minDates: 10, minValues: 20 };
const GAME = 'nba_analytics.mini_game';

/** The table with one more column, always the same value. */
const withConstant = (mayBeConstant: boolean): TableDefinition => ({
  ...miniGame,
  columns: [...miniGame.columns, col.flag('back_to_back', 'Planted.', mayBeConstant ? { mayBeConstant } : {})],
  sql: (ctx) => `SELECT *, FALSE AS back_to_back FROM (${miniGame.sql(ctx)}) planted`,
});

const made = async (tables: readonly TableDefinition[] = MINI_TABLES) => {
  league = await MiniLeague.create(tables);
  await league.run();
};

describe('contracts', () => {
  it('a clean season has no violation, and the report tells every column of it', async () => {
    await made();
    const report = await contractsReport(league.warehouse, league.graph, ALL);
    expect(report.violations).toEqual([]);
    expect(report.tables.map((t) => [t.alias, t.rows, t.partitions])).toEqual([
      ['mg', 48, 12],
      ['mf', 44, 11],
      ['mx', 44, 11],
    ]);
    const points = report.tables[0]?.columns.find((c) => c.column === 'points');
    expect(points).toMatchObject({ season: '2021-22', rows: 48, nulls: 0, null_share: 0, min: '90' });
  });

  it('reports a feature that never varies over a season, unless it may', async () => {
    await made([withConstant(false)]);
    const report = await contractsReport(league.warehouse, league.graph, ALL);
    expect(report.violations).toMatchObject([
      { table: GAME, kind: 'constant', column: 'back_to_back', where: '2021-22', rows: 48 },
    ]);
    expect(report.violations[0]?.what).toBe('back_to_back is false in every row of 12 dates');
    expect((await contractsReport(league.warehouse, league.graph, { ...ALL, minDates: 13 })).violations).toEqual([]);
    expect((await contractsReport(league.warehouse, league.graph, { ...ALL, minValues: 49 })).violations).toEqual([]);
    await league.close();
    await made([withConstant(true)]);
    expect((await contractsReport(league.warehouse, league.graph, ALL)).violations).toEqual([]);
  });

  it('finds what was changed behind the ledger: values, keys, rows', async () => {
    await made();
    const { warehouse } = league;
    await warehouse.execute(`
      UPDATE ${GAME} SET points = 999 WHERE game_date = DATE '${DATES[1]!}' AND team_abbr = 'ATL';
      UPDATE ${GAME} SET season = NULL WHERE game_date = DATE '${DATES[2]!}' AND team_abbr = 'ATL';
      DELETE FROM ${GAME} WHERE game_date = DATE '${DATES[3]!}' AND team_abbr = 'BOS';
      INSERT INTO ${GAME} SELECT * FROM ${GAME} WHERE game_date = DATE '${DATES[4]!}' AND team_abbr = 'BOS';
      DELETE FROM nba_processing.partitions WHERE table_name = '${GAME}' AND partition_date = DATE '${DATES[5]!}'`);
    const report = await contractsReport(warehouse, league.graph, ALL);
    expect(report.violations.map((v) => [v.kind, v.column, v.where, v.rows])).toEqual([
      ['duplicate_key', null, '2021-22', 1],
      ['required', 'season', '2021-22', 1],
      ['above_maximum', 'points', '2021-22', 1],
      ['row_count', null, DATES[3], 3],
      ['row_count', null, DATES[4], 5],
      ['rows_without_ledger', null, DATES[5], 4],
    ]);
    const one = await contractsReport(warehouse, league.graph, { from: DATES[1]!, to: DATES[1]! });
    expect(one.violations.map((v) => v.kind)).toEqual(['above_maximum']);
    // What a day asks finds the same, date by date.
    for (const date of DATES) {
      const range = { from: date, to: date };
      const { violations } = await contractsReport(warehouse, league.graph, range);
      expect(await contractViolations(warehouse, league.graph, range), date).toEqual(violations);
    }
    expect(await contractViolations(warehouse, league.graph, { from: null, to: null })).toEqual(report.violations);
  });

  it('tells rows that a batch held back for a broken promise', async () => {
    await made();
    await league.warehouse.execute(
      `UPDATE nba_raw.nbac_team_boxscores SET points = 450 WHERE game_date = DATE '${DATES[6]!}' AND team_abbr = 'CHI'`,
    );
    await league.refreshLedger();
    await league.run();
    const report = await contractsReport(league.warehouse, league.graph, ALL);
    expect(report.violations).toMatchObject([
      {
        kind: 'failed_in_batch',
        column: 'points',
        where: DATES[6],
        rows: 1,
        what: 'held back: points: 450 is above 200',
      },
    ]);
  });
});
