/** The three zones of the platform, as column prefixes of phases 4 and 5. */
export const ZONES = ['paint', 'mid_range', 'three_pt'] as const;
export type Zone = (typeof ZONES)[number];

export const ZONE_NAMES: Readonly<Record<Zone, string>> = {
  paint: 'the paint (two-pointers from at most 8 ft)',
  mid_range: 'mid-range (farther two-pointers)',
  three_pt: 'three-point range',
};

/** Points of a made shot from a zone. */
export const ZONE_VALUE: Readonly<Record<Zone, number>> = { paint: 2, mid_range: 2, three_pt: 3 };
