import type { Row, Warehouse } from '../../engine/warehouse.js';
import { failuresTable, PARTITIONS } from '../../ledger/processing-names.js';
import { columnRules } from '../../run/contract-sql.js';
import type { Column, TableDefinition } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES } from '../../tables/names.js';
import { inRangeSql } from '../audit-range.js';
import type { ColumnProfile, ContractsOptions, ContractsReport, ContractViolation, TableContracts } from './report.js';

/** With fewer dates or values, a column of a rare event may rightly never vary. */
const ENOUGH = { dates: 30, values: 1000 } as const;

/**
 * Checks the stored rows against their definitions: required values, ranges, closed sets, null shares,
 * columns that never vary, unique keys, row counts of the ledger. One scan per table, grouped by season.
 */
export async function contractsReport(
  warehouse: Warehouse,
  graph: TableGraph,
  options: ContractsOptions,
): Promise<ContractsReport> {
  const tables: TableContracts[] = [];
  const violations: ContractViolation[] = [];
  const enough = { dates: options.minDates ?? ENOUGH.dates, values: options.minValues ?? ENOUGH.values };
  for (const table of graph.ordered) {
    if (options.tables !== undefined && !options.tables.includes(table.name)) continue;
    const seasons = await scan(warehouse, table, options);
    const found = [
      ...seasons.flatMap((season) => seasonViolations(warehouse, table, season, enough)),
      ...(await countViolations(warehouse, table, options)),
      ...(await heldBack(warehouse, table, options)),
    ];
    violations.push(...found);
    tables.push({
      table: table.name,
      alias: table.alias,
      rows: seasons.reduce((sum, season) => sum + season.rows, 0),
      partitions: seasons.reduce((sum, season) => sum + season.dates, 0),
      violations: found.length,
      never_measured: neverMeasured(table, seasons),
      columns: seasons.flatMap((season) => table.columns.map((column, i) => profile(column, i, season))),
    });
  }
  return { from: options.from, to: options.to, tables, violations };
}

interface SeasonScan {
  readonly season: string | null;
  readonly rows: number;
  readonly dates: number;
  readonly duplicates: number;
  /** Aggregates by name: n0 nulls, lo0, hi0, v0 varies, r0_1 rows that break rule 1 of column 0. */
  readonly values: Row;
}

const hasOrder = (column: Column) => column.type !== 'string_list' && column.type !== 'json';

async function scan(warehouse: Warehouse, table: TableDefinition, options: ContractsOptions): Promise<SeasonScan[]> {
  const d = warehouse.dialect;
  const p = table.partitionColumn;
  const aggregates = table.columns.flatMap((column, i) => [
    `COUNT(*) - COUNT(${column.name}) AS n${i}`,
    ...(hasOrder(column)
      ? [
          `MIN(${column.name}) AS lo${i}`,
          `MAX(${column.name}) AS hi${i}`,
          `MIN(${column.name}) IS DISTINCT FROM MAX(${column.name}) AS v${i}`,
        ]
      : []),
    ...columnRules(table, column, d).map((rule, j) => `${d.countIf(rule.broken)} AS r${i}_${j}`),
  ]);
  const rows = await warehouse.query(
    `SELECT audit_season, COUNT(*) AS audit_rows, COUNT(DISTINCT ${p}) AS audit_dates,
       COUNT(*) - COUNT(DISTINCT ${d.rowText(table.key.map((name) => `t.${name}`))}) AS audit_duplicates, ${aggregates.join(', ')}
     FROM ${table.name} t LEFT JOIN (SELECT season AS audit_season, MIN(game_date) AS first_date, MAX(game_date) AS last_date
         FROM ${GAMES} WHERE is_counting GROUP BY season) s ON t.${p} BETWEEN s.first_date AND s.last_date
     WHERE ${inRangeSql(`t.${p}`, options, d)} GROUP BY audit_season ORDER BY audit_season`,
  );
  return rows.map((row) => ({
    season: row.audit_season as string | null,
    rows: row.audit_rows as number,
    dates: row.audit_dates as number,
    duplicates: row.audit_duplicates as number,
    values: row,
  }));
}

function seasonViolations(
  warehouse: Warehouse,
  table: TableDefinition,
  season: SeasonScan,
  enough: { readonly dates: number; readonly values: number },
): ContractViolation[] {
  const make = violationOf(table);
  const found: ContractViolation[] = [];
  if (season.duplicates > 0) {
    found.push(
      make('duplicate_key', null, season.season, season.duplicates, `${table.key.join(', ')} should be unique`),
    );
  }
  table.columns.forEach((column, i) => {
    const { name } = column;
    columnRules(table, column, warehouse.dialect).forEach(({ rule }, j) => {
      const rows = season.values[`r${i}_${j}`] as number;
      if (rows > 0) found.push(make(rule, name, season.season, rows, promise(column, rule, season.values, i)));
    });
    const judged = season.season !== null && season.dates >= enough.dates && shouldVary(table, column);
    const measured = season.rows - (season.values[`n${i}`] as number);
    if (judged && measured >= enough.values && season.values[`v${i}`] === false) {
      const what = `${name} is ${String(season.values[`lo${i}`])} in every row of ${season.dates} dates`;
      found.push(make('constant', name, season.season, measured, what));
    }
  });
  return found;
}

