import { Standings } from '../../audit/status/standing.js';
import { stateName } from '../../audit/status/state-name.js';
import type { Row, Warehouse } from '../../engine/warehouse.js';
import { PlatformError } from '../../errors.js';
import { Calendar } from '../../ledger/calendar.js';
import { codeHashOf } from '../../ledger/code-hash.js';
import { LedgerState } from '../../ledger/ledger-state.js';
import { CRITICAL_FIELDS, failuresTable, PARTITIONS } from '../../ledger/processing-names.js';
import { partitionStates } from '../../ledger/staleness.js';
import type { TableDefinition } from '../../tables/definition.js';
import { aliasOf, type KnownTable } from '../../tables/find-table.js';
import type { TableGraph } from '../../tables/graph.js';
import type { RootTable } from '../../tables/roots.js';
import { conflictsOf, featuresReadyOf } from './conflicts.js';
import { gamesOf, historyOf } from './context.js';
import { inputsOf } from './inputs.js';
import { ledgerFacts, text } from './ledger-facts.js';
import type { PartitionExplanation } from './report.js';
import { why } from './why.js';

/** Everything the ledger knows of one partition. Error: NOT_FOUND for a date the schedule does not know. */
export async function explainPartition(
  warehouse: Warehouse,
  graph: TableGraph,
  known: KnownTable,
  date: string,
): Promise<PartitionExplanation> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const { name } = known.table;
  const dates = known.kind === 'root' ? calendar.gameDates : calendar.datesOf(known.table);
  const row = await ledgerRow(warehouse, name, date);
  if (row === undefined && !dates.includes(date)) {
    throw new PlatformError(
      'NOT_FOUND',
      `${aliasOf(name, graph)} has no partition on ${date}: the schedule has no game that needs one.`,
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
  if (known.kind === 'root') return { ...shared, ...ofRoot(known.table, row) };
  const { table } = known;
  const codeHash = codeHashOf(table, graph.get, warehouse.dialect);
  const ledgerState = await LedgerState.load(warehouse);
  const [state] = partitionStates(ledgerState, calendar, table, codeHash, [date]);
  const standing = (await Standings.load(warehouse, ledgerState, [table], date)).of(table);
  const shown = stateName(row === undefined ? undefined : factsOf(row), state?.reason ?? null, standing.at(date));
  return {
    ...shared,
    table: table.name,
    alias: table.alias,
    phase: table.phase,
    grain: table.grain,
    derived: true,
    state: shown,
    why: why(shown, row, state, graph, table),
    readiness: standing.readiness?.get(date) ?? null,
    reason: state?.reason ?? null,
    ledger: row === undefined ? null : ledgerFacts(row, codeHash),
    inputs: inputsOf(table, text(row?.inputs), state?.inputs ?? null, graph),
    critical: await criticalOf(warehouse, table.name, date),
    conflicts: await conflictsOf(warehouse, graph, table, date),
    ready: await featuresReadyOf(warehouse, graph, table, date),
    failureReasons: await reasonsOf(warehouse, table, date),
    history: await historyOf(warehouse, table.name, date, text(row?.run_id)),
  };
}

async function ledgerRow(warehouse: Warehouse, table: string, date: string): Promise<Row | undefined> {
  const sql = `SELECT * FROM ${PARTITIONS} WHERE table_name = ? AND partition_date = ?`;
  return (await warehouse.query(sql, [table, date]))[0];
}

const factsOf = (row: Row) => ({
  status: text(row.status) ?? 'failed',
  bootstrap: row.bootstrap === true,
  critical_state: text(row.critical_state),
});

function ofRoot({ name, alias, phase, grain }: RootTable, row: Row | undefined) {
  return {
    table: name,
    alias,
    phase,
    grain,
    derived: false,
    state: row === undefined ? ('missing' as const) : ('complete' as const),
    why: row === undefined ? 'No ingested file has rows for this date.' : 'Ingested from files.',
    readiness: null,
    reason: row === undefined ? 'missing' : null,
    ledger: row === undefined ? null : ledgerFacts(row, null),
    inputs: [],
    critical: [],
    conflicts: [],
    ready: null,
    failureReasons: [],
    history: [],
  };
}

function criticalOf(warehouse: Warehouse, table: string, date: string): Promise<PartitionExplanation['critical']> {
  return warehouse.query(
    `SELECT field, checked, invalid, games, reasons FROM ${CRITICAL_FIELDS}
     WHERE table_name = ? AND partition_date = ? ORDER BY position`,
    [table, date],
  );
}

function reasonsOf(
  warehouse: Warehouse,
  table: TableDefinition,
  date: string,
): Promise<PartitionExplanation['failureReasons']> {
  return warehouse.query(
    `SELECT category, COALESCE(reason, 'no reason recorded') AS reason, COUNT(*) AS count FROM ${failuresTable(table.phase)}
     WHERE table_name = ? AND partition_date = ? GROUP BY 1, 2 ORDER BY count DESC, category, reason LIMIT 20`,
    [table.name, date],
  );
}
