import type { Warehouse } from '../engine/warehouse.js';
import { fillGameDates } from '../raw/game-dates.js';
import { damagedFiles, type FileDamage } from '../raw/store/damage.js';
import { rebuildReference } from '../tables/reference/build/index.js';
import { refreshGamesLedger } from './games-ledger.js';
import { refreshNamesLedger } from './names-ledger.js';
import { rawLedgerIsCurrent, refreshRawLedger } from './raw-ledger.js';

export interface UpstreamReport {
  /** Whether files had been loaded that reference tables and ledger did not have yet. */
  readonly refreshed: boolean;
  /** Files whose rows are not those that were ingested: their dates were left as the ledger has them. */
  readonly damaged: readonly FileDamage[];
}

/**
 * Rebuilds the reference tables and updates the ledger rows of games and raw tables, if files were loaded since the last
 * time. An ingest ends with it. A backfill begins with it, because the ingest may have been killed before this step; the
 * marker of the raw ledger is written last, so it is there only if the whole step was done.
 * @param trusted the rows are known to be those of the files (see seal): they are not hashed again
 */
export async function refreshUpstream(
  warehouse: Warehouse,
  now: Date,
  runId: string,
  trusted = false,
): Promise<UpstreamReport> {
  if (await rawLedgerIsCurrent(warehouse)) return { refreshed: false, damaged: [] };
  const damaged = trusted ? [] : await damagedFiles(warehouse);
  await warehouse.transaction(async () => {
    await fillGameDates(warehouse);
    await rebuildReference(warehouse, damaged.length === 0);
    await refreshGamesLedger(warehouse, now, runId, damaged);
    await refreshNamesLedger(warehouse, now, runId, damaged);
  });
  await refreshRawLedger(warehouse, now, runId, damaged);
  return { refreshed: true, damaged };
}
