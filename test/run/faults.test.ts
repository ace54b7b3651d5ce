import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { PlatformError } from '../../src/errors.js';
import { makeJob } from '../../src/ledger/checkpoint.js';
import type { RunEvent } from '../../src/run/events.js';
import { runBackfill } from '../../src/run/run.js';
import type { TableDefinition } from '../../src/tables/definition.js';
import { buildGraph } from '../../src/tables/graph.js';
import { DATES, MiniLeague } from '../audit/mini-league.js';
import { miniFeatures, miniForm, miniGame } from '../audit/mini-tables.js';
import { content, partition, tableOf } from './mini-ledger.js';

const FORM = 'nba_precompute.mini_form';
const BAD = DATES[4]!;
const COMMAND = 'nba-props backfill all';

let league: MiniLeague;
let events: RunEvent[];
beforeEach(async () => {
  league = await MiniLeague.create();
  events = [];
});
afterEach(() => league.close());

/** The error that ends a run of the tables on a warehouse. */
async function errorOf(
  warehouse: Warehouse,
  tables: readonly TableDefinition[] = [miniGame, miniForm(), miniFeatures()],
) {
  const graph = buildGraph(tables);
  const [from, to] = [DATES[0]!, DATES.at(-1)!];
  const error = await runBackfill(warehouse, graph, league.effects, {
    selection: { tables: graph.ordered, from, to },
    job: makeJob(COMMAND, ['all'], from, to),
    runId: 'stopped',
    onEvent: (event) => events.push(event),
  }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PlatformError);
  return error as PlatformError;
}

