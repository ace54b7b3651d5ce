import type { AuditRange } from '../audit/audit-range.js';
import type { VerifyFinding, VerifyReport } from '../audit/verify/report.js';
import { verifyReport } from '../audit/verify/verify.js';
import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { Calendar } from '../ledger/calendar.js';
import { makeJob } from '../ledger/checkpoint.js';
import { failuresTable } from '../ledger/processing-names.js';
import { refreshUpstream } from '../ledger/refresh.js';
import { makePlan, mightFollow } from '../plan/plan.js';
import { selectionToRepair } from '../plan/selection.js';
import { loadState } from '../plan/warehouse-state.js';
import { type FileLimits, USUAL_LIMITS } from '../raw/readers/limits.js';
import type { RunEvent } from '../run/events.js';
import { runBackfill } from '../run/run.js';
import type { TableGraph } from '../tables/graph.js';
import { remainingIn } from './remaining.js';
import type { HealReport, Remaining } from './report.js';
import { healRoots } from './roots.js';
import { addTo, type PartitionSet, suspects } from './suspects.js';

export interface HealOptions extends AuditRange {
  readonly runId: string;
  /** The command line, for the run's history. */
  readonly command: string;
  /** The rows are known to be those of the ledger (see seal): they are not hashed again. Default false. */
  readonly trusted?: boolean;
  /** The limits of ingest; the defaults if absent. */
  readonly limits?: FileLimits;
  readonly onEvent?: (event: RunEvent) => void;
}

/**
 * Finds everything missing, stale, failed, corrupt and orphaned in the range, repairs it with the smallest set of
 * partitions in dependency order, and tells what remains and why. A second call does nothing.
 * Errors: NO_SCHEDULE for a warehouse without games.
 */
export async function heal(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  options: HealOptions,
): Promise<HealReport> {
  const { from, to, runId, command } = options;
  const range = { from, to };
  const trusted = options.trusted === true;
  await refreshUpstream(warehouse, effects.now(), runId, trusted);
  const found = trusted ? NOTHING_WRONG : await verifyReport(warehouse, graph, range);
  const corrupt = found.findings;
  const roots = await healRoots(warehouse, found, { effects, runId, limits: options.limits ?? USUAL_LIMITS });
  const seenBad = await suspects(warehouse, graph, [...corrupt, ...roots.mended]);
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const rowsRemoved = await removeUndue(warehouse, graph, calendar, corrupt);
  const redo: PartitionSet = new Map();
  for (const { table, date } of corrupt) addTo(redo, table, date);
  for (const [table, dates] of seenBad.partitions) for (const date of dates) addTo(redo, table, date);
  // Nothing is written between plan and run: both go by the same calendar and ledger.
  const state = await loadState(warehouse, graph, { calendar });
  const selection = selectionToRepair(graph, state, range);
  const plan = await makePlan(warehouse, graph, { selection, corrupt: redo, state });
  const run = await runBackfill(warehouse, graph, effects, {
    selection,
    job: makeJob(command, ['heal'], selection.from, selection.to, selection.dates),
    runId,
    corrupt: redo,
    state,
    ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
  });
  const remaining: Remaining[] = [
    ...roots.remaining,
    ...(await stillCorrupt(warehouse, graph, corrupt, roots.remaining)),
    ...(await remainingIn(warehouse, graph, range, run, roots.remaining)),
  ];
  return {
    from,
    to,
    trusted,
    damaged_files: found.damaged_files,
    corrupt,
    suspect: seenBad.count,
    reloaded: roots.reloaded,
    rows_removed: rowsRemoved,
    planned: plan.planned,
    might_follow: mightFollow(plan),
    run,
    remaining,
    finding_count: remaining.length,
  };
}

const NOTHING_WRONG: Pick<VerifyReport, 'findings' | 'damaged_files'> = { findings: [], damaged_files: [] };

/** Rows of dates that no table should have: no run would ever replace them. Returns how many went. */
async function removeUndue(
  warehouse: Warehouse,
  graph: TableGraph,
  calendar: Calendar,
  corrupt: readonly VerifyFinding[],
): Promise<number> {
  const d = warehouse.dialect;
  let removed = 0;
  for (const table of graph.ordered) {
    const due = new Set(calendar.datesOf(table));
    const orphaned = corrupt.filter((f) => f.table === table.name && f.kind === 'rows_orphaned' && !due.has(f.date));
    if (orphaned.length === 0) continue;
    const dates = orphaned.map((finding) => d.date(finding.date)).join(', ');
    await warehouse.transaction(async () => {
      await warehouse.execute(`DELETE FROM ${table.name} WHERE ${table.partitionColumn} IN (${dates})`);
      await warehouse.execute(
        `DELETE FROM ${failuresTable(table.phase)} WHERE table_name = ${d.text(table.name)} AND partition_date IN (${dates})`,
      );
    });
    removed += orphaned.reduce((sum, finding) => sum + finding.rows_found, 0);
  }
  return removed;
}

/** Looks again at the tables that were corrupt, over the dates that were; what could not be read again is told already. */
async function stillCorrupt(
  warehouse: Warehouse,
  graph: TableGraph,
  corrupt: readonly VerifyFinding[],
  told: readonly Remaining[],
): Promise<Remaining[]> {
  if (corrupt.length === 0) return [];
  const known = new Set(told.flatMap((item) => (item.kind === 'raw_changed' ? [item.table] : [])));
  const dates = corrupt.map((finding) => finding.date).sort();
  const tables = [...new Set(corrupt.map((finding) => finding.table))].filter((table) => !known.has(table));
  const again = await verifyReport(warehouse, graph, { from: dates[0] ?? null, to: dates.at(-1) ?? null, tables });
  return again.findings.map((finding) => ({ kind: 'corrupt', finding }));
}
