import type { WorkReason } from '../../ledger/staleness.js';

/** What is said of a partition in one word, from the calm to the urgent. */
export const STATE_NAMES = [
  'complete',
  'bootstrap',
  'empty',
  'partial',
  'contaminated',
  'stale',
  'failed',
  'missing',
] as const;
export type StateName = (typeof STATE_NAMES)[number];

/** What the ledger says of a partition, as far as its state depends on it. */
export interface LedgerFacts {
  readonly status: string;
  readonly bootstrap: boolean | null;
  readonly critical_state: string | null;
}

/** The most urgent word that fits. `reason` is why the partition has to be made; null = fresh. */
export function stateName(facts: LedgerFacts | undefined, reason: WorkReason | null): StateName {
  if (facts === undefined) return 'missing';
  if (facts.status === 'failed') return 'failed';
  if (reason === 'code_changed' || reason === 'input_changed') return 'stale';
  if (facts.critical_state === 'CONTAMINATED') return 'contaminated';
  if (facts.critical_state === 'PARTIAL') return 'partial';
  if (facts.bootstrap === true) return 'bootstrap';
  return facts.status === 'empty' ? 'empty' : 'complete';
}
