import { groupBy } from '../../../domain/group-by.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { PlatformError } from '../../../errors.js';
import { FEATURE_VERSION, FEATURES } from '../../../tables/features/feature-contract.js';
import { MLFS } from '../../../tables/names.js';
import type { ReadContext } from '../read-context.js';
import type { Feature, Features } from '../schema/features.js';
import { stabilityIndex } from './stability-index.js';

const BINS = 24;
const MONTH = 'SUBSTR(CAST(game_date AS STRING), 1, 7)';
/** The rows of a season; binds season and version. */
const SCOPED = `SELECT * FROM ${MLFS} WHERE season = ? AND feature_version = ?`;

/** Distribution, null share and drift of every feature by month of a season. Names come from the contract only. */
export async function readFeatures({ warehouse }: ReadContext, query: { season: string }): Promise<Features> {
  type Month = Features['features'][number]['months'][number];
  const { dialect: d } = warehouse;
  const totals = await warehouse.query<{ n: number; ready: number }>(
    `SELECT COUNT(*) AS n, ${d.countIf('is_production_ready')} AS ready FROM (${SCOPED}) s`,
    [query.season, FEATURE_VERSION],
  );
  const rows = await warehouse.query<
    { name: string; row_count: number; null_count: number } & {
      [K in Exclude<keyof Month, 'rows' | 'nulls'>]: Month[K];
    }
  >(
    `WITH scoped AS (${SCOPED}) ${FEATURES.map(
      ({
        name,
      }) => `SELECT '${name}' AS name, ${MONTH} AS month, COUNT(*) AS row_count, COUNT(*) - COUNT(${name}) AS null_count,
        ${d.divide(d.exactSum(name), `COUNT(${name})`)} AS mean, STDDEV_SAMP(${name}) AS std, MIN(${name}) AS min, MAX(${name}) AS max
        FROM scoped GROUP BY 2`,
    ).join(' UNION ALL ')} ORDER BY 1, 2`,
    [query.season, FEATURE_VERSION],
  );
  const deciles = await decileCounts(warehouse, query.season);
  const byName = groupBy(rows, (row) => row.name);
  return {
    version: FEATURE_VERSION,
    season: query.season,
    rows: totals[0]?.n ?? Number.NaN,
    productionReady: totals[0]?.ready ?? Number.NaN,
    features: FEATURES.map((feature) => {
      const months = (byName.get(feature.name) ?? []).map(({ name: _, row_count, null_count, ...month }) => ({
        ...month,
        rows: row_count,
        nulls: null_count,
      }));
      return {
        index: feature.index,
        name: feature.name,
        unit: feature.unit,
        meaning: feature.meaning,
        source: feature.source,
        required: feature.required,
        low: feature.min,
        high: feature.max,
        months,
        nulls: months.reduce((sum, month) => sum + month.nulls, 0),
        drift: stabilityIndex(deciles.get(feature.name) ?? []),
      };
    }),
  };
}

/**
 * Rows per month and decile of the season, per feature: one list of ten counts a month. A value's decile is that of the
 * share of smaller ones.
 */
async function decileCounts(warehouse: Warehouse, season: string): Promise<Map<string, number[][]>> {
  const rows = await warehouse.query<{ name: string; month: string; bin: number; n: number }>(
    `WITH scoped AS (${SCOPED}),
     ranked AS (${FEATURES.map(
       ({ name }) => `SELECT '${name}' AS name, ${MONTH} AS month,
         CAST(FLOOR(10 * (RANK() OVER (ORDER BY ${name}) - 1) / COUNT(*) OVER ()) AS INT64) AS bin FROM scoped WHERE ${name} IS NOT NULL`,
     ).join(' UNION ALL ')})
     SELECT name, month, bin, COUNT(*) AS n FROM ranked GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [season, FEATURE_VERSION],
  );
  const out = new Map<string, number[][]>();
  for (const [name, own] of groupBy(rows, (row) => row.name)) {
    const months = [...groupBy(own, (row) => row.month).values()];
    out.set(
      name,
      months.map((cells) => {
        const counts = new Array<number>(10).fill(0);
        for (const { bin, n } of cells) counts[bin] = n;
        return counts;
      }),
    );
  }
  return out;
}

/** Histogram of one feature by month, and why it is NULL where it is. Error: NOT_FOUND for a name not in the contract. */
export async function readFeature(
  { warehouse }: ReadContext,
  query: { season: string; feature: string },
): Promise<Feature> {
  const known = FEATURES.find((f) => f.name === query.feature);
  if (known === undefined)
    throw new PlatformError('NOT_FOUND', 'There is no such feature.', 'See the list of features.');
  const { name } = known;
  const scope = `FROM (${SCOPED}) s`;
  const params = [query.season, FEATURE_VERSION];
  const range = await warehouse.query<{ low: number | null; high: number | null }>(
    `SELECT MIN(${name}) AS low, MAX(${name}) AS high ${scope}`,
    params,
  );
  const low = range[0]?.low ?? known.min;
  const high = range[0]?.high ?? known.max;
  const step = high > low ? (high - low) / BINS : 1;
  const rows = await warehouse.query<{ month: string; bin: number | null; n: number }>(
    `SELECT ${MONTH} AS month, CASE WHEN ${name} IS NOT NULL THEN CAST(LEAST(FLOOR((${name} - ?) / ?), ${BINS - 1}) AS INT64) END AS bin,
       COUNT(*) AS n ${scope} GROUP BY 1, 2 ORDER BY 1, 2`,
    [low, step, ...params],
  );
  const months = [...groupBy(rows, (row) => row.month)].map(([month, cells]) => {
    const counts = new Array<number>(BINS).fill(0);
    for (const { bin, n } of cells) if (bin !== null) counts[bin] = n;
    return { month, counts, nulls: cells.find((cell) => cell.bin === null)?.n ?? 0 };
  });
  const reasons = await warehouse.query<{ reason: string; row_count: number }>(
    `SELECT SUBSTR(code, ${name.length + 2}) AS reason, COUNT(*) AS row_count
     ${scope} CROSS JOIN ${warehouse.dialect.unnest('s.missing_inputs', 'code')}
     WHERE STARTS_WITH(code, '${name}:') GROUP BY 1 ORDER BY 2 DESC, 1`,
    params,
  );
  return {
    name,
    season: query.season,
    edges: Array.from({ length: BINS + 1 }, (_, i) => low + i * step),
    months,
    reasons: reasons.map(({ reason, row_count }) => ({ reason, rows: row_count })),
  };
}
