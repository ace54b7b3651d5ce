import type { Effects } from '../../../effects.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { EXIT } from '../../../errors.js';
import type { Closing } from '../../../ledger/open.js';
import { newRunId } from '../../../ledger/run-log.js';
import type { FileDamage } from '../../../raw/store/damage.js';
import { backfill } from '../../../run/backfill.js';
import { writeRunFile } from '../../../run/run-file.js';
import type { BackfillReport } from '../../../run/run-report.js';
import { GRAPH } from '../../../tables/registry.js';
import { damageLine, MEND_DAMAGE } from '../text/damage.js';
import { progress } from '../text/progress.js';
import { visible } from '../text/visible.js';
import type { BackfillRequest } from './backfill-request.js';

export interface BackfillDone extends BackfillReport {
  /** Files whose raw rows are not those that were ingested. */
  readonly damaged_files: readonly FileDamage[];
}

/** Runs a backfill on an open warehouse, with progress on stderr and in the run file beside the warehouse. */
export async function backfillOn(
  warehouse: Warehouse,
  db: string,
  request: BackfillRequest,
  effects: Effects,
  closing?: Closing,
): Promise<BackfillDone> {
  const runId = newRunId(effects);
  const show = progress(effects, request.quiet === true);
  // Begun with the first event: a request that names no season of the warehouse leaves no file.
  let record: ReturnType<typeof writeRunFile> | null = null;
  const { report, refreshed, damaged } = await backfill(warehouse, GRAPH, effects, {
    ...request,
    runId,
    trusted: closing?.rowsTrusted === true,
    onEvent: (event) => {
      show(event);
      record ??= writeRunFile(db, { runId, command: request.command }, effects);
      record(event);
    },
  });
  if (closing !== undefined) closing.onlyRecords = !refreshed && report.partitions === 0 && report.failed === 0;
  for (const file of damaged) effects.stderr(visible(`${damageLine(file)}\n`));
  if (damaged.length > 0) effects.stderr(`${MEND_DAMAGE}\n`);
  return { ...report, damaged_files: damaged };
}

/** 1 for dates that failed, now or too often, damaged files and, unless forced, contaminated partitions; 130 for a run that was stopped. */
export function backfillExit(report: BackfillDone): number {
  if (report.status === 'interrupted') return EXIT.interrupted;
  const contaminated = report.mode !== 'force' && report.contaminated > 0;
  return report.failed + report.given_up + report.damaged_files.length > 0 || contaminated ? EXIT.findings : EXIT.ok;
}
