import type { Warehouse } from '../engine/warehouse.js';
import { rebuildReference } from '../tables/reference/build/index.js';
import { refreshGamesLedger } from './games-ledger.js';
import { rawLedgerIsCurrent, refreshRawLedger } from './raw-ledger.js';

/**
 * Brings reference tables and the ledger's roots up to the raw tables. Ingest ends with it; backfills begin with it, so
 * that an ingest that was killed in between is made good: the marker of the raw ledger, written last, says that all of it
 * is done. Free when no file was loaded since. Returns whether there was anything to do.
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
