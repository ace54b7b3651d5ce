import type { Correlated, Correlations, MonthFigures } from './figures.js';

interface FeatureAlarm {
  readonly kind: 'missing' | 'constant' | 'flipped' | 'shifted';
  /** null: the whole season. */
  readonly month: string | null;
  /** One line: this month's figures and those of earlier seasons. */
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
 * In four real seasons a month differed from the same month of earlier seasons by at most 1.2 standard deviations, its standard
 * deviation by a factor of 0.5 to 1.8, and its share of NULL by 0.17. The limits lie above that.
 */
const MOST_DEVIATIONS = 1.5;
const MOST_SPREAD = 3;
const MORE_MISSING = 0.25;
/** Share of a flag's rarer value below which a month may have none of it. */
const RARE = 0.05;
/** Smallest correlation whose sign is judged over a season, and over a month. */
const TELLING = 0.1;
const TELLING_BY_MONTH = 0.25;

/** Compares each month with the same month of earlier seasons. */
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
  /** null with fewer than two values, as is std. */
  readonly mean: number | null;
  readonly std: number | null;
  /** Its values are 0 and 1. */
  readonly isFlag: boolean;
}

/** Months taken together; null where they are too small to compare with. */
export function pooled(months: readonly MonthFigures[]): Pooled | null {
  const rows = sum(months.map((m) => m.rows));
  if (rows < SMALLEST_MONTH) return null;
  const measured = months.flatMap((m) => (m.mean === null ? [] : [{ ...m, mean: m.mean }]));
  const values = sum(measured.map((m) => m.values));
  if (values < 2) return { rows, values, mean: null, std: null, isFlag: false };
  const mean = sum(measured.map((m) => m.values * m.mean)) / values;
  // Within the months (one value alone has no spread), and between their means.
  const squares = sum([
    ...measured.flatMap((m) => (m.std === null ? [] : [(m.values - 1) * m.std ** 2])),
    ...measured.map((m) => m.values * (m.mean - mean) ** 2),
  ]);
  const isFlag =
    measured.every(({ min, max }) => (min === 0 || min === 1) && (max === 0 || max === 1)) &&
    near(squares, values * mean * (1 - mean));
  return { rows, values, mean, std: Math.sqrt(squares / (values - 1)), isFlag };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
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
  const { mean, std, isFlag } = before;
  if (mean === null || std === 0) return null;
  const isRare = isFlag && Math.min(mean, 1 - mean) < RARE;
  if (month.values < SMALLEST_MONTH || varies(month) || isRare) return null;
  const what = `always ${figure(figureOf(month.min))}; it varied in this month of earlier seasons`;
  return { kind: 'constant', month: month.month, what };
}

const figureOf = (value: number | null): number => value ?? Number.NaN;

function deviationsOf(month: MonthFigures, { values, mean, std }: Pooled): number | null {
  if (month.values < SMALLEST_MONTH || values < SMALLEST_MONTH || mean === null || std === null || std === 0)
    return null;
  return (figureOf(month.mean) - mean) / std;
}

function shifted(month: MonthFigures, before: Pooled): FeatureAlarm | null {
  const deviations = deviationsOf(month, before);
  const [mean, std] = [figureOf(before.mean), figureOf(before.std)];
  if (deviations === null || !varies(month)) return null;
  const spread = figureOf(month.std) / std;
  const wide = !before.isFlag && (spread > MOST_SPREAD || spread < 1 / MOST_SPREAD);
  if (Math.abs(deviations) <= MOST_DEVIATIONS && !wide) return null;
  const of = (m: number, s: number) => `mean ${figure(m)}, deviation ${figure(s)}`;
  const what = `${of(figureOf(month.mean), figureOf(month.std))}; ${of(mean, std)} in this month of earlier seasons`;
  return { kind: 'shifted', month: month.month, what };
}

/** Alarms that need no earlier season: no value, or the same value, in the whole season. One month alone may be like that. */
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
 * The feature that correlated most with this one in earlier seasons now correlates with the opposite sign: over the whole season,
 * or in single months if the correlation is strong.
 */
function flipped(season: string, months: readonly string[], correlated: Correlated): FeatureAlarm[] {
  const before = [...correlated.seasons].filter(([name]) => name < season).map(([, all]) => all);
  const names = [...new Set(before.flatMap((all) => [...all.keys()]))];
  const then = names
    .map((name) => {
      const found = before.flatMap((all) => all.get(name) ?? []);
      return { name, r: sum(found) / found.length };
    })
    .sort((a, b) => Math.abs(b.r) - Math.abs(a.r))[0];
  if (then === undefined || Math.abs(then.r) < TELLING) return [];
  const turned = (now: Correlations | undefined, month: string | null): FeatureAlarm[] => {
    const r = now?.get(then.name);
    if (r === undefined || r * then.r > 0 || Math.abs(r) < Math.abs(then.r) / 2) return [];
    const what = `correlation with ${then.name} ${figure(r)}; ${figure(then.r)} in earlier seasons`;
    return [{ kind: 'flipped', month, what }];
  };
  const whole = turned(correlated.seasons.get(season), null);
  if (whole.length > 0 || Math.abs(then.r) < TELLING_BY_MONTH) return whole;
  return months.flatMap((month) => turned(correlated.months.get(month), month));
}
