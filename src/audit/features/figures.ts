import type { Warehouse } from '../../engine/warehouse.js';
import { FEATURE_VERSION, FEATURES } from '../../tables/features/feature-contract.js';
import { MLFS } from '../../tables/names.js';

/** One feature in one month of a season. */
export interface MonthFigures {
  readonly season: string;
  /** 2021-12 */
  readonly month: string;
  readonly rows: number;
  readonly values: number;
  readonly mean: number | null;
  readonly std: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** Correlations of a feature with each other feature, by name; without those that cannot be computed. */
export type Correlations = ReadonlyMap<string, number>;

/** By season, up to the one asked for, and by month of that season. */
export interface Correlated {
  readonly seasons: ReadonlyMap<string, Correlations>;
  readonly months: ReadonlyMap<string, Correlations>;
}

/** SQL: the month of a row, as 2021-12. */
export const MONTH = 'SUBSTR(CAST(game_date AS STRING), 1, 7)';

/** Every feature by month, of a season and all earlier ones, in one scan. */
export async function monthFigures(
  warehouse: Warehouse,
  season: string,
): Promise<ReadonlyMap<string, readonly MonthFigures[]>> {
  const { dialect: d } = warehouse;
  const rows = await warehouse.query<{ season: string; month: string; n: number } & Record<string, number | null>>(
    `SELECT season, ${MONTH} AS month, COUNT(*) AS n, ${FEATURES.map(
      ({ name, index }) =>
        `COUNT(${name}) AS n${index}, ${d.divide(d.exactSum(name), `COUNT(${name})`)} AS mean${index},
         STDDEV_SAMP(${name}) AS std${index}, MIN(${name}) AS min${index}, MAX(${name}) AS max${index}`,
    ).join(', ')}
     FROM ${MLFS} WHERE season <= ? AND feature_version = ? GROUP BY 1, 2 ORDER BY 1, 2`,
    [season, FEATURE_VERSION],
  );
  return new Map(
    FEATURES.map(({ name, index: i }) => [
      name,
      rows.map((row) => ({
        season: row.season,
        month: row.month,
        rows: row.n,
        values: row[`n${i}`] ?? Number.NaN,
        mean: row[`mean${i}`] ?? null,
        std: row[`std${i}`] ?? null,
        min: row[`min${i}`] ?? null,
        max: row[`max${i}`] ?? null,
      })),
    ]),
  );
}

/** Features that can have either sign. */
const SIGNED = FEATURES.filter(({ min }) => min < 0);

/** Correlations of each feature that can be negative. */
export async function correlations(warehouse: Warehouse, season: string): Promise<ReadonlyMap<string, Correlated>> {
  const pairs = SIGNED.flatMap((signed) =>
    FEATURES.filter(({ index }) => index !== signed.index).map((other) => ({ signed, other })),
  );
  const by = (period: string, which: string) =>
    warehouse.query<{ period: string } & Record<string, number | null>>(
      `SELECT ${period} AS period, ${pairs.map(({ signed, other }) => `CORR(${signed.name}, ${other.name}) AS r${signed.index}_${other.index}`).join(', ')}
       FROM ${MLFS} WHERE season ${which} ? AND feature_version = ? GROUP BY 1 ORDER BY 1`,
      [season, FEATURE_VERSION],
    );
  const [seasons, months] = [await by('season', '<='), await by(MONTH, '=')];
  const of = (rows: typeof seasons, index: number) =>
    new Map(
      rows.map((row) => [
        row.period,
        new Map(
          pairs.flatMap(({ signed, other }) => {
            const r = row[`r${signed.index}_${other.index}`];
            const isKnown = signed.index === index && typeof r === 'number' && Number.isFinite(r);
            return isKnown ? [[other.name, r] as const] : [];
          }),
        ),
      ]),
    );
  return new Map(SIGNED.map(({ name, index }) => [name, { seasons: of(seasons, index), months: of(months, index) }]));
}
