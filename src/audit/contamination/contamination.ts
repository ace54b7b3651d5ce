import type { Warehouse } from '../../engine/warehouse.js';
import { type CriticalState, criticalState } from '../../ledger/critical-state.js';
import { excuses, partitionKey } from '../../ledger/excused.js';
import { CRITICAL_FIELDS, PARTITIONS } from '../../ledger/processing-names.js';
import { missingGamesSql, type TableDefinition } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { inRangeSql } from '../audit-range.js';
import { fillReach, REACH } from './reach.js';
import { rareReasons } from './reasons.js';
import type {
  ContaminationFinding,
  ContaminationOptions,
  ContaminationReport,
  ContaminationRoot,
  FieldSummary,
  Reach,
  RootReference,
} from './report.js';

type CellRow = {
  table_name: string;
  partition_date: string;
  field: string;
  checked: number;
  invalid: number;
  games: string[];
  reasons: string[];
};

/**
 * State of every critical field per table, field, date and phase, from the counts that each batch left in the ledger, and
 * for each partition that is not CLEAN the root it comes from and the rows the root reaches.
 */
export async function contaminationReport(
  warehouse: Warehouse,
  graph: TableGraph,
  options: ContaminationOptions,
): Promise<ContaminationReport> {
  const { from, to, strict = false } = options;
  const wanted = (table: TableDefinition | undefined): table is TableDefinition =>
    table !== undefined &&
    (options.tables?.includes(table.name) ?? true) &&
    (options.phase === undefined || table.phase === options.phase);
  const cells = await brokenCells(warehouse);
  const inRange = cells.filter(
    (cell) =>
      wanted(graph.get(cell.table_name)) &&
      (from === null || cell.partition_date >= from) &&
      (to === null || cell.partition_date <= to),
  );
  const origins = await traceRoots(warehouse, graph, cells);
  const findings = inRange.map((cell) => finding(cell, graph, cells, origins));
  const roots = await describeRoots(warehouse, graph, cells, findings);
  return {
    from,
    to,
    strict,
    fields: await fieldSummaries(warehouse, graph, options, wanted, inRange),
    findings,
    roots,
    finding_count: findings.filter((f) => f.state === 'CONTAMINATED' || strict).length,
  };
}

/** Every cell that is not CLEAN, of all dates: a root may lie before the range asked for. Cells that are invalid only because of accepted games are left out. */
async function brokenCells(warehouse: Warehouse): Promise<CellRow[]> {
  const rows = await warehouse.query<CellRow>(
    `SELECT table_name, partition_date, field, checked, invalid, games, reasons FROM ${CRITICAL_FIELDS}
     WHERE invalid > 0 ORDER BY partition_date, table_name, position`,
  );
  const isExcused = await excuses(warehouse);
  return rows.filter((row) => criticalState(row.checked, row.invalid) !== 'CLEAN' && !isExcused(row));
}

/** For each broken partition the broken partitions it comes from: those that reach it and that nothing broken reaches. */
async function traceRoots(
  warehouse: Warehouse,
  graph: TableGraph,
  cells: readonly CellRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const keys = [...new Set(cells.map((cell) => partitionKey(cell.table_name, cell.partition_date)))];
  const sources = keys.map((key, id) => ({ id, table: key.split(' ')[0]!, date: key.split(' ')[1]! }));
  await fillReach(warehouse, graph, sources);
  if (sources.length === 0) return new Map();
  const broken = warehouse.dialect.relation({
    id: { type: 'integer', values: sources.map((source) => String(source.id)) },
    table_name: { type: 'string', values: sources.map((source) => source.table) },
    partition_date: { type: 'date', values: sources.map((source) => source.date) },
  });
  const rows = await warehouse.query<{ source_id: number; reached_id: number }>(
    `SELECT r.source_id, b.id AS reached_id FROM ${REACH} r JOIN (${broken}) b
       ON b.table_name = r.table_name AND b.partition_date = r.partition_date
     WHERE r.source_id <> b.id ORDER BY 1, 2`,
  );
  const reached = new Set(rows.map((row) => row.reached_id));
  const origins = new Map<string, string[]>(keys.map((key, id) => [key, reached.has(id) ? [] : [key]]));
  for (const row of rows)
    if (!reached.has(row.source_id)) origins.get(keys[row.reached_id]!)?.push(keys[row.source_id]!);
  return origins;
}

