import type { Correlated, Correlations, MonthFigures } from './figures.js';

interface FeatureAlarm {
  readonly kind: 'missing' | 'constant' | 'flipped' | 'shifted';
  /** null: the whole season. */
  readonly month: string | null;
  /** One line: what was found, and what it was before. */
  readonly what: string;
}

/** The month whose mean is farthest from that of the same month of earlier seasons, in their standard deviations. */
interface Farthest {
  readonly month: string;
  readonly deviations: number;
}

export interface FeatureJudgement {
  readonly alarms: readonly FeatureAlarm[];
  /** null without a month to compare with. */
  readonly farthest: Farthest | null;
}

/** A month with fewer rows (the last rounds of the playoffs) is too small to judge. */
const SMALLEST_MONTH = 1000;
/**
 * Real seasons differ from the same months of earlier ones by 1.2 deviations at most, in spread by 0.5 to 1.8 times, in the
 * share of NULL by 0.17: beyond these something other than basketball has changed.
 */
const MOST_DEVIATIONS = 1.5;
const MOST_SPREAD = 3;
const MORE_MISSING = 0.25;
/** Share of a flag's rarer value below which a month may have none of it. */
const RARE = 0.05;
/** A correlation that tells a sign. */
const TELLING = 0.1;
const TELLING_BY_MONTH = 0.25;

/** Compares like with like: a month with the same month of earlier seasons. */
export function judgeFeature(
  season: string,
  months: readonly MonthFigures[],
  mayBeConstant: boolean,
  correlated: Correlated = { seasons: new Map(), months: new Map() },
): FeatureJudgement {
  const own = months.filter((m) => m.season === season);
  const earlier = months.filter((m) => m.season < season);
  const alarms: FeatureAlarm[] = [];
  const far: Farthest[] = [];
  const judged = own.filter(({ rows }) => rows >= SMALLEST_MONTH);
  for (const month of judged) {
    const before = pooled(earlier.filter((m) => m.month.slice(5) === month.month.slice(5)));
    if (before === null) continue;
    const found = [missing(month, before), mayBeConstant ? null : constant(month, before), shifted(month, before)];
    alarms.push(...found.filter((alarm) => alarm !== null));
    const deviations = deviationsOf(month, before);
    if (deviations !== null) far.push({ month: month.month, deviations });
  }
  if (!mayBeConstant && earlier.length === 0) alarms.push(...wholeSeason(judged));
  alarms.push(
    ...flipped(
      season,
      judged.map(({ month }) => month),
      correlated,
    ),
  );
  const [farthest = null] = far.sort((a, b) => Math.abs(b.deviations) - Math.abs(a.deviations));
  return { alarms, farthest };
}

interface Pooled {
  readonly rows: number;
  readonly values: number;
  readonly mean: number;
  readonly std: number;
  /** Its values are 0 and 1. */
  readonly isFlag: boolean;
}

