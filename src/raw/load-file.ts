import type { Warehouse } from '../warehouse/warehouse.js';
import { fillLookup } from './lookups.js';
import type { Check, Field, Fields, Lookup, RawSource, Variant } from './raw-source.js';
import { RAW_BOOKKEEPING, type RawTable } from './raw-tables.js';
import { STAGE, type Staged, type UnreadLine } from './readers/stage.js';

const TYPED = 'ingest_typed';
const BAD = 'ingest_bad';

export interface FileIdentity {
  readonly fileId: number;
  readonly path: string;
}

export interface LoadResult {
  readonly rows: number;
  readonly rejected: number;
  readonly duplicates: number;
}

/**
 * Types the staged cells and puts the good rows into the raw table, the bad ones, field by field, into
 * nba_raw.rejected_rows. Rows of other files in the same unit of replacement go. Must run inside a transaction, after
 * `prepareLookups`.
 */
export async function loadStaged(
  warehouse: Warehouse,
  source: RawSource,
  table: RawTable,
  staged: Staged,
  file: FileIdentity,
): Promise<LoadResult> {
  const rejectedLines = await rejectRows(warehouse, source, file, staged.unread);
  const { replaced, duplicates } = await dropRepeats(warehouse, source, table, file);
  const unit = source.unit ?? table.unit;
  const same = unit.map((column) => `t.${column} IS NOT DISTINCT FROM n.${column}`).join(' AND ');
  await warehouse.execute(
    `DELETE FROM ${table.name} t USING (SELECT DISTINCT ${unit.join(', ')} FROM ${TYPED} WHERE NOT is_bad) n WHERE ${same}`,
  );
  const columns = [...table.columns, ...RAW_BOOKKEEPING].map((column) => column.name);
  const windows = source.windows ?? {};
  const values = columns.map((name) => (name === 'file_id' ? String(file.fileId) : (windows[name] ?? name)));
  await warehouse.execute(
    `INSERT INTO ${table.name} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${TYPED} WHERE NOT is_bad ORDER BY source_row`,
  );
  const [count] = await warehouse.query<{ rows: number; duplicates: number }>(
    `SELECT COUNT(*) AS rows, ${'is_duplicate' in windows ? 'COUNT(*) FILTER (WHERE is_duplicate)' : '0'} AS duplicates
     FROM ${table.name} WHERE file_id = ${file.fileId}`,
  );
  return {
    rows: count?.rows ?? Number.NaN,
    rejected: rejectedLines + replaced,
    duplicates: duplicates + Number(count?.duplicates),
  };
}

/** Makes the typed rows of the staged cells, with `is_bad`; the file lacks what is NULL in all rows. */
export async function typeStaged(
  warehouse: Warehouse,
  source: RawSource,
  table: RawTable,
  staged: Staged,
): Promise<void> {
  const fields = allFields(source);
  const absent = [...new Set(fields.flatMap((field) => field.reads))].filter((name) => !staged.columns.includes(name));
  if (absent.length > 0) {
    const nulls = absent.map((name) => `CAST(NULL AS VARCHAR) AS ${name}`).join(', ');
    await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${STAGE} AS SELECT *, ${nulls} FROM ${STAGE}`);
  }
  const lookups = lookupsOf(fields);
  for (const lookup of lookups) await fillLookup(warehouse, lookup);
  const d = warehouse.dialect;
  const hash = d.rowHash(staged.columns.map((name) => `s."${name}"`));
  const selects = (source.variants ?? [{ fields: {}, when: 'TRUE' }]).map((variant) => {
    const own = { ...source.fields, ...variant.fields };
    const columns = table.columns.map(
      ({ name, type }) => `${d.cast(own[name] === undefined ? 'NULL' : own[name].sql, type)} AS ${name}`,
    );
    const bad = checksOf(own).map((check) => `COALESCE(${check.bad}, FALSE)`);
    return `SELECT s.source_row, ${hash} AS row_hash, ${columns.join(', ')}, ${bad.length === 0 ? 'FALSE' : bad.join(' OR ')} AS is_bad
      FROM ${STAGE} s ${joins(lookups)} WHERE ${variant.when}`;
  });
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${TYPED} AS ${selects.join(' UNION ALL ')}`);
}

const joins = (lookups: readonly Lookup[]) =>
  lookups
    .map((lookup) => `LEFT JOIN lookup_${lookup.alias} ${lookup.alias} ON ${lookup.alias}.key = ${lookup.key}`)
    .join(' ');

const allFields = (source: RawSource): Field[] => [
  ...Object.values(source.fields),
  ...(source.variants ?? []).flatMap((variant: Variant) => Object.values(variant.fields)),
];

