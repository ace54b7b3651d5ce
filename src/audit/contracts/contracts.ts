import type { Dialect } from '../../engine/dialect.js';
import type { Row, Warehouse } from '../../engine/warehouse.js';
import { columnRules } from '../../run/contract-sql.js';
import type { Column, TableDefinition } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES } from '../../tables/names.js';
import { type AuditRange, inRangeSql } from '../audit-range.js';
import { ledgerViolations, violationOf } from './ledger-violations.js';
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
      ...(await ledgerViolations(warehouse, table, options)),
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

/**
 * Violations of a few dates. Each table is first asked in one short statement whether any row breaks a rule: the engine takes
 * longer to plan the full scan, with its hundreds of aggregates, than to read the rows of a day. Columns that never vary are not
 * looked for.
 */
export async function contractViolations(
  warehouse: Warehouse,
  graph: TableGraph,
  range: AuditRange,
): Promise<ContractViolation[]> {
  const found: ContractViolation[] = [];
  for (const table of graph.ordered) {
    if (await keepsAllRules(warehouse, table, range)) found.push(...(await ledgerViolations(warehouse, table, range)));
    else found.push(...(await contractsReport(warehouse, graph, { ...range, tables: [table.name] })).violations);
  }
  return found;
}

async function keepsAllRules(warehouse: Warehouse, table: TableDefinition, range: AuditRange): Promise<boolean> {
  const d = warehouse.dialect;
  const broken = table.columns.flatMap((column) => columnRules(table, column, d).map((rule) => `(${rule.broken})`));
  const [row] = await warehouse.query<{ broken: number; duplicates: number }>(
    `SELECT ${d.countIf(['FALSE', ...broken].join(' OR '))} AS broken,
       ${duplicatesSql(table, d)} AS duplicates
     FROM ${table.name} t WHERE ${inRangeSql(`t.${table.partitionColumn}`, range, d)}`,
  );
  return row?.broken === 0 && row.duplicates === 0;
}

/** SQL aggregate over rows t: how many repeat a key. */
const duplicatesSql = ({ key }: TableDefinition, d: Dialect): string =>
  `COUNT(*) - COUNT(DISTINCT ${d.rowText(key.map((name) => `t.${name}`))})`;

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
       ${duplicatesSql(table, d)} AS audit_duplicates, ${aggregates.join(', ')}
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
