import type { Row, Value, Warehouse } from '../../../engine/warehouse.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { CHECKPOINTS, PARTITIONS } from '../../../ledger/processing-names.js';
import { withReader, withWriter } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, print } from '../text/print.js';
import { runStatus } from '../text/run-status.js';
import { type Paint, table } from '../text/table.js';

const ALL = `SELECT * FROM ${CHECKPOINTS}`;

/** `nba-props checkpoint list | show JOB | clear JOB`. Clearing forgets progress, never data. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const [action = '', job] = args;
  if (action === 'list') {
    const rows = await withReader(options, effects, (warehouse) =>
      warehouse.query(`${ALL} ORDER BY updated_at DESC, job_id`),
    );
    print(rows, (paint) => listLines(rows, paint), options, effects);
    return EXIT.ok;
  }
  if (action !== 'show' && action !== 'clear') {
    throw new PlatformError('BAD_OPTION', `checkpoint has no action ${action}.`, 'Use list, show JOB or clear JOB.');
  }
  if (job === undefined)
    throw new PlatformError(
      'BAD_OPTION',
      `checkpoint ${action} needs a job.`,
      'List them with "nba-props checkpoint list".',
    );
  if (action === 'show') {
    const row = await withReader(options, effects, async (warehouse) => {
      const found = await find(warehouse, job);
      return { ...found, failures: await failuresOf(warehouse, String(found.run_id)) };
    });
    const { failures, ...facts } = row;
    print(
      row,
      (paint) => [
        ...Object.entries(facts as Row).map(([name, value]) => `${name.padEnd(16)} ${shown(value)}`),
        ...failures.map((f) => paint.bad(`  ${f.table_name} ${f.partition_date} (attempt ${f.attempts}): ${f.error}`)),
      ],
      options,
      effects,
    );
    return EXIT.ok;
  }
  const cleared = await withWriter(options, effects, { doing: `checkpoint clear ${job}` }, async (warehouse) => {
    const row = await find(warehouse, job);
    await warehouse.query(`DELETE FROM ${CHECKPOINTS} WHERE job_id = $1`, [String(row.job_id)]);
    return { cleared: row.job_id };
  });
  print(
    cleared,
    () => [
      `Cleared ${shown(cleared.cleared ?? null)}. The partitions it made stay; a backfill starts from the ledger.`,
    ],
    options,
    effects,
  );
  return EXIT.ok;
};

/** The dates a job's latest run could not make, each with its error. */
function failuresOf(warehouse: Warehouse, runId: string): Promise<Row[]> {
  return warehouse.query(
    `SELECT table_name, partition_date, attempts, error FROM ${PARTITIONS}
     WHERE status = 'failed' AND run_id = $1 ORDER BY table_name, partition_date`,
    [runId],
  );
}

async function find(warehouse: Warehouse, job: string): Promise<Row> {
  const rows = await warehouse.query(`${ALL} WHERE starts_with(job_id, $1) ORDER BY job_id`, [job]);
  const row = rows[0];
  if (row !== undefined && rows.length === 1) return row;
  throw new PlatformError(
    'NOT_FOUND',
    rows.length === 0 ? `There is no job ${job}.` : `${rows.length} jobs begin with ${job}.`,
    'List them with "nba-props checkpoint list".',
  );
}

const shown = (value: Value | undefined) => (value === null || value === undefined ? '-' : String(value));

function listLines(rows: readonly Row[], paint: Paint): string[] {
  if (rows.length === 0) return ['No jobs.'];
  return table(
    ['job', 'status', 'from', 'to', 'partitions', 'done', 'skipped', 'failed', 'last good', 'owner', 'resume with'],
    rows.map((r) => [
      shown(r.job_id),
      runStatus(r.status, paint),
      shown(r.range_start),
      shown(r.range_end),
      shown(r.dates_total),
      shown(r.dates_done),
      shown(r.dates_skipped),
      shown(r.dates_failed),
      shown(r.last_good_date),
      shown(r.owner),
      r.status === 'complete' ? '' : shown(r.resume_command),
    ]),
    'llllrrrrlll',
  );
}
