import type { VerifyFinding, VerifyReport } from '../audit/verify/report.js';
import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { refreshGamesLedger } from '../ledger/games-ledger.js';
import { refreshRawLedger } from '../ledger/raw-ledger.js';
import { fillGameDates } from '../raw/game-dates.js';
import type { FileLimits } from '../raw/readers/limits.js';
import { damagedFiles } from '../raw/store/damage.js';
import { BUILT_TABLES, rebuildReference } from '../tables/reference/build/index.js';
import { reloadFiles } from './reload.js';
import type { HealReport, Remaining } from './report.js';
import type { Suspicious } from './suspects.js';

export interface HealedRoots {
  readonly reloaded: HealReport['reloaded'];
  readonly remaining: readonly Remaining[];
  /** Dates of raw tables whose rows were not as the files say. */
  readonly mended: readonly Suspicious[];
}

/**
 * Makes the roots what the files say: damaged files are read again, and the reference tables are rebuilt from them. What a
 * file no longer brings remains, by name. Raw tables that are not what the ledger says although no file is damaged (their
 * files were ingested by a version that did not record what it stored) are read again as a whole.
 */
export async function healRoots(
  warehouse: Warehouse,
  found: Pick<VerifyReport, 'findings' | 'damaged_files'>,
  options: { readonly effects: Effects; readonly runId: string; readonly limits: FileLimits },
): Promise<HealedRoots> {
  const { effects, runId, limits } = options;
  const reloaded: { table: string; files: readonly string[] }[] = [];
  const remaining: Remaining[] = [];
  const mended: Suspicious[] = [];
  for (const [table, ids] of toReload(found)) {
    const report = await reloadFiles(warehouse, table, ids, limits);
    if (report.files.length > 0) reloaded.push({ table, files: report.files });
    mended.push(...report.dates.map((date) => ({ table, date, run_id: null })));
    if (report.unavailable.length === 0) continue;
    const dates = found.findings.filter((finding) => finding.table === table).map((finding) => finding.date);
    remaining.push({ kind: 'raw_changed', table, dates, files: report.unavailable });
  }
  const built = found.findings.some(
    (finding) => finding.phase === 2 && BUILT_TABLES.some(({ name }) => name === finding.table),
  );
  if (reloaded.length > 0 || built || found.damaged_files.length > 0) {
    const damaged = await damagedFiles(warehouse);
    await warehouse.transaction(async () => {
      await fillGameDates(warehouse);
      await rebuildReference(warehouse);
      await refreshGamesLedger(warehouse, effects.now(), runId, damaged);
    });
    await refreshRawLedger(warehouse, effects.now(), runId, damaged);
  }
  return { reloaded, remaining, mended };
}

/** Tables with the ids of the files to read again; NULL for all of them. */
function toReload({
  findings,
  damaged_files,
}: Pick<VerifyReport, 'findings' | 'damaged_files'>): Map<string, Set<number> | null> {
  const tables = new Map<string, Set<number> | null>();
  for (const { table, file_id } of damaged_files) {
    const ids = tables.get(table) ?? new Set<number>();
    tables.set(table, file_id === null ? ids : ids.add(file_id));
  }
  const rawFinding = (finding: VerifyFinding) => finding.phase === 1 && !tables.has(finding.table);
  for (const { table } of findings.filter(rawFinding)) tables.set(table, null);
  return tables;
}
