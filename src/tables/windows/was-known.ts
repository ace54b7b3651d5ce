import type { Dialect } from '../../engine/dialect.js';
import { firstThat } from '../select-list.js';

/** SQL: until when what is used before a game has to be known: its tip-off, else the start of its day. */
export const cutoffSql = (d: Dialect, tipoff: string, date: string): string =>
  `COALESCE(${tipoff}, ${d.cast(date, 'timestamp')})`;

/**
 * The one rule of what was known: a version of a row (raw/store/ever-known.ts) counts for a game if it was known at the cut-off
 * and believed still. What came later counts for later games only, whatever it speaks of.
 */
export const wasKnown = (row: string, cutoff: string): string =>
  `(${row}.known_from IS NULL OR ${row}.known_from <= ${cutoff}) AND (${row}.known_until IS NULL OR ${row}.known_until > ${cutoff})`;

/** What was not known at the cut-off and is today: `explain` names it as not counted. */
export const cameLate = (row: string, cutoff: string): string =>
  `${row}.known_from > ${cutoff} AND ${row}.known_until IS NULL`;

/** What `explain` says of such rows. */
export const KNOWN_TOO_LATE = 'known only after the cut-off of the game, so not counted';

/** Whether news meant him for certain as it was known at the cut-off: what contradicts it may have come later, or have been taken back. */
export const wasCertain = (news: string, cutoff: string): string =>
  firstThat(
    [
      [`NOT ${news}.is_certain`, `COALESCE(${news}.contradicted_from > ${cutoff}, FALSE)`],
      [`${news}.contradicted_until IS NULL`, 'TRUE'],
    ],
    `NOT (COALESCE(${news}.contradicted_from <= ${cutoff}, TRUE) AND ${news}.contradicted_until > ${cutoff})`,
  );
