import type { CommandRun } from '../cli/spec.js';
import { EXIT, PlatformError } from '../errors.js';
import type { Row, Value } from '../warehouse/warehouse.js';
import { withReader } from './shared/open.js';
import { runStatus } from './shared/run-status.js';
import { commonOptions, print, wholeNumber } from './shared/text.js';
import { type Paint, table } from './text-table.js';

const SHOWN = 20;

/** `nba-props runs [ID]`: the latest runs, or the tables of one. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const limit = wholeNumber(typed, 'limit', '--limit') ?? SHOWN;
  const id = args[0];
  const rows = await withReader(options, effects, (warehouse) =>
    id === undefined
      ? warehouse.query(`SELECT * FROM nba_processing.runs ORDER BY started_at DESC, run_id DESC LIMIT ${limit}`)
      : warehouse.query(
          'SELECT * FROM nba_processing.analytics_processor_runs WHERE run_id = $1 ORDER BY started_at, table_name',
          [id],
        ),
  );
  if (id !== undefined && rows.length === 0) {
    throw new PlatformError(
      'NOT_FOUND',
      `There is no run ${id} that made anything.`,
      'List the runs with "nba-props runs".',
    );
  }
  print(rows, (paint) => (id === undefined ? runLines(rows, paint) : tableLines(rows, paint)), options, effects);
  return EXIT.ok;
};

const text = (value: Value | undefined) => (value === null || value === undefined ? '' : String(value));
const time = (value: Value | undefined) => text(value).slice(0, 19).replace('T', ' ');

function runLines(rows: readonly Row[], paint: Paint): string[] {
  if (rows.length === 0) return ['No runs yet.'];
  return table(
    ['run', 'status', 'started', 'partitions', 'rows', 'failures', 'command'],
    rows.map((r) => [
      text(r.run_id),
      runStatus(r.status, paint),
      time(r.started_at),
      text(r.partitions),
      text(r.rows_written),
      text(r.failures),
      text(r.command),
    ]),
    'lllrrrl',
  );
}

function tableLines(rows: readonly Row[], paint: Paint): string[] {
  const outcome = (value: Value | undefined) =>
    value === true ? paint.good('ok') : value === false ? paint.bad('failed') : 'unfinished';
  return table(
    ['table', 'outcome', 'from', 'to', 'partitions', 'changed', 'rows', 'failures', 'seconds', 'error'],
    rows.map((r) => [
      text(r.table_name),
      outcome(r.success),
      text(r.first_date),
      text(r.last_date),
      text(r.partitions),
      text(r.partitions_changed),
      text(r.rows_written),
      text(r.failures),
      typeof r.duration_ms === 'number' ? (r.duration_ms / 1000).toFixed(1) : '',
      text(r.error),
    ]),
    'llllrrrrrl',
  );
}