/** Numbers and flags that carry information vary over a season, unless their definition says that they may not. */
function shouldVary(table: TableDefinition, column: Column): boolean {
  if (column.mayBeConstant === true || column.unhashed === true || table.key.includes(column.name)) return false;
  return column.type === 'integer' || column.type === 'double' || column.type === 'boolean';
}

function promise(column: Column, rule: ContractViolation['kind'], values: Row, i: number): string {
  const { name } = column;
  const low = String(values[`lo${i}`]);
  const high = String(values[`hi${i}`]);
  switch (rule) {
    case 'required':
      return `${name} is required and NULL`;
    case 'below_minimum':
      return `${name} should be at least ${column.min}; the lowest is ${low}`;
    case 'above_maximum':
      return `${name} should be at most ${column.max}; the highest is ${high}`;
    case 'not_in_set':
      return `${name} should be one of ${(column.values ?? []).join(', ')}`;
    default:
      return `${name} is ${high}`;
  }
}

const violationOf =
  (table: TableDefinition) =>
  (
    kind: ContractViolation['kind'],
    column: string | null,
    where: string | null,
    rows: number,
    what: string,
  ): ContractViolation => ({ table: table.name, alias: table.alias, kind, column, where, rows, what });

/** Dates whose number of rows is not what the ledger says, and rows of dates the ledger does not know. */
async function countViolations(
  warehouse: Warehouse,
  table: TableDefinition,
  options: ContractsOptions,
): Promise<ContractViolation[]> {
  const d = warehouse.dialect;
  const p = table.partitionColumn;
  const rows = await warehouse.query<{ day: string; found: number | null; expected: number | null }>(
    `SELECT COALESCE(t.day, l.partition_date) AS day, t.found, l.row_count AS expected
     FROM (SELECT ${p} AS day, COUNT(*) AS found FROM ${table.name} WHERE ${inRangeSql(p, options, d)} GROUP BY ${p}) t
     FULL JOIN (SELECT partition_date, row_count FROM ${PARTITIONS}
       WHERE table_name = ${d.text(table.name)} AND ${inRangeSql('partition_date', options, d)}) l ON l.partition_date = t.day
     WHERE COALESCE(t.found, 0) <> COALESCE(l.row_count, 0) ORDER BY 1`,
  );
  const make = violationOf(table);
  return rows.map(({ day, found, expected }) => {
    const there = found === null ? 'none' : String(found);
    return expected === null
      ? make('rows_without_ledger', null, day, found ?? NONE, `${there} rows of a date the ledger does not know`)
      : make('row_count', null, day, found ?? NONE, `${there} rows, the ledger says ${expected}`);
  });
}

/** Rows of a date that the table has no row of. */
const NONE = 0;

/** Rows that batches did not write because a value broke its contract. */
async function heldBack(
  warehouse: Warehouse,
  table: TableDefinition,
  options: ContractsOptions,
): Promise<ContractViolation[]> {
  const rows = await warehouse.query<{ day: string; n: number; reason: string }>(
    `SELECT partition_date AS day, COUNT(*) AS n, MIN(reason) AS reason FROM ${failuresTable(table.phase)}
     WHERE table_name = ? AND category = 'CONTRACT_VIOLATION' AND ${inRangeSql('partition_date', options, warehouse.dialect)}
     GROUP BY partition_date ORDER BY 1`,
    [table.name],
  );
  return rows.map(({ day, n, reason }) => {
    const column = reason.split(/[: ]/)[0] ?? null;
    return violationOf(table)('failed_in_batch', column, day, n, `held back: ${reason}`);
  });
}

function neverMeasured(table: TableDefinition, seasons: readonly SeasonScan[]): string[] {
  return table.columns
    .filter((_, i) => seasons.some((season) => season.rows > 0 && season.values[`n${i}`] === season.rows))
    .map((column) => column.name);
}

function profile(column: Column, i: number, season: SeasonScan): ColumnProfile {
  const nulls = season.values[`n${i}`] as number;
  const text = (name: string) => {
    const value = season.values[name] ?? null;
    return value === null ? null : String(value);
  };
  return {
    column: column.name,
    season: season.season,
    rows: season.rows,
    nulls,
    null_share: nulls / season.rows,
    min: text(`lo${i}`),
    max: text(`hi${i}`),
  };
}