/** Months taken together; null where they are too small to compare with. */
export function pooled(months: readonly MonthFigures[]): Pooled | null {
  const sum = (of: (m: MonthFigures) => number) => months.reduce((total, m) => total + of(m), 0);
  const [rows, values] = [sum((m) => m.rows), sum((m) => m.values)];
  if (rows < SMALLEST_MONTH) return null;
  if (values < 2) return { rows, values, mean: 0, std: 0, isFlag: false };
  const mean = sum((m) => m.values * (m.mean ?? 0)) / values;
  // Within the months and between them.
  const squares = sum((m) => Math.max(0, m.values - 1) * (m.std ?? 0) ** 2 + m.values * ((m.mean ?? mean) - mean) ** 2);
  const isFlag =
    months.every(({ min, max }) => (min === 0 || min === 1) && (max === 0 || max === 1)) &&
    near(squares, values * mean * (1 - mean));
  return { rows, values, mean, std: Math.sqrt(squares / (values - 1)), isFlag };
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
const share = ({ rows, values }: Pick<Pooled, 'rows' | 'values'>) => (rows - values) / rows;
const percent = (part: number) => `${Math.round(100 * part)} %`;
const figure = (value: number) => String(Number(value.toPrecision(3)));

function missing(month: MonthFigures, before: Pooled): FeatureAlarm | null {
  if (share(month) - share(before) <= MORE_MISSING) return null;
  const what = `NULL in ${percent(share(month))} of the rows; ${percent(share(before))} in this month of earlier seasons`;
  return { kind: 'missing', month: month.month, what };
}

const varies = ({ min, max }: MonthFigures) => min !== max;

function constant(month: MonthFigures, before: Pooled): FeatureAlarm | null {
  // A flag that is nearly always 0 in a month (a game on the day after another, in May) may be 0 all through it.
  const isRare = before.std === 0 || (before.isFlag && Math.min(before.mean, 1 - before.mean) < RARE);
  if (month.values < SMALLEST_MONTH || varies(month) || isRare) return null;
  const what = `always ${figure(figureOf(month.min))}; it varied in this month of earlier seasons`;
  return { kind: 'constant', month: month.month, what };
}

const figureOf = (value: number | null): number => value ?? Number.NaN;

function deviationsOf(month: MonthFigures, before: Pooled): number | null {
  if (month.values < SMALLEST_MONTH || before.values < SMALLEST_MONTH || before.std === 0) return null;
  return (figureOf(month.mean) - before.mean) / before.std;
}

function shifted(month: MonthFigures, before: Pooled): FeatureAlarm | null {
  const deviations = deviationsOf(month, before);
  if (deviations === null || !varies(month)) return null;
  const spread = figureOf(month.std) / before.std;
  const wide = !before.isFlag && (spread > MOST_SPREAD || spread < 1 / MOST_SPREAD);
  if (Math.abs(deviations) <= MOST_DEVIATIONS && !wide) return null;
  const of = (mean: number, std: number) => `mean ${figure(mean)}, deviation ${figure(std)}`;
  const what = `${of(figureOf(month.mean), figureOf(month.std))}; ${of(before.mean, before.std)} in this month of earlier seasons`;
  return { kind: 'shifted', month: month.month, what };
}

/** What needs no earlier season: no value in all of it, or always the same. In its first month that may be right. */
function wholeSeason(own: readonly MonthFigures[]): FeatureAlarm[] {
  const values = own.reduce((sum, m) => sum + m.values, 0);
  if (own.length < 2) return [];
  if (values === 0) return [{ kind: 'missing', month: null, what: 'NULL in every row of the season' }];
  const seen = new Set(own.filter((m) => m.values > 0).flatMap(({ min, max }) => [min, max]));
  if (values < SMALLEST_MONTH || seen.size > 1) return [];
  return [
    { kind: 'constant', month: null, what: `always ${figure(figureOf([...seen][0] ?? null))} in the whole season` },
  ];
}

/**
 * The other feature that it went with most in earlier seasons, and that it now goes against: in the whole season, or in
 * months of it where the two are so close that a month tells.
 */
function flipped(season: string, months: readonly string[], correlated: Correlated): FeatureAlarm[] {
  const before = [...correlated.seasons].filter(([name]) => name < season).map(([, all]) => all);
  if (before.length === 0) return [];
  const then = [...(before[0]?.keys() ?? [])]
    .map((name) => ({ name, r: before.reduce((sum, all) => sum + (all.get(name) ?? 0), 0) / before.length }))
    .sort((a, b) => Math.abs(b.r) - Math.abs(a.r))[0];
  if (then === undefined || Math.abs(then.r) < TELLING) return [];
  const turned = (now: Correlations | undefined, month: string | null): FeatureAlarm[] => {
    const r = now?.get(then.name) ?? 0;
    if (r * then.r > 0 || Math.abs(r) < Math.abs(then.r) / 2) return [];
    const what = `correlation with ${then.name} ${figure(r)}; ${figure(then.r)} in earlier seasons`;
    return [{ kind: 'flipped', month, what }];
  };
  const whole = turned(correlated.seasons.get(season), null);
  if (whole.length > 0 || Math.abs(then.r) < TELLING_BY_MONTH) return whole;
  return months.flatMap((month) => turned(correlated.months.get(month), month));
}
