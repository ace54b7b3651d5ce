import type { ColumnType, Dialect } from '../dialect.js';

const TYPES: Record<ColumnType, string> = {
  integer: 'BIGINT',
  double: 'DOUBLE',
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  string_list: 'VARCHAR[]',
  hugeint: 'HUGEINT',
  json: 'VARCHAR',
};

/** The platform's type of a column by DuckDB's name of it; null if the platform makes no such columns. */
export const typeOf = (name: string): StoredType | null => STORED_TYPES.get(name) ?? null;

type StoredType = Exclude<ColumnType, 'json'>;
const STORED_TYPES = new Map(
  Object.entries(TYPES)
    .filter(([type]) => type !== 'json')
    .map(([type, name]) => [name, type as StoredType]),
);

const SEPARATOR = '\u001f';

const quote = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** The longest CSV line, in bytes, that the engine reads by default; longer lines need a larger buffer. */
const USUAL_LINE = 2_097_152;

export const duckdbDialect: Dialect = {
  type: (type) => TYPES[type],
  cast: (expression, type) => `CAST(${expression} AS ${TYPES[type]})`,
  tryCast: (expression, type) => `TRY_CAST(${expression} AS ${TYPES[type]})`,
  text: quote,
  date: (iso) => `DATE ${quote(iso)}`,
  except: (alias, columns) => `${alias}.* EXCLUDE (${columns.join(', ')})`,
  materialized: (name, select) => `${name} AS MATERIALIZED (${select})`,
  countIf: (condition) => `COUNT(*) FILTER (WHERE ${condition})`,
  anyTrue: (condition) => `BOOL_OR(${condition})`,
  minBy: (expression, by) => `arg_min(${expression}, ${by})`,
  maxBy: (expression, by) => `arg_max(${expression}, ${by})`,
  firstBy: (expression, order, condition) =>
    `(LIST(${expression} ORDER BY ${order})${condition === undefined ? '' : ` FILTER (WHERE ${condition})`})[1]`,
  sumIf: (expression, condition) => `SUM(${expression}) FILTER (WHERE ${condition})`,
  exactSum: (expression, over) =>
    `CAST(SUM(CAST(${expression} AS DECIMAL(38,12)))${over === undefined ? '' : ` OVER ${over}`} AS DOUBLE)`,
  divide: (a, b) => `(CAST(${a} AS DOUBLE) / NULLIF(CAST(${b} AS DOUBLE), 0))`,
  medianOver: (expression, partition) => `MEDIAN(${expression}) OVER (PARTITION BY ${partition})`,
  daysBetween: (a, b) => `(CAST(${b} AS DATE) - CAST(${a} AS DATE))`,
  utcOffsetMinutes: (date, timeZone) =>
    `CAST(date_diff('minute', CAST(${date} AS TIMESTAMP) + INTERVAL 12 HOUR, timezone(${timeZone}, timezone('UTC', CAST(${date} AS TIMESTAMP) + INTERVAL 12 HOUR))) AS BIGINT)`,
  addDays: (date, days) => `CAST(CAST(${date} AS DATE) + CAST(${days} AS INTEGER) AS DATE)`,
  // least/greatest skip NULLs in DuckDB, so the NULL is kept by hand.
  clamp: (expression, low, high) =>
    `(CASE WHEN (${expression}) IS NULL THEN NULL ELSE GREATEST(LEAST((${expression}), ${high}), ${low}) END)`,
  textList: (expression, condition) =>
    `COALESCE(LIST(${expression} ORDER BY ${expression}) FILTER (WHERE ${expression} IS NOT NULL${
      condition === undefined ? '' : ` AND (${condition})`
    }), CAST([] AS VARCHAR[]))`,
  listOfPresent: (expressions) =>
    expressions.length === 0
      ? 'CAST([] AS VARCHAR[])'
      : `list_filter(CAST([${expressions.join(',\n    ')}] AS VARCHAR[]), lambda x: x IS NOT NULL)`,
  sortedSet: (list) => `list_sort(list_distinct(${list}))`,
  split: (expression, separator) => `string_split(${expression}, ${quote(separator)})`,
  emptyList: () => 'CAST([] AS VARCHAR[])',
  listHas: (list, item) => `list_contains(${list}, ${item})`,
  listLength: (expression) => `len(${expression})`,
  unnest: (list, item, place) =>
    place === undefined
      ? `UNNEST(${list}) AS ${item}_items(${item})`
      : `UNNEST(${list}) WITH ORDINALITY AS ${item}_items(${item}, ${place})`,
  listConcat: (a, b) => `list_concat(${a}, ${b})`,
  rowText: (columns) => `CAST((${columns.join(', ')}) AS VARCHAR)`,
  rowHash: (columns) =>
    // concat_ws and not ||, which copies the growing text once per column: twice as fast over a wide row, same value.
    `CAST(md5_number_lower(concat_ws(chr(31), ${columns.map((c) => `COALESCE(CAST(${c} AS VARCHAR), chr(1))`).join(', ')})) AS HUGEINT)`,
  fastHash: (expressions) => `CAST(hash(${expressions.join(', ')}) AS HUGEINT)`,
  textHash: (expression) => `CAST(md5_number_lower(${expression}) AS HUGEINT)`,
  md5: (expression) => `md5(${expression})`,
  jsonObject: (pairs) =>
    `CAST(json_object(${Object.entries(pairs)
      .map(([name, expression]) => `${quote(name)}, ${expression}`)
      .join(', ')}) AS VARCHAR)`,
  variable: (name) => `getvariable('${name}')`,
  relation: (columns) =>
    `SELECT ${Object.entries(columns)
      .map(([name, { type, values }]) => {
        const list = `string_split(${quote(values.join(SEPARATOR))}, chr(31))`;
        return `CAST(unnest(${list}) AS ${TYPES[type]}) AS ${name}`;
      })
      .join(', ')}`,
  regexpMatches: (expression, pattern) => `regexp_matches(${expression}, ${quote(pattern)})`,
  regexpExtract: (expression, pattern, group) =>
    `NULLIF(regexp_extract(${expression}, ${quote(pattern)}, ${group}), '')`,
  joinList: (expression, separator) => `array_to_string(${expression}, ${quote(separator)})`,
  isoTime: (expression) => `strftime(${expression}, '%Y-%m-%dT%H:%M:%SZ')`,
  instant: (expression) => `(${expression} AT TIME ZONE 'UTC')`,
  csvFile: (path, columns, longest = 0) => {
    const typed = Object.entries(columns).map(([name, type]) => `${name}: ${quote(TYPES[type])}`);
    return `read_csv(${quote(path)}, columns = {${typed.join(', ')}}, auto_detect = false, header = false, delim = ',',
      quote = '"', escape = '"', new_line = '\\n'${longest > USUAL_LINE ? `, max_line_size = ${longest}` : ''})`;
  },
  copyTo: (select, path, format, about) => {
    const facts = Object.entries(about).map(([name, value]) => `${name}: ${quote(value)}`);
    // Snappy is what every reader of Parquet has.
    const options =
      format === 'csv' ? 'FORMAT CSV, HEADER' : `FORMAT PARQUET, COMPRESSION SNAPPY, KV_METADATA {${facts.join(', ')}}`;
    return `COPY (${select}) TO ${quote(path)} (${options})`;
  },
};
