/** Ranges of betting lines. A quote outside of its range is an error of its source and is not used. */
export const SPREAD = { min: -60, max: 60 } as const;
export const TOTAL = { min: 100, max: 350 } as const;
export const POINTS_LINE = { min: 0, max: 80 } as const;
/** Of any market. */
export const PROP_LINE = { min: 0, max: 200 } as const;

interface Range {
  readonly min: number;
  readonly max: number;
}

/** The range of the difference of two numbers of a range. */
export const movementOf = ({ min, max }: Range): Range => ({ min: min - max, max: max - min });

export const isWithin = (value: number, { min, max }: Range): boolean => value >= min && value <= max;

const within = (value: string, { min, max }: Range): string => `${value} BETWEEN ${min} AND ${max}`;

/** A spread or total, NULL where it cannot be one. */
export const possible = (value: string, range: Range): string => `CASE WHEN ${within(value, range)} THEN ${value} END`;

/** SQL condition: the line of a quote can be one of its market. */
export const isPossibleProp = (alias: string): string =>
  `CASE WHEN ${alias}.market = 'points' THEN ${within(`${alias}.line`, POINTS_LINE)} ELSE ${within(`${alias}.line`, PROP_LINE)} END`;
