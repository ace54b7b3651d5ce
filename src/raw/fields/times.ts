import { FIRST_DATE, LAST_DATE } from '../../domain/seasons.js';
import { lookupTable } from '../lookups.js';
import type { Check, Field, Lookup } from '../raw-source.js';
import { presence, type Required, typed } from './checks.js';

/** SQL: a date from 2021-12-25 (with or without a time behind it), 20211225, 12/25/2021 or 12/25/21 (month first, with or without leading zeros) or DEC 25, 2021; NULL for anything else. */
const dateSql = (text: string) =>
  `CASE WHEN regexp_full_match(${text}, '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?') THEN TRY_CAST(LEFT(${text}, 10) AS DATE) ` +
  `WHEN regexp_full_match(${text}, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}') THEN CAST(TRY_STRPTIME(${text}, '%m/%d/%y') AS DATE) ` +
  `WHEN CONTAINS(${text}, '/') THEN CAST(TRY_STRPTIME(${text}, '%m/%d/%Y') AS DATE) ` +
  `WHEN LENGTH(${text}) = 8 THEN CAST(TRY_STRPTIME(${text}, '%Y%m%d') AS DATE) ` +
  `ELSE CAST(TRY_STRPTIME(${text}, '%b %d, %Y') AS DATE) END`;

/** The dates of a column with slashes. */
const slashed = (column: string): Lookup => ({
  rule: 'as_it_is',
  alias: `slashed_${column}`,
  key: `CASE WHEN CONTAINS(s.${column}, '/') THEN s.${column} END`,
  reads: [column],
});

/** SQL: 5/1/2022 in a file that also has 25/12/2021. Read with the month first it would be another day. */
function dayFirst(column: string): string {
  const day = "'(1[3-9]|2[0-9]|3[01])/(0?[1-9]|1[0-2])/[0-9]{4}'";
  const other = `EXISTS (SELECT 1 FROM ${lookupTable(slashed(column))} o WHERE regexp_full_match(o.key, ${day}))`;
  return `CONTAINS(s.${column}, '/') AND ${other}`;
}

/** A calendar date as the source has it, of a season that the league has played or may. */
export function date(column: string, options: Required = {}): Field {
  const sql = dateSql(`s.${column}`);
  const never = `${sql} NOT BETWEEN DATE '${FIRST_DATE}' AND DATE '${LAST_DATE}'`;
  const checks = [typed(column, sql, 'not a date'), { field: column, bad: never, reason: 'out of range' }];
  const either = { field: column, bad: dayFirst(column), reason: 'day or month first: another line has the day first' };
  return {
    sql,
    reads: [column],
    lookups: [slashed(column)],
    checks: [...presence(column, options), ...checks, either],
  };
}

/** SQL: a UTC timestamp from ISO 8601 text; an offset is applied, text without one is UTC (the session's time zone). */
const utcSql = (text: string) => `CAST(TRY_CAST(${text} AS TIMESTAMPTZ) AS TIMESTAMP)`;

/** No clock of the league or of a book has been further from UTC, or shown another year. */
const [FIRST_YEAR, LAST_YEAR, MOST_HOURS] = [1946, 2100, 14];

/** Checks of a time: that it is one, of the league's years, with an offset that a time zone has. */
function timeChecks(column: string, options: Required): Check[] {
  const text = `s.${column}`;
  const offset = (group: number) =>
    `TRY_CAST(NULLIF(regexp_extract(${text}, ':[0-9]{2}(?:[.][0-9]+)? ?[+-]([0-9]{2}):?([0-9]{2})?(?::?[0-9]{2})?$', ${group}), '') AS INTEGER)`;
  const minutes = `60 * ${offset(1)} + COALESCE(${offset(2)}, 0)`;
  return [
    ...presence(column, options),
    typed(column, utcSql(text), 'not a time'),
    {
      field: column,
      bad: `${utcSql(text)} IS NOT NULL AND COALESCE(year(${utcSql(text)}) NOT BETWEEN ${FIRST_YEAR} AND ${LAST_YEAR}, TRUE)`,
      reason: 'out of range',
    },
    { field: column, bad: `COALESCE(${minutes} > ${60 * MOST_HOURS}, FALSE)`, reason: 'offset out of range' },
  ];
}

export function utcTime(column: string, options: Required = {}): Field {
  return { sql: utcSql(`s.${column}`), reads: [column], checks: timeChecks(column, options) };
}

/** US/Eastern calendar date of a UTC time. */
export function easternDate(column: string, options: Required = {}): Field {
  const alias = `eastern_date_${column}`;
  const sql = `TRY_CAST(${alias}.value AS DATE)`;
  const key = `STRFTIME(${utcSql(`s.${column}`)}, '%Y-%m-%dT%H:%M:%SZ')`;
  return {
    sql,
    reads: [column],
    lookups: [{ rule: 'eastern_date', alias, key, reads: [column] }],
    checks: [...timeChecks(column, options), typed(column, sql, 'not a time')],
  };
}

/**
 * Tip-off in UTC from an Eastern wall-clock date and time ("2021-12-25", "19:30:00"), both SQL text over `s`. Midnight,
 * and a time that holds no digit (TBD), stand for "not announced": no game starts at midnight. `column` is to blame for
 * anything else that makes no time.
 */
export function easternTipoff(column: string, dateText: string, timeText: string, reads: readonly string[]): Field {
  const alias = `tipoff_${column}`;
  const announced = `(${timeText} NOT LIKE '00:00%' AND regexp_matches(${timeText}, '[0-9]'))`;
  return {
    sql: utcSql(`${alias}.value`),
    reads,
    lookups: [
      {
        rule: 'eastern_to_utc',
        alias,
        key: `CASE WHEN ${announced} THEN ${dateText} || ' ' || ${timeText} END`,
        reads,
      },
    ],
    checks: [{ field: column, bad: `${announced} AND ${utcSql(`${alias}.value`)} IS NULL`, reason: 'not a time' }],
  };
}
