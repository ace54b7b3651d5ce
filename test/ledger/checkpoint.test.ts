import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeJob } from '../../src/ledger/checkpoint.js';
import { DATES, MiniLeague } from '../audit/mini-league.js';

let league: MiniLeague;
beforeEach(async () => {
  league = await MiniLeague.create();
});
afterEach(() => league.close());

const checkpoints = () => league.warehouse.query('SELECT * FROM nba_processing.checkpoints ORDER BY job_id');

test('tells where a job stands after each batch, in the transaction of the batch', async () => {
  const seen: unknown[] = [];
  const stop = new AbortController();
  Object.assign(league.effects, { signal: stop.signal });
  await league.run({
    batchDays: 5,
    onEvent: (e) => e.type === 'batch_done' && e.table.endsWith('mini_form') && stop.abort(),
  });
  seen.push(...(await checkpoints()));
  expect(seen).toEqual([
    expect.objectContaining({
      status: 'interrupted',
      range_start: DATES[0],
      range_end: DATES.at(-1),
      dates_total: 36,
      dates_done: 17,
      dates_failed: 0,
      dates_skipped: 0,
      current_table: 'nba_precompute.mini_form',
      last_good_date: DATES[4],
      resume_command: 'backfill',
      owner: expect.stringMatching(new RegExp(`^${process.pid}@`)),
    }),
  ]);
});

test('the same job has one checkpoint, which ends as complete with what was skipped and why', async () => {
  await league.run({}, DATES[0]!, DATES[2]!);
  await league.run({ runId: 'same' }, DATES[0]!, DATES[2]!);
  expect(await checkpoints()).toEqual([
    expect.objectContaining({
      status: 'complete',
      run_id: 'same',
      dates_total: 9,
      dates_done: 0,
      dates_skipped: 9,
      skipped_reason: 'complete and fresh already',
      current_table: null,
    }),
  ]);
});

test('failed dates are named with their table', async () => {
  await league.warehouse.execute(
    `INSERT INTO nba_raw.nbac_team_boxscores SELECT * FROM nba_raw.nbac_team_boxscores WHERE game_date = DATE '${DATES[1]}'`,
  );
  await league.refreshLedger();
  await league.run({}, DATES[0]!, DATES[2]!);
  expect(await checkpoints()).toEqual([
    expect.objectContaining({ status: 'failed', dates_failed: 1, failed_dates: `mg:${DATES[1]}` }),
  ]);
});

test('a job is its tables and dates: other dates or tables are another job', () => {
  const job = makeJob('a', ['x'], DATES[0]!, DATES[1]!);
  expect(makeJob('another command line', ['x'], DATES[0]!, DATES[1]!).jobId).toBe(job.jobId);
  expect(makeJob('a', ['x', 'y'], DATES[0]!, DATES[1]!).jobId).not.toBe(job.jobId);
  expect(makeJob('a', ['x'], DATES[0]!, DATES[2]!).jobId).not.toBe(job.jobId);
  expect(makeJob('a', ['x'], DATES[0]!, DATES[1]!, [DATES[0]!]).jobId).not.toBe(job.jobId);
});

test('a run left by a process that was killed is closed by the next one', async () => {
  await league.warehouse.execute(`INSERT INTO nba_processing.runs (run_id, command, status) VALUES ('dead', 'backfill', 'running');
    INSERT INTO nba_processing.analytics_processor_runs (run_id, table_name) VALUES ('dead', 'nba_analytics.mini_game');
    INSERT INTO nba_processing.checkpoints (job_id, status) VALUES ('dead', 'running')`);
  await league.run();
  const error = 'the process ended before the run did';
  expect(await league.warehouse.query(`SELECT status, error FROM nba_processing.runs WHERE run_id = 'dead'`)).toEqual([
    { status: 'interrupted', error },
  ]);
  expect(
    await league.warehouse.query(
      `SELECT success, error FROM nba_processing.analytics_processor_runs WHERE run_id = 'dead'`,
    ),
  ).toEqual([{ success: false, error }]);
  expect((await checkpoints()).find((row) => row.job_id === 'dead')).toMatchObject({ status: 'interrupted' });
});

test('success is NULL while a table is being made', async () => {
  let during: unknown;
  const query = () =>
    league.warehouse.query(`SELECT success FROM nba_processing.analytics_processor_runs WHERE table_name LIKE '%form'`);
  // The event comes between the batches of a table; the query is queued behind the statements of the next one.
  await league.run({
    batchDays: 6,
    onEvent: (e) => {
      if (e.type === 'batch_done' && e.table.endsWith('form')) during ??= query();
    },
  });
  expect(await during).toEqual([{ success: null }]);
  expect(await query()).toEqual([{ success: true }]);
});
