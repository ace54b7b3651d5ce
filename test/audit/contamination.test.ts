import { afterEach, describe, expect, it } from 'vitest';
import { contaminationReport } from '../../src/audit/contamination/contamination.js';
import { DATES, gameId, MiniLeague } from './mini-league.js';

let league: MiniLeague;
afterEach(() => league.close());

const ALL = { from: null, to: null };
const GAME = 'nba_analytics.mini_game';

const without = async (games: readonly string[]) => {
  league = await MiniLeague.create();
  await league.warehouse.execute(
    `DELETE FROM nba_raw.nbac_play_by_play WHERE game_id IN (${games.map((g) => `'${g}'`).join(', ')})`,
  );
  await league.refreshLedger();
  await league.run();
};

describe('contamination', () => {
  it('a clean season is CLEAN in every field, without findings', async () => {
    await without(['none']);
    const report = await contaminationReport(league.warehouse, league.graph, { ...ALL, strict: true });
    expect(report).toMatchObject({ finding_count: 0, findings: [], roots: [] });
    expect(report.fields).toMatchObject([
      { alias: 'mg', field: 'paint_attempts', partitions: 12, checked: 48, invalid: 0, valid_share: 1, state: 'CLEAN' },
      { alias: 'mf', field: 'paint_avg', partitions: 11, checked: 44, invalid: 0, valid_share: 1, state: 'CLEAN' },
    ]);
  });

  it('names root, reason, games and reach per downstream table', async () => {
    await without([gameId(5, 0), gameId(5, 1)]);
    const report = await contaminationReport(league.warehouse, league.graph, ALL);
    expect(report.finding_count).toBe(1);
    expect(report.findings).toMatchObject([
      {
        table: GAME,
        field: 'paint_attempts',
        date: DATES[5],
        checked: 4,
        invalid: 4,
        valid_share: 0,
        state: 'CONTAMINATED',
        roots: [{ table: GAME, fields: ['paint_attempts'], date: DATES[5] }],
      },
    ]);
    // Each team plays on every date, so the window of three games reads it on the next three dates: 3 x 4 rows.
    expect(report.roots).toEqual([
      {
        table: GAME,
        alias: 'mg',
        date: DATES[5],
        fields: ['paint_attempts'],
        state: 'CONTAMINATED',
        invalid_rows: 4,
        reasons: ['no_play_by_play'],
        games: [gameId(5, 0), gameId(5, 1)],
        reach: [
          { table: 'nba_precompute.mini_form', alias: 'mf', partitions: 3, rows_reading: 12, rows_missing_game: 12 },
          {
            table: 'nba_predictions.mini_features',
            alias: 'mx',
            partitions: 3,
            rows_reading: 12,
            rows_missing_game: 12,
          },
        ],
      },
    ]);
  });

  it('one game of two makes a date PARTIAL: a finding only when strict, and only its own teams leave it out', async () => {
    await without([gameId(5, 0)]);
    const lenient = await contaminationReport(league.warehouse, league.graph, ALL);
    expect(lenient.finding_count).toBe(0);
    expect(lenient.findings).toMatchObject([{ state: 'PARTIAL', checked: 4, invalid: 2, valid_share: 0.5 }]);
    expect(lenient.roots[0]?.reach[0]).toMatchObject({ rows_reading: 12, rows_missing_game: 6 });
    expect(lenient.fields[0]).toMatchObject({ state: 'PARTIAL', partial_dates: 1, contaminated_dates: 0 });
    const strict = await contaminationReport(league.warehouse, league.graph, { ...ALL, strict: true });
    expect(strict.finding_count).toBe(1);
  });

  it('traces a downstream field to the root upstream', async () => {
    await without(['none']);
    // The form of the date after is broken in the ledger, as if the wave had reached it.
    await league.warehouse.execute(`
      UPDATE nba_processing.critical_fields SET invalid = checked WHERE table_name = '${GAME}' AND partition_date = DATE '${DATES[2]!}';
      UPDATE nba_processing.critical_fields SET invalid = checked WHERE table_name = 'nba_precompute.mini_form' AND partition_date IN (DATE '${DATES[4]!}', DATE '${DATES[9]!}')`);
    const report = await contaminationReport(league.warehouse, league.graph, { ...ALL, phase: 4 });
    expect(report.findings.map((f) => [f.date, f.roots.map((r) => `${r.table} ${r.date}`)])).toEqual([
      [DATES[4], [`${GAME} ${DATES[2]}`]],
      [DATES[9], [`nba_precompute.mini_form ${DATES[9]}`]],
    ]);
  });

  it('keeps to the range and the table asked for', async () => {
    await without([gameId(5, 0), gameId(5, 1), gameId(8, 0), gameId(8, 1)]);
    const early = await contaminationReport(league.warehouse, league.graph, { from: DATES[4]!, to: DATES[6]! });
    expect(early.findings.map((f) => f.date)).toEqual([DATES[5]]);
    expect(early.fields[0]?.partitions).toBe(3);
    const form = await contaminationReport(league.warehouse, league.graph, {
      ...ALL,
      tables: ['nba_precompute.mini_form'],
    });
    expect(form.findings).toEqual([]);
    expect(form.fields.map((f) => f.alias)).toEqual(['mf']);
  });
});
