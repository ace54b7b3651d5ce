import { clamp, floatSql, type Measured, type SqlFields } from './measured.js';
import type { PrimaryZone } from './primary-zone.js';

/** A scorer's zones (shares of his attempts, 0-1) against a defence (percentage points above league, + = weaker). */
export interface ZoneMatchup {
  readonly primaryZone: PrimaryZone | null;
  readonly paintShare: Measured;
  readonly midShare: Measured;
  readonly threeShare: Measured;
  readonly paintDiff: Measured;
  readonly midDiff: Measured;
  readonly threeDiff: Measured;
}

/** Share of attempts at which a zone's difference counts in full. */
const FULL_SHARE = 0.5;
/** Size beyond which the excess is amplified, and by how much. */
const KNEE = 5;
const AMPLIFIED = 1.2;
const LIMIT = 10;

/**
 * Shot-zone mismatch score, -10 to 10, positive favours the scorer. For primary zone z: w = difference of z x
 * min(share of z / 0.5, 1); for a balanced player w = the sum over the zones of share x difference. Beyond 5 in size the
 * excess counts x 1.2 (continuous), then the clamp. Null if an input that is used is unknown.
 * Source: the platform's definition of shot_zone_mismatch_score.
 */
export function shotZoneMismatch(matchup: ZoneMatchup): Measured {
  const weighted = weightedDifference(matchup);
  if (weighted === null) return null;
  const size = Math.abs(weighted);
  return clamp(size > KNEE ? Math.sign(weighted) * (KNEE + AMPLIFIED * (size - KNEE)) : weighted, -LIMIT, LIMIT);
}

function weightedDifference(m: ZoneMatchup): Measured {
  switch (m.primaryZone) {
    case 'paint':
      return ofPrimary(m.paintShare, m.paintDiff);
    case 'mid_range':
      return ofPrimary(m.midShare, m.midDiff);
    case 'three':
      return ofPrimary(m.threeShare, m.threeDiff);
    case 'balanced': {
      const { paintShare, paintDiff, midShare, midDiff, threeShare, threeDiff } = m;
      if (paintShare === null || midShare === null || threeShare === null) return null;
      if (paintDiff === null || midDiff === null || threeDiff === null) return null;
      return paintShare * paintDiff + midShare * midDiff + threeShare * threeDiff;
    }
    case null:
      return null;
  }
}

function ofPrimary(share: Measured, difference: Measured): Measured {
  if (share === null || difference === null) return null;
  return difference * Math.min(share / FULL_SHARE, 1);
}

/** shotZoneMismatch in SQL. */
export function shotZoneMismatchSql(m: SqlFields<keyof ZoneMatchup>): string {
  const primary = (share: string, difference: string) =>
    `(${difference}) * CASE WHEN (${share}) < ${floatSql(FULL_SHARE)} THEN (${share}) / ${floatSql(FULL_SHARE)}
      WHEN (${share}) IS NOT NULL THEN 1 END`;
  const weighted = `(CASE (${m.primaryZone})
    WHEN 'paint' THEN ${primary(m.paintShare, m.paintDiff)}
    WHEN 'mid_range' THEN ${primary(m.midShare, m.midDiff)}
    WHEN 'three' THEN ${primary(m.threeShare, m.threeDiff)}
    WHEN 'balanced' THEN (${m.paintShare}) * (${m.paintDiff}) + (${m.midShare}) * (${m.midDiff}) + (${m.threeShare}) * (${m.threeDiff})
    END)`;
  // LEAST and GREATEST stand in branches that a NULL does not reach, so their ways with NULL do not matter.
  return `(CASE WHEN ${weighted} > ${KNEE} THEN LEAST(${LIMIT}, ${KNEE} + ${floatSql(AMPLIFIED)} * (${weighted} - ${KNEE}))
    WHEN ${weighted} < -${KNEE} THEN GREATEST(-${LIMIT}, -${KNEE} + ${floatSql(AMPLIFIED)} * (${weighted} + ${KNEE})) ELSE ${weighted} END)`;
}
