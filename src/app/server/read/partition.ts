import type { Row, Warehouse } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { Calendar } from '../../../ledger/calendar.js';
import { compileTable } from '../../../ledger/code-hash.js';
import { LedgerState } from '../../../ledger/ledger-state.js';
import { CRITICAL_FIELDS, failuresTable, PARTITIONS } from '../../../ledger/processing-names.js';
import { failureColumn } from '../../../ledger/processing-schema.js';
import { type PartitionState, partitionStates } from '../../../ledger/staleness.js';
import { FAILURE_CATEGORIES, shortName, type TableDefinition } from '../../../tables/definition.js';
import type { TableGraph } from '../../../tables/graph.js';
import { windowText } from '../../../tables/read-window.js';
import type { RootTable } from '../../../tables/roots.js';
import type { ReadContext } from '../read-context.js';
import type { CellState } from '../schema/cells.js';
import type { Partition } from '../schema/partition.js';
import { cellState } from './cell-state.js';
import { gamesOf, historyOf } from './partition-context.js';
import { findTable } from './tables.js';

/** Everything the ledger knows of one partition. Error: NOT_FOUND for a date the schedule does not know. */
export async function readPartition(
  { warehouse, graph }: Pick<ReadContext, 'warehouse' | 'graph'>,
  query: { table: string; date: string },
): Promise<Partition> {
  const known = findTable(query.table, graph);
  const { date } = query;
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const { name } = known.table;
  const dates = known.kind === 'root' ? calendar.gameDates : calendar.datesOf(known.table);
  const row = await ledgerRow(warehouse, name, date);
  if (row === undefined && !dates.includes(date)) {
    throw new PlatformError(
      'NOT_FOUND',
      `Nothing is due for ${shortName({ name })} on ${date}.`,
      'Choose a date with games.',
    );
  }
  const at = dates.indexOf(date);
  const day = calendar.batchDate(date);
  const shared = {
    date,
    season: day.season,
    dayOfSeason: day.day_of_season,
    games: await gamesOf(warehouse, date),
    previous: at > 0 ? (dates[at - 1] ?? null) : null,
    next: at >= 0 ? (dates[at + 1] ?? null) : null,
  };
  if (known.kind === 'root') return { ...shared, ...rootPartition(known.table, row) };
  const { table } = known;
  const { codeHash } = compileTable(table, graph.get, warehouse.dialect);
  const ledgerNow = await LedgerState.load(warehouse);
  const states = partitionStates(ledgerNow, calendar, table, codeHash, [date]);
  const state = states[0];
  const shown = cellState(row === undefined ? undefined : facts(row), state?.reason ?? null);
  return {
    ...shared,
    table: table.name,
    alias: table.alias,
    phase: table.phase,
    grain: table.grain,
    derived: true,
    state: shown,
    why: why(shown, row, state, graph),
    reason: state?.reason ?? null,
    ledger: row === undefined ? null : ledger(row, codeHash),
    inputs: inputs(table, row, state, graph),
    critical: await criticalOf(warehouse, table.name, date),
    failureReasons: await reasonsOf(warehouse, table, date),
    history: await historyOf(warehouse, table.name, date, text(row?.run_id)),
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

async function ledgerRow(warehouse: Warehouse, table: string, date: string): Promise<Row | undefined> {
  const rows = await warehouse.query(`SELECT * FROM ${PARTITIONS} WHERE table_name = $1 AND partition_date = $2`, [
    table,
    date,
  ]);
  return rows[0];
}

const facts = (row: Row) => ({
  status: text(row.status) ?? 'failed',
  bootstrap: row.bootstrap === true,
  critical_state: text(row.critical_state),
});

function rootPartition({ name, alias, phase, grain }: RootTable, row: Row | undefined) {
  const state: CellState = row === undefined ? 'missing' : 'complete';
  return {
    table: name,
    alias,
    phase,
    grain,
    derived: false,
    state,
    why: row === undefined ? 'No ingested file has rows for this date.' : 'Ingested from files.',
    reason: row === undefined ? 'missing' : null,
    ledger: row === undefined ? null : ledger(row, null),
    inputs: [],
    critical: [],
    failureReasons: [],
    history: [],
  };
}

function ledger(row: Row, codeHashNow: string | null): NonNullable<Partition['ledger']> {
  const categories = FAILURE_CATEGORIES.map((c) => [c, number(row[failureColumn(c)])] as const);
  return {
    status: text(row.status) ?? 'failed',
    rows: number(row.row_count) ?? 0,
    failures: number(row.failure_count) ?? 0,
    byCategory: Object.fromEntries(categories.flatMap(([c, n]) => (n === null || n === 0 ? [] : [[c, n]]))),
    contentHash: text(row.content_hash),
    codeHash: text(row.code_hash),
    codeHashNow,
    inputHash: text(row.input_hash),
    attempts: number(row.attempts),
    runId: text(row.run_id),
    finishedAt: text(row.finished_at),
    durationMs: number(row.duration_ms),
    error: text(row.error),
    mode: text(row.mode),
    criticalChecked: number(row.critical_checked),
    criticalInvalid: number(row.critical_invalid),
    criticalState: text(row.critical_state),
    contaminatedUpstreamRows: number(row.contaminated_upstream_rows),
  };
}

/** 'table=sum;table=sum' as the ledger writes it. */
function sums(inputText: string | null): Map<string, string> {
  return new Map(
    (inputText ?? '')
      .split(';')
      .filter(Boolean)
      .map((part) => part.split('=') as [string, string]),
  );
}

function inputs(
  table: TableDefinition,
  row: Row | undefined,
  state: PartitionState | undefined,
  graph: TableGraph,
): Partition['inputs'] {
  const recorded = sums(text(row?.inputs));
  const current = sums(state?.inputs ?? null);
  return table.reads.map((read) => {
    const [was, is] = [recorded.get(read.table) ?? null, current.get(read.table) ?? null];
    return {
      table: read.table,
      alias: graph.get(read.table)?.alias ?? shortName({ name: read.table }),
      windows: read.windows.map(windowText),
      sameDate: read.windows.some((window) => window.kind === 'same_date'),
      recorded: was,
      current: is,
      changed: was !== null && was !== is,
    };
  });
}

function why(state: CellState, row: Row | undefined, partition: PartitionState | undefined, graph: TableGraph): string {
  const names = (partition?.changedInputs ?? []).map((name) => graph.get(name)?.alias ?? shortName({ name }));
  switch (state) {
    case 'missing':
      return 'The schedule has games on this date and no run has made this partition yet.';
    case 'failed':
      return `The last attempt failed: ${text(row?.error) ?? 'no error was recorded'}`;
    case 'stale':
      return partition?.reason === 'code_changed'
        ? "The table's SQL, columns or thresholds changed since this partition was made."
        : `What it reads changed since: ${names.join(', ')}.`;
    case 'contaminated':
    case 'partial':
      return `${number(row?.critical_invalid) ?? 'Some'} of ${number(row?.critical_checked) ?? 'its'} critical values are not valid.`;
    case 'bootstrap':
      return 'First fortnight of the season: most entities rightly have too few games.';
    case 'empty':
      return 'Made and fresh, without a row: every expected entity is a known failure.';
    case 'complete':
      return 'Made, verified, and nothing it reads has changed since.';
  }
}

async function criticalOf(warehouse: Warehouse, table: string, date: string): Promise<Partition['critical']> {
  return warehouse.query<{ field: string; checked: number; invalid: number; games: string[]; reasons: string[] }>(
    `SELECT field, checked, invalid, games, reasons FROM ${CRITICAL_FIELDS}
     WHERE table_name = $1 AND partition_date = $2 ORDER BY position`,
    [table, date],
  );
}

async function reasonsOf(
  warehouse: Warehouse,
  table: TableDefinition,
  date: string,
): Promise<Partition['failureReasons']> {
  return warehouse.query<{ category: string; reason: string; count: number }>(
    `SELECT category, COALESCE(reason, 'no reason recorded') AS reason, COUNT(*) AS count FROM ${failuresTable(table.phase)}
     WHERE table_name = $1 AND partition_date = $2 GROUP BY ALL ORDER BY count DESC, category, reason LIMIT 20`,
    [table.name, date],
  );
}