/** A warehouse on which something happens after the transaction in which a statement matched. */
function meddledWith(warehouse: Warehouse, statement: RegExp, meddle: () => Promise<void>): Warehouse {
  let matched = false;
  return new Proxy(warehouse, {
    get(target, name) {
      if (name === 'execute') {
        return (sql: string) => {
          matched ||= statement.test(sql);
          return target.execute(sql);
        };
      }
      if (name === 'transaction') {
        return async (work: () => Promise<unknown>) => {
          const result = await target.transaction(work);
          if (matched) await meddle();
          matched = false;
          return result;
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const records = async () => ({
  run: (
    await league.warehouse.query(
      `SELECT status, error, partitions, rows_written, finished_at FROM nba_processing.runs WHERE run_id = 'stopped'`,
    )
  )[0],
  form: (
    await league.warehouse.query(
      `SELECT success, error, partitions, rows_written FROM nba_processing.analytics_processor_runs WHERE run_id = 'stopped' AND table_name = '${FORM}'`,
    )
  )[0],
  job: (
    await league.warehouse.query(
      'SELECT status, dates_done, dates_failed, failed_dates, resume_command FROM nba_processing.checkpoints',
    )
  )[0],
});
const failures = () => events.filter((event) => event.type === 'batch_failed');

describe('rows that are gone after the commit', () => {
  /** A row of the date is deleted after each commit of the form. */
  const lossy = () =>
    meddledWith(league.warehouse, new RegExp(`INSERT INTO ${FORM}`), () =>
      league.warehouse.execute(`DELETE FROM ${FORM} WHERE analysis_date = DATE '${BAD}' AND team_abbr = 'ATL'`),
    );

  test('end the run with a code of their own; the date is recorded once and nothing is counted twice', async () => {
    const error = await errorOf(lossy());
    expect(error).toMatchObject({
      code: 'VERIFY_FAILED',
      exitCode: 3,
      what: `${FORM} holds 3 rows on ${BAD}, not the 4 that were written.`,
      todo: expect.stringContaining(COMMAND),
    });
    expect(failures()).toHaveLength(1);
    expect(await partition(league.warehouse, FORM, BAD)).toMatchObject({
      status: 'failed',
      attempts: 1,
      error: error.what,
    });
    const { run, form, job } = await records();
    const said = `VERIFY_FAILED: ${error.what}`;
    // The form of 12 dates has 44 rows, 4 of them on the date that does not count.
    expect(form).toEqual({ success: false, error: said, partitions: 11, rows_written: 40 });
    expect(run).toEqual({
      status: 'failed',
      error: said,
      partitions: 23,
      rows_written: 88,
      finished_at: expect.any(String),
    });
    expect(job).toEqual({
      status: 'failed',
      dates_done: 23,
      dates_failed: 1,
      failed_dates: `mf:${BAD}`,
      resume_command: COMMAND,
    });
    expect(events.at(-1)).toMatchObject({ type: 'run_done', status: 'failed' });
    // What reads the rows is not made from them.
    expect(events.filter((event) => event.type === 'table_started').map((event) => event.table)).toEqual([
      miniGame.name,
      FORM,
    ]);
  });

  test('are made again by the next run, which arrives where an undisturbed one does', async () => {
    await errorOf(lossy());
    const next = await league.run({ runId: 'next' });
    expect(next.status).toBe('complete');
    expect(tableOf(next, 'mf')).toMatchObject({ made: 1, reasons: { failed_before: 1 } });
    const mended = await content(league.warehouse);
    await league.close();
    league = await MiniLeague.create();
    await league.run();
    expect(mended).toEqual(await content(league.warehouse));
  });
});

describe('a machine that fails', () => {
  /** The form, with a sort of half a gigabyte on the side. */
  const greedy: TableDefinition = {
    ...miniForm(),
    sql: (ctx) => `SELECT q.* FROM (${miniForm().sql(ctx)}) q
      WHERE (SELECT MAX(n) FROM (SELECT ROW_NUMBER() OVER (ORDER BY b DESC) AS n FROM (
        SELECT repeat('x', 200) || CAST(range AS VARCHAR) AS b FROM range(2000000)) r) s) > 0`,
  };

  test('too little memory ends the run at once: one try, no failed date, no attempt', async () => {
    await league.warehouse.execute(`SET memory_limit = '60MB'; SET temp_directory = ''`);
    const error = await errorOf(league.warehouse, [miniGame, greedy, miniFeatures()]);
    expect(error).toMatchObject({ code: 'OUT_OF_MEMORY', exitCode: 3 });
    expect(error.todo).toMatch(/NBA_PROPS_MEMORY_LIMIT.*nba-props backfill all$/);
    expect(failures()).toHaveLength(1);
    expect(
      await league.warehouse.query(
        `SELECT 1 AS one FROM nba_processing.partitions WHERE table_name = '${FORM}' OR status = 'failed'`,
      ),
    ).toEqual([]);
    const { run, form, job } = await records();
    const said = `OUT_OF_MEMORY: ${error.what}`;
    expect(form).toMatchObject({ success: false, error: said, partitions: 0 });
    expect(run).toMatchObject({ status: 'failed', error: said, partitions: 12 });
    expect(job).toMatchObject({ status: 'failed', dates_done: 12, dates_failed: 0, resume_command: COMMAND });
    await league.warehouse.execute(`SET memory_limit = '1200MB'`);
    expect(await league.runWith([miniGame, miniForm(), miniFeatures()], 'resumed')).toMatchObject({
      status: 'complete',
      partitions: 24,
    });
  });

  test('a statement that was stopped leaves an interrupted job and no failed date', async () => {
    const stopping = new Proxy(league.warehouse, {
      get(target, name) {
        if (name === 'execute') {
          return (sql: string) =>
            sql.includes(`INSERT INTO ${FORM}`)
              ? Promise.reject(new PlatformError('INTERRUPTED', 'The statement was stopped.', 'Run the command again.'))
              : target.execute(sql);
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    expect(await errorOf(stopping)).toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
    const { run, job } = await records();
    expect(run).toMatchObject({ status: 'interrupted', error: 'INTERRUPTED: The statement was stopped.' });
    expect(job).toMatchObject({ status: 'interrupted', dates_done: 12, dates_failed: 0 });
    expect(
      await league.warehouse.query(`SELECT 1 AS one FROM nba_processing.partitions WHERE status = 'failed'`),
    ).toEqual([]);
  });
});

test('SQL that cannot run is tried once per batch, not once per half', async () => {
  const broken: TableDefinition = { ...miniForm(), sql: (ctx) => `SELECT nothing FROM ${ctx.dates} b` };
  const report = await league.runWith([miniGame, broken], 'broken', { onEvent: (event) => events.push(event) });
  expect(tableOf(report, 'mf').failed_dates).toEqual(DATES);
  expect(failures()).toHaveLength(1);
});

test('asked to stop when all was made already, a run is complete', async () => {
  const stop = new AbortController();
  Object.assign(league.effects, { signal: stop.signal });
  const report = await league.run({
    onEvent: (e) => e.type === 'batch_done' && e.table.endsWith('features') && stop.abort(),
  });
  expect(report.status).toBe('complete');
});