function finding(
  cell: CellRow,
  graph: TableGraph,
  cells: readonly CellRow[],
  origins: ReadonlyMap<string, readonly string[]>,
): ContaminationFinding {
  const table = graph.get(cell.table_name)!;
  const own = partitionKey(cell.table_name, cell.partition_date);
  const roots = (origins.get(own) ?? []).map((key): RootReference => {
    const group = cells.filter((c) => partitionKey(c.table_name, c.partition_date) === key);
    const [name, date] = key.split(' ') as [string, string];
    return { table: name, date, fields: group.map((c) => c.field) };
  });
  return {
    table: cell.table_name,
    alias: table.alias,
    phase: table.phase,
    field: cell.field,
    date: cell.partition_date,
    checked: cell.checked,
    invalid: cell.invalid,
    valid_share: share(cell.checked, cell.invalid),
    state: broken(cell),
    roots,
  };
}

const broken = (cell: CellRow): 'PARTIAL' | 'CONTAMINATED' =>
  criticalState(cell.checked, cell.invalid) === 'PARTIAL' ? 'PARTIAL' : 'CONTAMINATED';

const share = (checked: number, invalid: number) => (checked === 0 ? null : (checked - invalid) / checked);

async function describeRoots(
  warehouse: Warehouse,
  graph: TableGraph,
  cells: readonly CellRow[],
  findings: readonly ContaminationFinding[],
): Promise<ContaminationRoot[]> {
  const keys = [...new Set(findings.flatMap((f) => f.roots.map((root) => partitionKey(root.table, root.date))))];
  const groups = keys.map((key) => cells.filter((c) => partitionKey(c.table_name, c.partition_date) === key));
  const reach = await reachOf(warehouse, graph, groups);
  const roots: ContaminationRoot[] = [];
  for (const [id, group] of groups.entries()) {
    const first = group[0];
    const table = first === undefined ? undefined : graph.get(first.table_name);
    if (first === undefined || table === undefined) continue;
    roots.push({
      table: first.table_name,
      alias: table.alias,
      date: first.partition_date,
      fields: group.map((cell) => cell.field),
      state: group.some((cell) => broken(cell) === 'CONTAMINATED') ? 'CONTAMINATED' : 'PARTIAL',
      invalid_rows: Math.max(...group.map((cell) => cell.invalid)),
      reasons: await rareReasons(warehouse, table, [...new Set(group.flatMap((cell) => cell.reasons))]),
      games: gamesOf(group),
      reach: reach.get(id) ?? [],
    });
  }
  return roots;
}

const gamesOf = (group: readonly CellRow[]) => [...new Set(group.flatMap((cell) => cell.games))].sort();

/** Rows each root reaches per downstream table, in the order of the cascade. */
async function reachOf(
  warehouse: Warehouse,
  graph: TableGraph,
  groups: readonly (readonly CellRow[])[],
): Promise<ReadonlyMap<number, readonly Reach[]>> {
  const sources = groups.map((group, id) => ({ id, table: group[0]!.table_name, date: group[0]!.partition_date }));
  await fillReach(warehouse, graph, sources);
  const out = new Map<number, Reach[]>();
  const games = groups.flatMap((group, id) => gamesOf(group).map((game) => ({ id, game })));
  for (const table of graph.ordered) {
    const rows = await warehouse.query<{ id: number; partitions: number; n: number }>(
      `SELECT r.source_id AS id, COUNT(*) AS partitions, CAST(SUM(p.row_count) AS INT64) AS n
       FROM ${REACH} r JOIN ${PARTITIONS} p ON p.table_name = r.table_name AND p.partition_date = r.partition_date
       WHERE r.table_name = ? GROUP BY r.source_id ORDER BY 1`,
      [table.name],
    );
    const away = rows.filter((row) => sources[row.id]?.table !== table.name);
    if (away.length === 0) continue;
    const missing = await rowsMissing(warehouse, table, games);
    for (const row of away) {
      const entry: Reach = {
        table: table.name,
        alias: table.alias,
        partitions: row.partitions,
        rows_reading: row.n,
        rows_missing_game: missing.get(row.id) ?? NONE,
      };
      out.set(row.id, [...(out.get(row.id) ?? []), entry]);
    }
  }
  return out;
}

