import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { leakageReport, sampleDates } from '../../src/audit/leakage/leakage.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { buildGraph } from '../../src/tables/graph.js';
import { DATES, MiniLeague, SEASON, testEffects } from './mini-league.js';
import { MINI_TABLES, miniFeatures, miniForm, miniGame } from './mini-tables.js';

let league: MiniLeague;
afterEach(() => league.close());

const FORM = 'nba_precompute.mini_form';
const FEATURES = 'nba_predictions.mini_features';

const audit = (dates: readonly string[]) => leakageReport(league.warehouse, league.graph, league.effects, { dates });

describe('audit leakage', () => {
  it('passes where every pre-game row sees only what came before, and leaves the warehouse as it was', async () => {
    league = await MiniLeague.create();
    await league.run();
    const content = () =>
      league.warehouse.query(
        `SELECT table_name, partition_date, content_hash, run_id FROM nba_processing.partitions ORDER BY ALL`,
      );
    const before = await content();
    const report = await audit([DATES[3]!, DATES[4]!, DATES[8]!, DATES[11]!]);
    expect(report.finding_count).toBe(0);
    expect(report.dates.map((d) => [d.date, d.leaks.length, d.not_audited, d.compared])).toEqual(
      [3, 4, 8, 11].map((i) => [DATES[i], 0, null, { [FORM]: 4, [FEATURES]: 4 }]),
    );
    expect(await content()).toEqual(before);
    const databases = await league.warehouse.query('SELECT database_name FROM duckdb_databases() WHERE NOT internal');
    expect(databases).toHaveLength(1);
  });

  it('fails for a window that sees the game to be predicted, and names table and column', async () => {
    league = await MiniLeague.create([miniGame, miniForm(true), miniFeatures()]);
    await league.run();
    const report = await audit([DATES[6]!]);
    expect(report.finding_count).toBe(1);
    const leaks = report.dates[0]?.leaks ?? [];
    expect(leaks.map((leak) => `${leak.table}.${String(leak.column)}`)).toEqual(
      expect.arrayContaining([`${FORM}.points_avg`, `${FORM}.paint_avg`, `${FEATURES}.paint_avg`]),
    );
    expect(leaks.find((leak) => leak.column === 'points_avg')).toMatchObject({ date: DATES[6], alias: 'mf' });
  });

  it('fails for lines quoted after tip-off', async () => {
    league = await MiniLeague.create([miniGame, miniForm(), miniFeatures(true)]);
    await league.run();
    const report = await audit([DATES[6]!]);
    expect(report.dates[0]?.leaks.map((leak) => [leak.table, leak.column])).toEqual([[FEATURES, 'game_spread']]);
  });

  it('fails for lines known after tip-off, whatever time they give themselves', async () => {
    league = await MiniLeague.create([miniGame, miniForm(), miniFeatures(false, true)]);
    await league.run();
    const report = await audit([DATES[6]!]);
    expect(report.dates[0]?.leaks.map((leak) => [leak.table, leak.column])).toEqual([[FEATURES, 'game_spread']]);
  });

  it('fails for a playoff game that is in the schedule because of results', async () => {
    const on = (day: string) => `(SELECT MIN(n.game_date) FROM nba_reference.games n WHERE n.game_date > ${day} AND
      m.team_abbr IN (n.home_abbr, n.away_abbr))`;
    const looksAhead = {
      ...miniFeatures(),
      sql: (ctx: Parameters<typeof miniGame.sql>[0]) =>
        `SELECT m.* REPLACE (CAST(DATEDIFF('day', m.game_date, ${on('m.game_date')}) AS DOUBLE) AS paint_avg) FROM (${miniFeatures().sql(ctx)}) m`,
    };
    league = await MiniLeague.create([miniGame, miniForm(), looksAhead]);
    const { warehouse } = league;
    const rebuildReference = () =>
      warehouse.execute(`DELETE FROM nba_reference.games;
        INSERT INTO nba_reference.games SELECT * FROM all_games WHERE game_id IN (SELECT game_id FROM nba_raw.nbac_schedule)`);
    const leaks = async () => {
      await warehouse.execute('CREATE OR REPLACE TEMP TABLE all_games AS SELECT * FROM nba_reference.games');
      await league.run({ force: true });
      const dates = DATES.slice(6, 9);
      const report = await leakageReport(warehouse, league.graph, league.effects, { dates, rebuildReference });
      return report.dates.flatMap((date) => date.leaks.map((leak) => `${leak.table}.${String(leak.column)}`));
    };
    // A regular season is scheduled in advance: looking at its next game is no leak.
    expect(await leaks()).toEqual([]);
    await warehouse.execute(
      `UPDATE nba_reference.games SET game_type = 'playoffs' WHERE game_date >= DATE '${DATES[5]}'`,
    );
    expect([...new Set(await leaks())]).toEqual([`${FEATURES}.paint_avg`]);
  });

  it('fails for an earlier partition that depends on later games', async () => {
    const peeking = {
      ...miniGame,
      sql: (ctx: Parameters<typeof miniGame.sql>[0]) => `SELECT q.* REPLACE (CASE WHEN q.points IS NULL THEN NULL ELSE (
        SELECT MAX(points) FROM nba_raw.nbac_team_boxscores) END AS points) FROM (${miniGame.sql(ctx)}) q`,
    };
    league = await MiniLeague.create([peeking, miniForm(), miniFeatures()]);
    await league.run();
    const report = await audit([DATES[6]!]);
    expect(report.dates[0]?.leaks).toEqual(
      expect.arrayContaining([expect.objectContaining({ table: miniGame.name, column: 'points', date: DATES[3] })]),
    );
  });

  it('counts a date it cannot judge as a finding', async () => {
    league = await MiniLeague.create();
    await league.run({}, DATES[0]!, DATES[5]!);
    const report = await audit([DATES[4]!, DATES[7]!]);
    expect(report.finding_count).toBe(1);
    expect(report.dates[0]).toMatchObject({ leaks: [], not_audited: null });
    expect(report.dates[1]?.not_audited).toMatch(/mini_game 2021-11-13: missing; run backfill first/);
  });

  it('works on a warehouse file opened read-only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nba-props-test-'));
    try {
      league = await MiniLeague.create(MINI_TABLES, join(folder, 'nba.duckdb'));
      await league.run();
      await league.close();
      const warehouse = await openDuckdb({ path: join(folder, 'nba.duckdb'), readOnly: true });
      try {
        const dates = await sampleDates(warehouse, SEASON, 3);
        expect(dates).toHaveLength(3);
        expect(await sampleDates(warehouse, SEASON, 3)).toEqual(dates);
        const report = await leakageReport(warehouse, buildGraph(MINI_TABLES), testEffects(), { dates });
        expect(report.finding_count).toBe(0);
      } finally {
        await warehouse.close();
      }
    } finally {
      league = await MiniLeague.create();
      rmSync(folder, { recursive: true });
    }
  });
});
