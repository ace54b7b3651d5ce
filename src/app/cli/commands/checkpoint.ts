import type { Effects } from '../../../effects.js';
import type { Row, Value } from '../../../engine/warehouse.js';
import { EXIT, PlatformError } from '../../../errors.js';
import type { JobRow } from '../../../ledger/history.js';
import { readWarehouse, writeWarehouse } from '../shared/warehouse.js';
import { type CommonInput, defineCommand } from '../spec/command.js';
import { oneOf, text } from '../spec/kinds.js';
import { WAIT } from '../spec/options.js';
import { argument, optionalArgument } from '../spec/spec.js';
import type { Paint } from '../text/paint.js';
import { print } from '../text/print.js';
import { runStatus } from '../text/run-status.js';
import { facts, table } from '../text/table.js';

export const command = defineCommand({
  summary: 'jobs in progress or interrupted: list, show JOB, clear JOB',
  args: {
    action: argument(oneOf('action', ['list', 'show', 'clear']), 'what to do'),
    job: optionalArgument(text('job'), 'a job, by its id or the beginning of it; show takes a table, too: its jobs'),
  },
  options: WAIT,
  examples: ['nba-props checkpoint list', 'nba-props checkpoint clear 3f2a9c'],
  async run(input, effects) {
    const { action, job } = input;
    if (action === 'list') return list(input, effects);
    if (job === undefined) {
      const todo = 'List the jobs with "nba-props checkpoint list".';
      throw new PlatformError('BAD_OPTION', `checkpoint ${action} needs a job.`, todo);
    }
    return action === 'show' ? show(job, input, effects) : clear(job, input, effects);
  },
});

async function list(input: CommonInput, effects: Effects): Promise<number> {
  const { jobs } = await import('../../../ledger/history.js');
  const rows = await readWarehouse(input, effects, ({ warehouse }) => jobs(warehouse));
  print(rows, (paint) => listLines(rows, paint), input, effects);
  return EXIT.ok;
}

async function show(job: string, input: CommonInput, effects: Effects): Promise<number> {
  const { failedDatesOf, findJob, jobs } = await import('../../../ledger/history.js');
  const { GRAPH } = await import('../../../tables/registry.js');
  const named = GRAPH.ordered.find(({ alias, name }) => alias === job || name === job);
  if (named !== undefined) {
    const all = await readWarehouse(input, effects, ({ warehouse }) => jobs(warehouse));
    const ofTable = all.filter(({ tables }) =>
      shown(tables)
        .split(/[\s,]+/)
        .some((one) => [named.alias, named.name, named.name.split('.').at(-1), 'all'].includes(one)),
    );
    print(ofTable, (paint) => listLines(ofTable, paint), input, effects);
    return EXIT.ok;
  }
  const { found, failures } = await readWarehouse(input, effects, async ({ warehouse }) => {
    const found = await findJob(warehouse, job);
    return { found, failures: await failedDatesOf(warehouse, found.run_id) };
  });
  print({ ...found, failures }, (paint) => [...jobLines(found), ...failureLines(failures, paint)], input, effects);
  return EXIT.ok;
}

/** Forgets progress, never data. */
async function clear(job: string, input: CommonInput & { wait: boolean }, effects: Effects): Promise<number> {
  const { clearJob, findJob } = await import('../../../ledger/history.js');
  const cleared = await writeWarehouse(input, effects, { doing: `checkpoint clear ${job}` }, async ({ warehouse }) => {
    const { job_id } = await findJob(warehouse, job);
    await clearJob(warehouse, job_id);
    return { cleared: job_id };
  });
  const said = `Cleared ${cleared.cleared}. The partitions it made stay; a backfill starts from the ledger.`;
  print(cleared, () => [said], input, effects);
  return EXIT.ok;
}

const shown = (value: Value | undefined) => (value === null || value === undefined ? '-' : String(value));

const jobLines = (job: JobRow) => facts(Object.entries(job as Row).map(([name, value]) => [name, shown(value)]));

const failureLines = (failures: readonly Row[], paint: Paint) =>
  failures.map((f) => paint.bad(`  ${f.table_name} ${f.partition_date} (attempt ${f.attempts}): ${f.error}`));

function listLines(rows: readonly JobRow[], paint: Paint): string[] {
  if (rows.length === 0) return ['No jobs.'];
  return table(
    ['job', 'status', 'from', 'to', 'partitions', 'done', 'skipped', 'failed', 'last good', 'owner', 'resume with'],
    rows.map((job) => [
      job.job_id,
      runStatus(job.status, paint),
      job.range_start,
      job.range_end,
      shown(job.dates_total),
      shown(job.dates_done),
      shown(job.dates_skipped),
      shown(job.dates_failed),
      shown(job.last_good_date),
      shown(job.owner),
      job.status === 'complete' ? '' : shown(job.resume_command),
    ]),
    'llllrrrrlll',
  );
}