/** Rows that name the game, where the query found no row. */
const NONE = 0;

async function rowsMissing(
  warehouse: Warehouse,
  table: TableDefinition,
  games: readonly { readonly id: number; readonly game: string }[],
): Promise<ReadonlyMap<number, number>> {
  const { dialect: d } = warehouse;
  const missing = missingGamesSql(table, d, 't');
  if (games.length === 0 || missing === null) return new Map();
  const named = d.relation({
    source_id: { type: 'integer', values: games.map(({ id }) => String(id)) },
    game: { type: 'string', values: games.map(({ game }) => game) },
  });
  const rows = await warehouse.query<{ id: number; n: number }>(
    `SELECT r.source_id AS id, COUNT(DISTINCT m.row_key) AS n
     FROM (SELECT t.${table.partitionColumn} AS day, ${d.rowText(table.key.map((name) => `t.${name}`))} AS row_key, game
       FROM ${table.name} t CROSS JOIN ${d.unnest(missing, 'game')}) m
     JOIN (${named}) g ON g.game = m.game
     JOIN ${REACH} r ON r.source_id = g.source_id AND r.partition_date = m.day AND r.table_name = ?
     GROUP BY r.source_id`,
    [table.name],
  );
  return new Map(rows.map((row) => [row.id, row.n]));
}

async function fieldSummaries(
  warehouse: Warehouse,
  graph: TableGraph,
  options: ContaminationOptions,
  wanted: (table: TableDefinition | undefined) => table is TableDefinition,
  brokenInRange: readonly CellRow[],
): Promise<FieldSummary[]> {
  const { dialect: d } = warehouse;
  const rows = await warehouse.query<{
    table_name: string;
    field: string;
    position: number;
    partitions: number;
    checked: number;
    invalid: number;
  }>(
    `SELECT table_name, field, MIN(position) AS position, COUNT(*) AS partitions, CAST(SUM(checked) AS INT64) AS checked,
       CAST(SUM(invalid) AS INT64) AS invalid
     FROM ${CRITICAL_FIELDS} WHERE ${inRangeSql('partition_date', options, d)}
     GROUP BY table_name, field ORDER BY position`,
  );
  const dates = (table: string, field: string, state: CriticalState) =>
    brokenInRange.filter((cell) => cell.table_name === table && cell.field === field && broken(cell) === state).length;
  return graph.ordered.filter(wanted).flatMap((table) =>
    rows
      .filter((row) => row.table_name === table.name)
      .map((row): FieldSummary => {
        const partial = dates(table.name, row.field, 'PARTIAL');
        const contaminated = dates(table.name, row.field, 'CONTAMINATED');
        return {
          table: table.name,
          alias: table.alias,
          phase: table.phase,
          field: row.field,
          partitions: row.partitions,
          checked: row.checked,
          invalid: row.invalid,
          valid_share: share(row.checked, row.invalid),
          state: worst({ partial, contaminated }),
          partial_dates: partial,
          contaminated_dates: contaminated,
        };
      }),
  );
}

/** A field is as bad as its worst date: a season's average would hide a broken week. */
function worst(row: { readonly partial: number; readonly contaminated: number }): CriticalState {
  if (row.contaminated > 0) return 'CONTAMINATED';
  return row.partial > 0 ? 'PARTIAL' : 'CLEAN';
}
