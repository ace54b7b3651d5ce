import { PlatformError } from '../../errors.js';
import type { ColumnType, Dialect } from '../dialect.js';

const TYPES: Record<ColumnType, string> = {
  integer: 'INT64',
  double: 'FLOAT64',
  string: 'STRING',
  boolean: 'BOOL',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  string_list: 'ARRAY<STRING>',
  hugeint: 'BIGNUMERIC',
  json: 'STRING',
};

const SEPARATOR = '\u001f';

const EMPTY_LIST = 'CAST([] AS ARRAY<STRING>)';

/** Sums of doubles run over whole numbers of 10^-12, as DECIMAL(38,12) does in DuckDB. */
const SCALE = '1e12';

// In brackets: AT TIME ZONE stands behind it.
const noon = (date: string) => `(TIMESTAMP_ADD(CAST(CAST(${date} AS DATE) AS TIMESTAMP), INTERVAL 12 HOUR))`;

export const bigqueryDialect: Dialect = {
  type: (type) => TYPES[type],
  cast: (expression, type) => `CAST(${expression} AS ${TYPES[type]})`,
  tryCast: (expression, type) => `SAFE_CAST(${expression} AS ${TYPES[type]})`,
  text: quote,
  date: (iso) => `DATE ${quote(iso)}`,
  except: (alias, columns) => `${alias}.* EXCEPT (${columns.join(', ')})`,
  materialized: (name, select) => `${name} AS (${select})`,
  countIf: (condition) => `COUNTIF(${condition})`,
  anyTrue: (condition) => `LOGICAL_OR(${condition})`,
  // MIN_BY and MAX_BY are newer than the analyzer that holds the platform's SQL to the standard.
  minBy: (expression, by) => foremost(expression, by, by),
  maxBy: (expression, by) => foremost(expression, by, `${by} DESC`),
  // The rows where the condition holds come first; if there are none, the first one gives NULL.
  firstBy: (expression, order, condition) =>
    condition === undefined
      ? `ARRAY_AGG(${expression} ORDER BY ${order} LIMIT 1)[SAFE_OFFSET(0)]`
      : `ARRAY_AGG(IF(${condition}, ${expression}, NULL) ORDER BY IF(${condition}, 0, 1), ${order} LIMIT 1)[SAFE_OFFSET(0)]`,
  sumIf: (expression, condition) => `SUM(IF(${condition}, ${expression}, NULL))`,
  exactSum: (expression, over) =>
    `(CAST(SUM(CAST(ROUND((${expression}) * ${SCALE}) AS INT64))${over === undefined ? '' : ` OVER ${over}`} AS FLOAT64) / ${SCALE})`,
  divide: (a, b) => `(CAST(${a} AS FLOAT64) / NULLIF(CAST(${b} AS FLOAT64), 0))`,
  medianOver: (expression, partition) => `PERCENTILE_CONT(${expression}, 0.5) OVER (PARTITION BY ${partition})`,
  daysBetween: (a, b) => `DATE_DIFF(CAST(${b} AS DATE), CAST(${a} AS DATE), DAY)`,
  utcOffsetMinutes: (date, timeZone) => {
    const there = (part: string) => `EXTRACT(${part} FROM ${noon(date)} AT TIME ZONE ${timeZone})`;
    return `(DATE_DIFF(${there('DATE')}, CAST(${date} AS DATE), DAY) * 1440 + ${there('HOUR')} * 60 + ${there('MINUTE')} - 720)`;
  },
  addDays: (date, days) => `DATE_ADD(CAST(${date} AS DATE), INTERVAL CAST(${days} AS INT64) DAY)`,
  clamp: (expression, low, high) => `GREATEST(LEAST((${expression}), ${high}), ${low})`,
  textList: (expression, condition) => {
    const item = condition === undefined ? expression : `IF(${condition}, ${expression}, NULL)`;
    return `COALESCE(ARRAY_AGG(${item} IGNORE NULLS ORDER BY ${item}), ${EMPTY_LIST})`;
  },
  // An array literal may hold no NULL in a result, so each item is an array of one or none.
  listOfPresent: (expressions) =>
    expressions.length === 0
      ? EMPTY_LIST
      : `ARRAY_CONCAT(${EMPTY_LIST}, ${expressions.map((e) => `IF((${e}) IS NULL, ${EMPTY_LIST}, [${e}])`).join(',\n    ')})`,
  sortedSet: (list) => `ARRAY(SELECT DISTINCT item FROM UNNEST(${list}) AS item ORDER BY item)`,
  split: (expression, separator) => `SPLIT(${expression}, ${quote(separator)})`,
  emptyList: () => EMPTY_LIST,
  listHas: (list, item) => `(${item} IN UNNEST(${list}))`,
  listLength: (expression) => `ARRAY_LENGTH(${expression})`,
  unnest: (list, item, place) => `UNNEST(${list}) AS ${item}${place === undefined ? '' : ` WITH OFFSET AS ${place}`}`,
  listConcat: (a, b) => `ARRAY_CONCAT(${a}, ${b})`,
  rowText: (columns) => `TO_JSON_STRING(STRUCT(${columns.join(', ')}))`,
  // JSON and not a cast to text: it takes lists as well, and tells NULL from ''.
  rowHash: (columns) => `CAST(FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(${columns.join(', ')}))) AS BIGNUMERIC)`,
  fastHash: (expressions) => `CAST(FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(${expressions.join(', ')}))) AS BIGNUMERIC)`,
  textHash: (expression) => `CAST(FARM_FINGERPRINT(${expression}) AS BIGNUMERIC)`,
  md5: (expression) => `TO_HEX(MD5(${expression}))`,
  jsonObject: (pairs) =>
    `TO_JSON_STRING(STRUCT(${Object.entries(pairs)
      .map(([name, expression]) => `${expression} AS ${name}`)
      .join(', ')}))`,
  variable: (name) => `@${name}`,
  relation: (columns) => {
    const names = Object.keys(columns);
    const selected = names.map((name) => `CAST(${name}_text AS ${TYPES[columns[name]!.type]}) AS ${name}`);
    const lists = names.map((name, i) => {
      const values = quote(columns[name]!.values.join(SEPARATOR));
      const list = `UNNEST(SPLIT(${values}, ${quote(SEPARATOR)})) AS ${name}_text WITH OFFSET AS ${name}_place`;
      return i === 0 ? list : `JOIN ${list} ON ${name}_place = ${names[0]}_place`;
    });
    return `SELECT ${selected.join(', ')} FROM ${lists.join(' ')}`;
  },
  regexpMatches: (expression, pattern) => `REGEXP_CONTAINS(${expression}, ${quote(pattern)})`,
  regexpExtract: (expression, pattern, group) =>
    `NULLIF(REGEXP_EXTRACT(${expression}, ${quote(capturingOnly(pattern, group))}), '')`,
  joinList: (expression, separator) => `ARRAY_TO_STRING(${expression}, ${quote(separator)})`,
  isoTime: (expression) => `FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', ${expression}, 'UTC')`,
  // TIMESTAMP is an instant already.
  instant: (expression) => expression,
  csvFile: (path) => {
    throw new PlatformError(
      'ENGINE_LACKS',
      `BigQuery cannot read ${path}: it lies on this machine.`,
      'Use a warehouse of another engine for this command.',
    );
  },
  // The facts about the file have no place in an export; the caller writes them beside it.
  copyTo: (select, path, format) =>
    `EXPORT DATA OPTIONS (uri = ${quote(path)}, format = '${format.toUpperCase()}'${format === 'csv' ? ', header = TRUE' : ''}) AS ${select}`,
};

/** The expression of the first row of an order, of those where neither it nor what orders them is NULL; NULL if there are none. */
const foremost = (expression: string, by: string, order: string) =>
  `ARRAY_AGG(IF((${by}) IS NULL, NULL, ${expression}) ORDER BY IF((${expression}) IS NULL OR (${by}) IS NULL, 1, 0), ${order} LIMIT 1)[SAFE_OFFSET(0)]`;

/** Text literal: backslashes and quotes are escaped, and the ends of lines, which may not stand in one. */
function quote(value: string): string {
  return `'${value.replace(/[\\'\n\r]/g, (c) => ESCAPED[c] ?? c)}'`;
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r' };

/** REGEXP_EXTRACT takes one capturing group: every other group of the pattern becomes one that does not capture. */
function capturingOnly(pattern: string, group: number): string {
  let seen = 0;
  return pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\((?!\?)/g, (part) => {
    if (part !== '(') return part;
    seen += 1;
    return seen === group ? '(' : '(?:';
  });
}
