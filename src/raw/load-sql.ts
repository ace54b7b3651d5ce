import type { Dialect } from '../engine/dialect.js';
import { lookupTable } from './lookups.js';
import type { Check, Field, Fields, Lookup, RawSource } from './raw-source.js';
import type { RawTable } from './raw-table.js';
import { RAW_TABLES } from './raw-tables.js';

/** Temporary tables of a load. */
export const STAGED = 'ingest_staged';
export const TYPED = 'ingest_typed';
/** Lines that break a check, by number and as they were staged. */
export const BROKEN = 'ingest_broken';
export const BROKEN_LINES = 'ingest_broken_lines';
/** Lines equal to an earlier line of the file in every column. */
export const COPIES = 'ingest_copies';
/** Rows of which another line of the file tells what became of them. */
export const OVERTAKEN = 'ingest_overtaken';
/** Lines rejected: line, field, text, reason. */
export const REJECTS = 'ingest_rejects';

/** Raw table a source loads into. */
export function tableOf(source: RawSource): RawTable {
  const table = RAW_TABLES.find((t) => t.name === source.table);
  if (table === undefined) throw new RangeError(`${source.kind} loads into ${source.table}, which no one declares`);
  return table;
}

/** File columns that a source uses: only these are staged. */
export function columnsRead(source: RawSource): string[] {
  return [...new Set(allFields(source).flatMap((field) => field.reads))].sort();
}

/** Lookups of a source, each alias once. */
export function lookupsOf(source: RawSource): Lookup[] {
  const byAlias = new Map(allFields(source).flatMap((f) => (f.lookups ?? []).map((l) => [l.alias, l] as const)));
  return [...byAlias.values()];
}

/** Checks of a source, each once. */
function checksOf(source: RawSource): Check[] {
  const byText = new Map(
    allFields(source).flatMap((f) => (f.checks ?? []).map((c) => [`${c.field} ${c.bad}`, c] as const)),
  );
  return [...byText.values()];
}

/** FROM clause of the typing: staged rows (or some of them) as `s`, each lookup under its alias. */
export function stagedWithLookups(source: RawSource, staged = STAGED): string {
  const joins = lookupsOf(source).map((l) => `LEFT JOIN ${lookupTable(l)} ${l.alias} ON ${l.alias}.key = ${l.key}`);
  return `${staged} s ${joins.join(' ')}`;
}

/** Condition that a staged row breaks some check. */
export function brokenSql(source: RawSource): string {
  const checks = checksOf(source).map((check) => `COALESCE(${check.bad}, FALSE)`);
  return checks.length === 0 ? 'FALSE' : `(${checks.join(' OR ')})`;
}

/** SELECT of the lines of a relation (source_row, row_hash) that equal an earlier one in every column. */
export const copiesSql = (lines: string): string => `SELECT source_row AS line FROM (
  SELECT source_row, ROW_NUMBER() OVER (PARTITION BY row_hash ORDER BY source_row) AS n FROM ${lines}
  WHERE row_hash IN (SELECT row_hash FROM ${lines} GROUP BY row_hash HAVING COUNT(*) > 1)) c WHERE n > 1`;

/** Whether a table keeps copies of a line and marks them; the others would count a copy twice, so they keep the first. */
export const keepsCopies = (table: RawTable) => table.columns.some((column) => column.name === 'is_duplicate');

/**
 * SELECT of a source's typed rows (source_row, place, row_hash, is_copy and the table's columns but those of \`windows\`), a row
 * per variant; without broken lines. is_copy is yet to be set.
 */
export function typedSql(source: RawSource, d: Dialect): string {
  const table = tableOf(source);
  const variants = source.variants ?? [{ fields: {}, when: 'TRUE' }];
  const selects = variants.map((variant) => {
    const fields: Fields = { ...source.fields, ...variant.fields };
    const columns = table.columns
      .filter((c) => source.windows?.[c.name] === undefined)
      .map((c) => `${d.cast(fields[c.name]?.sql ?? 'NULL', c.type)} AS ${c.name}`);
    return `SELECT s.source_row, s.place, s.row_hash, FALSE AS is_copy, ${columns.join(', ')} FROM ${stagedWithLookups(source)}
      WHERE NOT ${brokenSql(source)} AND (${variant.when})`;
  });
  return selects.join(' UNION ALL ');
}

/** SELECT of one record per broken field and line of BROKEN_LINES: line, field, text, reason. */
export function brokenFieldsSql(source: RawSource): string {
  const records = checksOf(source).map(
    (check, i) =>
      `SELECT s.source_row AS line, ${i} AS position, '${check.field}' AS field, ${check.text ?? `s.${check.field}`} AS text, '${check.reason.replaceAll("'", "''")}' AS reason
       FROM ${stagedWithLookups(source, BROKEN_LINES)} WHERE COALESCE(${check.bad}, FALSE)`,
  );
  // A value can fail a lookup and a range in one: the first reason is told.
  return `SELECT line, field, LEFT(text, 500) AS text, reason FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY line, field ORDER BY position) AS n FROM (${records.join(' UNION ALL ')}) r) f WHERE n = 1`;
}

/**
 * SELECT of the typed rows that share their key with another: line, field, text, reason. NULL for tables without a key.
 */
export function contradictionsSql(source: RawSource): string | null {
  const { key } = tableOf(source);
  if (key === undefined) return null;
  const columns = key.join(', ');
  const shown = key.map((c) => `CAST(${c} AS VARCHAR)`).join(', ');
  return `SELECT source_row AS line, NULL AS field, CONCAT_WS(' ', ${shown}) AS text,
      'another line has the same ${columns} and other values' AS reason
    FROM (SELECT source_row, ${columns}, COUNT(*) OVER (PARTITION BY ${columns}) AS n FROM ${TYPED}) k WHERE n > 1`;
}

/**
 * SELECT of the typed rows that share their key with one that tells what became of them. NULL for tables where no row
 * can.
 */
export function overtakenSql(source: RawSource): string | null {
  const { key, settledBy } = tableOf(source);
  if (key === undefined || settledBy === undefined) return null;
  const columns = key.join(', ');
  const order = settledBy.map((value) => `${value} DESC NULLS LAST`).join(', ');
  return `SELECT * EXCLUDE (place_of_line, firsts) FROM (
    SELECT *, COUNT(*) FILTER (WHERE place_of_line = 1) OVER (PARTITION BY ${columns}) AS firsts FROM (
      SELECT *, RANK() OVER (PARTITION BY ${columns} ORDER BY ${order}) AS place_of_line FROM ${TYPED}) r) s
    WHERE place_of_line > 1 AND firsts = 1`;
}

function allFields(source: RawSource): Field[] {
  const variants = (source.variants ?? []).flatMap((variant) => Object.values(variant.fields));
  return [...Object.values(source.fields), ...variants];
}
