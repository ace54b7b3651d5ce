import { PSZA } from '../../tables/names.js';
/** Expected share of failures by day of the season: what a sound season shows while samples fill up. */
export interface Band {
  readonly table: string;
  readonly from_day: number;
  readonly to_day: number | null;
  readonly low: number;
  readonly high: number;
}

export const BANDS: readonly Band[] = [
  { table: PSZA, from_day: 0, to_day: 14, low: 0.9, high: 1 },
  { table: PSZA, from_day: 15, to_day: 21, low: 0.6, high: 0.75 },
  { table: PSZA, from_day: 22, to_day: 28, low: 0.4, high: 0.5 },
  { table: PSZA, from_day: 29, to_day: 35, low: 0.3, high: 0.4 },
  { table: PSZA, from_day: 36, to_day: 59, low: 0.25, high: 0.3 },
  { table: PSZA, from_day: 60, to_day: null, low: 0.15, high: 0.2 },
];
