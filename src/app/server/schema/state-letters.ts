import type { StateName } from '../../../audit/status/state-name.js';

/** One letter per state: a season of a table crosses to the page as one text. The page imports this, so no schema is here. */
export const STATE_LETTERS = {
  complete: 'C',
  bootstrap: 'B',
  not_played: 'U',
  no_source: 'N',
  empty: 'E',
  unready: 'R',
  partial: 'P',
  contaminated: 'X',
  stale: 'S',
  failed: 'F',
  missing: 'M',
} as const satisfies Record<StateName, string>;
