import type { Warehouse } from '../engine/warehouse.js';
import { rebuildReference } from '../tables/reference/build/index.js';
import { refreshGamesLedger } from './games-ledger.js';
import { rawLedgerIsCurrent, refreshRawLedger } from './raw-ledger.js';

/**
 * Rebuilds the reference tables and updates the ledger rows of games and raw tables, if files were loaded since the last
 * time. An ingest ends with it. A backfill begins with it, because the ingest may have been killed before this step; the
 * marker of the raw ledger is written last, so it is there only if the whole step was done. Returns whether there was
 * anything to do.
 */
export async function refreshUpstream(warehouse: Warehouse, now: Date, runId: string): Promise<boolean> {
  if (await rawLedgerIsCurrent(warehouse)) return false;
  await warehouse.transaction(async () => {
    await rebuildReference(warehouse);
    await refreshGamesLedger(warehouse, now, runId);
  });
  await refreshRawLedger(warehouse, now, runId);
  return true;
}
