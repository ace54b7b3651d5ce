import type { Row, Value, Warehouse } from '../../../engine/warehouse.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { RUNS, TABLE_RUNS } from '../../../ledger/processing-names.js';
import { withReader } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { commonOptions, print, wholeNumber } from '../text/print.js';
import { runStatus } from '../text/run-status.js';
import { count, type Paint, table } from '../text/table.js';

const SHOWN = 20;

/** `nba-props runs [ID]`: the latest runs, or one with its tables; so many letters of an id as tell it apart will do. */
export const run: CommandRun = async ({ args, options: typed }, effects) => {
  const options = commonOptions(typed);
  const limit = wholeNumber(typed, 'limit', '--limit') ?? SHOWN;
  const id = args[0];
  if (id === undefined) {
    const rows = await withReader(options, effects, (warehouse) =>
      warehouse.query(`${ALL} ORDER BY started_at DESC, run_id DESC LIMIT ${limit}`),
    );
    print(rows, (paint) => runLines(rows, paint), options, effects);
    return EXIT.ok;
  }
  const { found, tables } = await withReader(options, effects, async (warehouse) => {
    const found = await find(warehouse, id);
    const tables = await warehouse.query(
      `SELECT * FROM ${TABLE_RUNS} WHERE run_id = $1 ORDER BY started_at, table_name`,
      [String(found.run_id)],
    );
    return { found, tables };
  });
  print(tables, (paint) => [...runLines([found], paint), '', ...tableLines(tables, paint)], options, effects);
  return EXIT.ok;
};

const ALL = `SELECT *, DATE_DIFF('millisecond', started_at, finished_at) AS duration_ms FROM ${RUNS}`;

async function find(warehouse: Warehouse, id: string): Promise<Row> {
  const rows = await warehouse.query(`${ALL} WHERE starts_with(run_id, $1) ORDER BY run_id`, [id]);
  const row = rows[0];
  if (row !== undefined && rows.length === 1) return row;
  throw new PlatformError(
    'NOT_FOUND',
    rows.length === 0 ? `There is no run ${id}.` : `${rows.length} runs begin with ${id}.`,
    'List the runs with "nba-props runs".',
  );
}

const text = (value: Value | undefined) => (value === null || value === undefined ? '' : String(value));
const number = (value: Value | undefined) => (typeof value === 'number' ? count(value) : text(value));
const seconds = (value: Value | undefined) => (typeof value === 'number' ? (value / 1000).toFixed(1) : '');
const time = (value: Value | undefined) => text(value).slice(0, 19).replace('T', ' ');

function runLines(rows: readonly Row[], paint: Paint): string[] {
  if (rows.length === 0) return ['No runs yet.'];
  return table(
    ['run', 'status', 'started (UTC)', 'seconds', 'partitions', 'rows', 'failures', 'command'],
    rows.map((r) => [
      text(r.run_id),
      runStatus(r.status, paint),
      time(r.started_at),
      seconds(r.duration_ms),
      number(r.partitions),
      number(r.rows_written),
      number(r.failures),
      text(r.command),
    ]),
    'lllrrrrl',
  );
}

function tableLines(rows: readonly Row[], paint: Paint): string[] {
  if (rows.length === 0) return ['No table was made.'];
  const outcome = (value: Value | undefined) =>
    value === true ? paint.good('ok') : value === false ? paint.bad('failed') : 'unfinished';
  return table(
    ['table', 'outcome', 'from', 'to', 'partitions', 'changed', 'rows', 'failures', 'seconds', 'error'],
    rows.map((r) => [
      text(r.table_name),
      outcome(r.success),
      text(r.first_date),
      text(r.last_date),
      number(r.partitions),
      number(r.partitions_changed),
      number(r.rows_written),
      number(r.failures),
      seconds(r.duration_ms),
      text(r.error),
    ]),
    'llllrrrrrl',
  );
}
