import type { VerifyFinding } from '../audit/verify/report.js';
import type { Warehouse } from '../engine/warehouse.js';
import { refreshGamesLedger } from '../ledger/games-ledger.js';
import { refreshRawLedger } from '../ledger/raw-ledger.js';
import type { IngestOptions } from '../raw/ingest.js';
import { GAMES } from '../tables/names.js';
import { rebuildReference } from '../tables/reference/build/index.js';
import { reloadRawTable, unfinishedReloads } from './reload.js';
import type { HealReport, Remaining } from './report.js';

/**
 * Makes the roots what the files say: raw tables that lost or gained rows are read again, and the reference tables are
 * rebuilt from them. What a file no longer brings remains, by name.
 */
export async function healRoots(
  warehouse: Warehouse,
  corrupt: readonly VerifyFinding[],
  options: IngestOptions,
): Promise<{ readonly reloaded: HealReport['reloaded']; readonly remaining: readonly Remaining[] }> {
  const { effects, runId } = options;
  const raw = new Set(corrupt.filter((finding) => finding.phase === 1).map((finding) => finding.table));
  for (const table of await unfinishedReloads(warehouse)) raw.add(table);
  const reloaded: { table: string; files: readonly string[] }[] = [];
  const remaining: Remaining[] = [];
  for (const table of raw) {
    const report = await reloadRawTable(warehouse, table, options);
    if (report.unavailable.length === 0) reloaded.push({ table, files: report.files });
    else {
      const dates = corrupt.filter((finding) => finding.table === table).map((finding) => finding.date);
      remaining.push({ kind: 'raw_changed', table, dates, files: report.unavailable });
    }
  }
  const games = corrupt.some((finding) => finding.phase === 2 && finding.table === GAMES);
  if (reloaded.length > 0 || games) {
    await warehouse.transaction(async () => {
      await rebuildReference(warehouse);
      await refreshGamesLedger(warehouse, effects.now(), runId);
    });
    await refreshRawLedger(warehouse, effects.now(), runId);
  }
  return { reloaded, remaining };
}
