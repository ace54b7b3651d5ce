import type { WorkReason } from '../../../ledger/staleness.js';
import type { CellState } from '../schema/cells.js';

/** What the ledger says of a partition, as far as its state depends on it. */
export interface LedgerFacts {
  readonly status: string;
  readonly bootstrap: boolean | null;
  readonly critical_state: string | null;
}

/**
 * The one state a cell is shown in, the most urgent first: missing, failed, stale, contaminated, partial, then what is
 * right as it is. `reason` is the staleness rule's; null = fresh.
 */
export function cellState(facts: LedgerFacts | undefined, reason: WorkReason | null): CellState {
  if (facts === undefined) return 'missing';
  if (facts.status === 'failed') return 'failed';
  if (reason === 'code_changed' || reason === 'input_changed') return 'stale';
  if (facts.critical_state === 'CONTAMINATED') return 'contaminated';
  if (facts.critical_state === 'PARTIAL') return 'partial';
  if (facts.bootstrap === true) return 'bootstrap';
  return facts.status === 'empty' ? 'empty' : 'complete';
}
