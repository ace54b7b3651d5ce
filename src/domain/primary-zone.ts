import { floatSql, type Measured, type SqlFields } from './measured.js';

export type PrimaryZone = 'paint' | 'three' | 'mid_range' | 'balanced';

/** Least share of a player's attempts that makes a zone his primary one, in the order the zones are tried. */
const PRIMARY_ZONE_SHARES = { paint: 0.4, three: 0.4, mid_range: 0.35 } as const;

/** Shares of a player's attempts by zone, fractions 0-1; null where he took no shot. */
export interface ZoneShares {
  readonly paintShare: Measured;
  readonly threeShare: Measured;
  readonly midShare: Measured;
}

/**
 * The zone a player scores from: paint if its share is at least 0.40, else three if at least 0.40, else mid_range if at
 * least 0.35, else balanced. Null if a share is unknown (no attempts). Source: the platform's definition of
 * primary_scoring_zone.
 */
export function primaryScoringZone({ paintShare, threeShare, midShare }: ZoneShares): PrimaryZone | null {
  if (paintShare === null || threeShare === null || midShare === null) return null;
  if (paintShare >= PRIMARY_ZONE_SHARES.paint) return 'paint';
  if (threeShare >= PRIMARY_ZONE_SHARES.three) return 'three';
  return midShare >= PRIMARY_ZONE_SHARES.mid_range ? 'mid_range' : 'balanced';
}

/** primaryScoringZone in SQL; the arguments are fractions 0-1. */
export function primaryScoringZoneSql(shares: SqlFields<keyof ZoneShares>): string {
  const { paintShare, threeShare, midShare } = shares;
  return `(CASE WHEN (${paintShare}) IS NULL OR (${threeShare}) IS NULL OR (${midShare}) IS NULL THEN NULL
    WHEN (${paintShare}) >= ${floatSql(PRIMARY_ZONE_SHARES.paint)} THEN 'paint'
    WHEN (${threeShare}) >= ${floatSql(PRIMARY_ZONE_SHARES.three)} THEN 'three'
    WHEN (${midShare}) >= ${floatSql(PRIMARY_ZONE_SHARES.mid_range)} THEN 'mid_range' ELSE 'balanced' END)`;
}