function lookupsOf(fields: readonly Field[]): Lookup[] {
  return [...new Map(fields.flatMap((field) => field.lookups ?? []).map((lookup) => [lookup.alias, lookup])).values()];
}

function checksOf(fields: Fields): Check[] {
  const checks = Object.values(fields).flatMap((field) => field.checks ?? []);
  return [...new Map(checks.map((check) => [`${check.field}|${check.reason}|${check.bad}`, check])).values()];
}

/** Writes one record per broken field; returns how many lines are rejected. */
async function rejectRows(
  warehouse: Warehouse,
  source: RawSource,
  file: FileIdentity,
  unread: readonly UnreadLine[],
): Promise<number> {
  const d = warehouse.dialect;
  const where = `${file.fileId}, ${d.text(file.path)}, ${d.text(source.kind)}`;
  for (const { line, text, reason } of unread) {
    await warehouse.execute(
      `INSERT INTO nba_raw.rejected_rows VALUES (${where}, ${line}, NULL, ${d.text(text)}, ${d.text(reason)})`,
    );
  }
  const [bad] = await warehouse.query<{ n: number }>(
    `SELECT COUNT(DISTINCT source_row) AS n FROM ${TYPED} WHERE is_bad`,
  );
  const count = bad?.n ?? Number.NaN;
  if (count === 0) return unread.length;
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${BAD} AS SELECT s.* FROM ${STAGE} s
    WHERE s.source_row IN (SELECT source_row FROM ${TYPED} WHERE is_bad)`);
  const fields = allFields(source);
  const lookups = joins(lookupsOf(fields));
  const checks = checksOf(Object.fromEntries(fields.map((field, i) => [String(i), field])));
  const records = checks.map(
    (
      check,
    ) => `SELECT s.source_row, ${d.text(check.field)} AS field, ${d.cast(check.text ?? `s.${check.field}`, 'string')} AS text,
      ${d.text(check.reason)} AS reason FROM ${BAD} s ${lookups} WHERE ${check.bad}`,
  );
  await warehouse.execute(`INSERT INTO nba_raw.rejected_rows
    SELECT DISTINCT ${where}, source_row, field, text, reason FROM (${records.join(' UNION ALL ')}) r ORDER BY source_row, field, reason`);
  return unread.length + count;
}

/**
 * Takes exact repetitions out, where the table has no column that marks them, and the earlier of two rows that claim to
 * be the same one.
 */
async function dropRepeats(
  warehouse: Warehouse,
  source: RawSource,
  table: RawTable,
  file: FileIdentity,
): Promise<{ readonly replaced: number; readonly duplicates: number }> {
  if (source.windows !== undefined && 'is_duplicate' in source.windows) return { replaced: 0, duplicates: 0 };
  const before = await goodRows(warehouse);
  const variant = (source.variants?.length ?? 0) > 0 ? ['book', 'line_kind'] : [];
  const partition = ['row_hash', ...variant].join(', ');
  await keepOnly(warehouse, `ROW_NUMBER() OVER (PARTITION BY is_bad, ${partition} ORDER BY source_row) = 1`);
  const unique = await goodRows(warehouse);
  if (table.unitIsKey !== true) return { replaced: 0, duplicates: before - unique };
  const unit = (source.unit ?? table.unit).join(', ');
  const d = warehouse.dialect;
  await warehouse.execute(`INSERT INTO nba_raw.rejected_rows
    SELECT ${file.fileId}, ${d.text(file.path)}, ${d.text(source.kind)}, source_row, NULL, NULL, 'replaced by a later row of the same file'
    FROM (SELECT source_row, ROW_NUMBER() OVER (PARTITION BY ${unit} ORDER BY source_row DESC) AS latest FROM ${TYPED} WHERE NOT is_bad) q
    WHERE latest > 1 ORDER BY source_row`);
  await keepOnly(warehouse, `ROW_NUMBER() OVER (PARTITION BY is_bad, ${unit} ORDER BY source_row DESC) = 1`);
  return { replaced: unique - (await goodRows(warehouse)), duplicates: before - unique };
}

async function goodRows(warehouse: Warehouse): Promise<number> {
  const [row] = await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${TYPED} WHERE NOT is_bad`);
  return row?.n ?? Number.NaN;
}

const keepOnly = (warehouse: Warehouse, condition: string) =>
  warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${TYPED} AS SELECT * EXCLUDE (keep_row) FROM (SELECT *, ${condition} AS keep_row FROM ${TYPED}) q WHERE keep_row`,
  );
