import { judgeFeature } from '../../../audit/features/alarms.js';
import { correlations, MONTH, monthFigures } from '../../../audit/features/figures.js';
import { groupBy } from '../../../domain/group-by.js';
import { PlatformError } from '../../../errors.js';
import { FEATURE_VERSION, FEATURES } from '../../../tables/features/feature-contract.js';
import { MLFS } from '../../../tables/names.js';
import type { ReadContext } from '../read-context.js';
import type { Feature, Features } from '../schema/features.js';

const BINS = 24;
/** The rows of a season; binds season and version. */
const SCOPED = `SELECT * FROM ${MLFS} WHERE season = ? AND feature_version = ?`;

/** Distribution and null share of every feature by month of a season, and what is not as in earlier seasons. */
export async function readFeatures({ warehouse }: ReadContext, { season }: { season: string }): Promise<Features> {
  const { dialect: d } = warehouse;
  const totals = await warehouse.query<{ n: number; ready: number }>(
    `SELECT COUNT(*) AS n, ${d.countIf('is_production_ready')} AS ready FROM (${SCOPED}) s`,
    [season, FEATURE_VERSION],
  );
  const figures = await monthFigures(warehouse, season);
  const correlated = await correlations(warehouse, season);
  const seasons = new Set([...figures.values()].flatMap((months) => months.map((month) => month.season)));
  return {
    version: FEATURE_VERSION,
    season,
    rows: totals[0]?.n ?? Number.NaN,
    productionReady: totals[0]?.ready ?? Number.NaN,
    earlier: [...seasons].filter((name) => name < season),
    features: FEATURES.map((feature) => {
      const months = figures.get(feature.name) ?? [];
      const own = months.filter((month) => month.season === season);
      const judged = judgeFeature(season, months, feature.mayBeConstant === true, correlated.get(feature.name));
      return {
        index: feature.index,
        name: feature.name,
        unit: feature.unit,
        meaning: feature.meaning,
        source: feature.source,
        required: feature.required,
        low: feature.min,
        high: feature.max,
        months: own.map(({ season: _, values, ...month }) => ({ ...month, nulls: month.rows - values })),
        nulls: own.reduce((sum, { rows, values }) => sum + rows - values, 0),
        farthest: judged.farthest,
        alarms: [...judged.alarms],
      };
    }),
  };
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
