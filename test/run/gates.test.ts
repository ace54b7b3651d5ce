import { afterEach, describe, expect, it } from 'vitest';
import { criticalState } from '../../src/ledger/critical-state.js';
import type { RunEvent } from '../../src/run/events.js';
import { DATES, gameId, MiniLeague } from '../audit/mini-league.js';

let league: MiniLeague;
afterEach(() => league.close());

const dropEvents = async (day: number) => {
  await league.warehouse.execute(
    `DELETE FROM nba_raw.nbac_play_by_play WHERE game_id IN ('${gameId(day, 0)}', '${gameId(day, 1)}')`,
  );
  await league.refreshLedger();
};

const ledger = (table: string, day: number) =>
  league.warehouse
    .query(
      `SELECT status, row_count, failure_count, failed_contaminated_upstream AS held_back, mode, critical_checked AS checked, critical_invalid AS invalid,
         critical_state AS state, contaminated_upstream_rows AS reading
       FROM nba_processing.partitions WHERE table_name = $1 AND partition_date = $2`,
      [table, DATES[day]!],
    )
    .then((rows) => rows[0]);

const GAME = 'nba_analytics.mini_game';
const FORM = 'nba_precompute.mini_form';
const FEATURES = 'nba_predictions.mini_features';

describe('gates', () => {
  it('a clean season passes in every mode and leaves the same rows', async () => {
    league = await MiniLeague.create();
    const contents: string[] = [];
    for (const mode of ['backfill', 'strict', 'force'] as const) {
      const report = await league.run({ mode, force: true });
      expect(report).toMatchObject({ status: 'complete', contaminated: 0, failed: 0 });
      const rows = await league.warehouse.query(
        `SELECT table_name, string_agg(content_hash, ',' ORDER BY partition_date) AS h FROM nba_processing.partitions WHERE code_hash IS NOT NULL GROUP BY 1 ORDER BY 1`,
      );
      contents.push(JSON.stringify(rows));
    }
    expect(new Set(contents).size).toBe(1);
    expect(await ledger(GAME, 5)).toMatchObject({ checked: 4, invalid: 0, state: 'CLEAN', mode: 'force' });
  });

  it('backfill writes a date without play-by-play, with NULL and reason, and marks it and its readers', async () => {
    league = await MiniLeague.create();
    await dropEvents(5);
    const events: RunEvent[] = [];
    const report = await league.run({ onEvent: (event) => events.push(event) });
    expect(report).toMatchObject({ status: 'complete', failed: 0, contaminated: 1 });
    expect(await ledger(GAME, 5)).toMatchObject({
      status: 'complete',
      row_count: 4,
      checked: 4,
      invalid: 4,
      state: 'CONTAMINATED',
      reading: 0,
    });
    expect(
      await league.warehouse.query(
        `SELECT DISTINCT paint_attempts, missing_inputs, points IS NOT NULL AS has_points FROM ${GAME} WHERE game_date = $1`,
        [DATES[5]!],
      ),
    ).toEqual([{ paint_attempts: null, missing_inputs: ['no_play_by_play'], has_points: true }]);
    // The window of three games holds it for three dates, not for a fourth.
    expect(await ledger(FORM, 6)).toMatchObject({ row_count: 4, state: 'CLEAN', reading: 4 });
    expect(await ledger(FEATURES, 8)).toMatchObject({ row_count: 4, reading: 4 });
    expect(await ledger(FEATURES, 9)).toMatchObject({ row_count: 4, reading: 0 });
    expect(events.filter((event) => event.type === 'gate')).toMatchObject([
      {
        table: GAME,
        findings: [{ date: DATES[5], field: 'paint_attempts', checked: 4, invalid: 4, state: 'CONTAMINATED' }],
      },
      { table: FORM, findings: [], upstreamRows: 12 },
      { table: FEATURES, findings: [], upstreamRows: 12 },
    ]);
    expect(
      await league.warehouse.query(
        `SELECT games, reasons FROM nba_processing.critical_fields WHERE table_name = '${GAME}' AND invalid > 0`,
      ),
    ).toEqual([{ games: [gameId(5, 0), gameId(5, 1)], reasons: ['no_play_by_play'] }]);
  });

  it('strict holds the affected entities back as failure records, and another mode makes them again', async () => {
    league = await MiniLeague.create();
    await dropEvents(5);
    await league.run({ mode: 'strict' });
    expect(await ledger(GAME, 5)).toMatchObject({ status: 'empty', row_count: 0, held_back: 4, state: 'CONTAMINATED' });
    expect(await ledger(FORM, 6)).toMatchObject({ row_count: 0, held_back: 4, reading: 4 });
    expect(await ledger(FORM, 9)).toMatchObject({ row_count: 4, held_back: 0 });
    const failures = await league.warehouse.query(
      `SELECT DISTINCT category, reason, can_retry FROM nba_processing.precompute_failure_records WHERE partition_date = $1 AND table_name = '${FORM}'`,
      [DATES[6]!],
    );
    expect(failures.map((row) => row.category)).toEqual(['CONTAMINATED_UPSTREAM', 'CONTAMINATED_UPSTREAM']);
    expect(failures.map((row) => row.reason).sort()).toEqual(
      [gameId(5, 0), gameId(5, 1)].map((id) => `reads games with invalid critical values upstream: ${id}`),
    );

    const again = await league.run({ mode: 'backfill' });
    expect(again.partitions).toBeGreaterThan(0);
    expect(await ledger(GAME, 5)).toMatchObject({ row_count: 4, held_back: 0, mode: 'backfill' });
    expect(await ledger(FORM, 6)).toMatchObject({ row_count: 4, held_back: 0 });
    expect((await league.run({ mode: 'backfill' })).partitions).toBe(0);
    expect((await league.run({ mode: 'strict' })).partitions).toBeGreaterThan(0);
    expect(await ledger(GAME, 5)).toMatchObject({ row_count: 0, held_back: 4 });
  });

  it('values nobody explains fail the partition and keep what was there, unless forced', async () => {
    league = await MiniLeague.create();
    await league.run();
    await league.warehouse.execute(
      `UPDATE nba_raw.nbac_team_boxscores SET fg_attempts = 0 WHERE game_date = DATE '${DATES[4]!}'`,
    );
    await league.refreshLedger();
    const report = await league.run();
    expect(report.status).toBe('failed');
    expect(report.tables[0]?.failed_dates).toEqual([DATES[4]]);
    const rows = await league.warehouse.query(
      `SELECT MIN(paint_attempts) AS low FROM ${GAME} WHERE game_date = DATE '${DATES[4]!}'`,
    );
    expect(Number(rows[0]?.low)).toBeGreaterThan(0);
    const row = await league.warehouse.query(
      `SELECT error, row_count FROM nba_processing.partitions WHERE status = 'failed'`,
    );
    expect(row).toMatchObject([{ row_count: 4 }]);
    expect(String(row[0]?.error)).toContain('paint_attempts is invalid without a reason in 4 of 4 rows');

    expect(await league.run({ mode: 'force' })).toMatchObject({ status: 'complete', contaminated: 1 });
    expect(await ledger(GAME, 4)).toMatchObject({ status: 'complete', state: 'CONTAMINATED', mode: 'force' });
  });
});

describe('thresholds', () => {
  it.each([
    [0, 0, 'CLEAN'],
    [100, 1, 'CLEAN'],
    [99, 1, 'PARTIAL'],
    [10, 5, 'PARTIAL'],
    [10, 6, 'CONTAMINATED'],
    [1, 1, 'CONTAMINATED'],
  ])('%i checked, %i invalid: %s', (checked, invalid, state) => {
    expect(criticalState(checked, invalid)).toBe(state);
  });
});
