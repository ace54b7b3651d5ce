import type { Dialect } from '../../engine/dialect.js';
import { firstThat } from '../select-list.js';

/** SQL: the cut-off of a game: its tip-off, else the start of its day. */
export const cutoffSql = (d: Dialect, tipoff: string, date: string): string =>
  `COALESCE(${tipoff}, ${d.cast(date, 'timestamp')})`;

/**
 * Whether a version of a row (raw/store/ever-known.ts) counts for a game: it was known at the cut-off and not yet superseded.
 * A row that became known later counts only for later games, even if it speaks of earlier days.
 */
export const wasKnown = (row: string, cutoff: string): string =>
  `(${row}.known_from IS NULL OR ${row}.known_from <= ${cutoff}) AND (${row}.known_until IS NULL OR ${row}.known_until > ${cutoff})`;

/** Whether a row became known after the cut-off and still stands: `explain` names it as not counted. */
export const cameLate = (row: string, cutoff: string): string =>
  `${row}.known_from > ${cutoff} AND ${row}.known_until IS NULL`;

/** What `explain` says of such rows. */
export const KNOWN_TOO_LATE = 'known only after the cut-off of the game, so not counted';

/** Whether news was certain at the cut-off: contradicting news may have come later, or may have been taken back. */
export const wasCertain = (news: string, cutoff: string): string =>
  firstThat(
    [
      [`NOT ${news}.is_certain`, `COALESCE(${news}.contradicted_from > ${cutoff}, FALSE)`],
      [`${news}.contradicted_until IS NULL`, 'TRUE'],
    ],
    `NOT (COALESCE(${news}.contradicted_from <= ${cutoff}, TRUE) AND ${news}.contradicted_until > ${cutoff})`,
  );
