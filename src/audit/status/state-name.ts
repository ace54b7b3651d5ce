import type { WorkReason } from '../../ledger/staleness.js';
import type { Standing } from './standing.js';

/** What is said of a partition in one word, from the calm to the urgent. */
export const STATE_NAMES = [
  'complete',
  'bootstrap',
  'not_played',
  'no_source',
  'empty',
  'unready',
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

/** For raw tables, of which only the ledger row is known. */
export const ONLY_THERE: Standing = { ahead: false, not_played: false, no_source: false, none_ready: null };

/** The most urgent word that fits. `reason` is why the partition has to be made; null = fresh. */
export function stateName(facts: LedgerFacts | undefined, reason: WorkReason | null, standing: Standing): StateName {
  if (facts === undefined) return standing.ahead ? 'not_played' : 'missing';
  if (facts.status === 'failed') return 'failed';
  if (reason === 'code_changed' || reason === 'input_changed') return 'stale';
  if (facts.critical_state === 'CONTAMINATED') return 'contaminated';
  if (facts.critical_state === 'PARTIAL') return 'partial';
  if (standing.none_ready === 'unready') return 'unready';
  if (facts.status === 'empty' && standing.not_played) return 'not_played';
  if (facts.status === 'empty' && standing.no_source) return 'no_source';
  // The first weeks of a season have no ready rows and never look complete.
  if (facts.bootstrap === true || standing.none_ready === 'young') return 'bootstrap';
  return facts.status === 'empty' ? 'empty' : 'complete';
}
