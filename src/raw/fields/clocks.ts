import type { Field } from '../raw-source.js';
import { presence, typed } from './checks.js';

const before = (text: string) => `split_part(${text}, ':', 1)`;
const after = (text: string) => `TRY_CAST(split_part(${text}, ':', 2) AS BIGINT)`;

/** "m:ss" or "0:mm:ss", at most 12:00, the length of a quarter. */
const CLOCK = '(0?0:)?(0[0-9]|1[01]):[0-5][0-9]|[0-9]:[0-5][0-9]|(0?0:)?12:00';

/**
 * Seconds left in the period. Minutes and seconds are cut from the end of the text, so that one regular expression a row is
 * enough.
 */
export function gameClock(column: string): Field {
  const text = `s.${column}`;
  const isClock = `regexp_full_match(${text}, '${CLOCK}')`;
  const minutes = `TRY_CAST(REPLACE(LEFT(RIGHT(${text}, 5), 2), ':', '') AS BIGINT)`;
  return {
    sql: `CASE WHEN ${isClock} THEN ${minutes} * 60 + TRY_CAST(RIGHT(${text}, 2) AS BIGINT) END`,
    reads: [column],
    checks: [
      ...presence(column, { required: true }),
      { field: column, bad: `NOT ${isClock}`, reason: 'not a game clock' },
    ],
  };
}

/**
 * Seconds left in the period, from an ISO 8601 duration ("PT11M40.00S"); tenths are cut off, as the league's own clock texts
 * do.
 */
export function feedClock(column: string): Field {
  const part = (n: number) =>
    `TRY_CAST(regexp_extract(s.${column}, '^PT([0-9]{1,2})M([0-9]{1,2})([.][0-9]+)?S$', ${n}) AS BIGINT)`;
  const seconds = `${part(1)} * 60 + ${part(2)}`;
  const sql = `CASE WHEN ${part(2)} < 60 AND ${seconds} <= 720 THEN ${seconds} END`;
  return {
    sql,
    reads: [column],
    checks: [...presence(column, { required: true }), typed(column, sql, 'not a game clock')],
  };
}

/** Longest a player can be on court: six overtimes, the most there have been, with room. */
const LONGEST = 100 * 60;

const MM_SS = '[0-9]{1,3}([.]0+)?:([0-5]?[0-9]|60)'; // 24:60 is how the league rounds 25:00 now and then
const WHOLE = '[0-9]{1,3}([.]0*)?';
const FRACTION = '[0-9]{1,3}[.][0-9]+';
const DURATION = 'PT[0-9]{1,3}M[0-9]{1,2}([.][0-9]+)?S';

/**
 * Playing time: "31:14", "31.000000:14", "PT31M14.00S" and "31.23" (minutes with a fraction, as some of the league's game
 * logs have it) give seconds; a whole number gives whole minutes only; blank gives neither.
 */
export function playingTime(column: string): { readonly seconds: Field; readonly minutesWhole: Field } {
  const value = `s.${column}`;
  const part = (group: 1 | 2) => `TRY_CAST(regexp_extract(${value}, 'PT([0-9]+)M([0-9.]+)S', ${group}) AS DOUBLE)`;
  const seconds =
    `CASE WHEN regexp_full_match(${value}, '${MM_SS}') THEN CAST(TRY_CAST(${before(value)} AS DOUBLE) AS BIGINT) * 60 + ${after(value)} ` +
    `WHEN regexp_full_match(${value}, '${WHOLE}') THEN NULL ` +
    `WHEN regexp_full_match(${value}, '${DURATION}') THEN CAST(${part(1)} AS BIGINT) * 60 + CAST(ROUND(${part(2)}) AS BIGINT) ` +
    `WHEN regexp_full_match(${value}, '${FRACTION}') THEN CAST(ROUND(TRY_CAST(${value} AS DOUBLE) * 60) AS BIGINT) END`;
  return {
    seconds: {
      sql: seconds,
      reads: [column],
      checks: [
        {
          field: column,
          bad: `${value} IS NOT NULL AND NOT regexp_full_match(${value}, '${MM_SS}|${WHOLE}|${FRACTION}|${DURATION}')`,
          reason: 'not a playing time',
        },
        { field: column, bad: `(${seconds}) > ${LONGEST}`, reason: 'out of range' },
      ],
    },
    minutesWhole: {
      sql: `CASE WHEN regexp_full_match(${value}, '${WHOLE}') THEN CAST(TRY_CAST(${value} AS DOUBLE) AS BIGINT) END`,
      reads: [column],
    },
  };
}
