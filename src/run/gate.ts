import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import {
  type CriticalState,
  criticalChecks,
  criticalCountsSql,
  criticalEvidenceSql,
  criticalState,
} from '../ledger/critical.js';
import type { GateMode } from '../ledger/gate-mode.js';
import { CRITICAL_FIELDS } from '../ledger/processing-names.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { BATCH_DATES, BATCH_VARIABLES } from '../tables/sql-context.js';

/** Counts of the batch per partition and critical field. */
const CRITICAL = 'batch_critical';
/** Rows of the batch per partition that read a contaminated game. */
const UPSTREAM = 'batch_upstream';

/** A critical field of a partition that is not CLEAN. */
export interface GateFinding {
  readonly date: string;
  readonly field: string;
  readonly checked: number;
  readonly invalid: number;
  readonly state: Exclude<CriticalState, 'CLEAN'>;
}

export interface GateResult {
  /** The batch's own critical fields that are not CLEAN. */
  readonly findings: readonly GateFinding[];
  /** Rows that read a game with invalid critical values upstream. */
  readonly upstreamRows: number;
}

/** What the gates counted, as relations for the ledger; null where there is nothing to count. */
export interface GateCounts {
  /** Per partition and critical field: partition_date, position, field, checked, invalid, unexplained, games, reasons. */
  readonly critical: string | null;
  /** One row per row that read a contaminated game: partition_date. */
  readonly upstream: string | null;
}

/**
 * Looks at the staged rows of a batch before they are written, and leaves counts for the ledger, in every mode. Must run
 * inside the batch's transaction.
 * Errors: DATA_REFUSED when the mode does not let values pass that carry no reason.
 */
export async function applyGates(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  staged: string,
  mode: GateMode,
): Promise<{ readonly result: GateResult; readonly counts: GateCounts }> {
  const written = `(SELECT * FROM ${staged} WHERE failure_category IS NULL)`;
  const checked = criticalChecks(table, warehouse.dialect).length > 0;
  const invalid = checked ? await countInvalid(warehouse, table, written) : [];
  const upstreamRows = await readUpstream(warehouse, graph, table, staged);
  await recordEvidence(warehouse, table, written, new Set(invalid.map((row) => row.field)));
  if (mode !== 'force') refuseUnexplained(table, invalid, mode);
  if (mode === 'strict') await failEntities(warehouse, table, staged, upstreamRows > 0);
  return {
    result: { findings: findingsOf(invalid), upstreamRows },
    counts: { critical: checked ? CRITICAL : null, upstream: upstreamRows > 0 ? UPSTREAM : null },
  };
}

/** Leaves the counts of all critical fields in CRITICAL; returns those with invalid values. */
async function countInvalid(warehouse: Warehouse, table: TableDefinition, written: string): Promise<CountRow[]> {
  const d = warehouse.dialect;
  await warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ${CRITICAL} AS SELECT c.*, ${d.emptyList()} AS games, ${d.emptyList()} AS reasons
     FROM (${criticalCountsSql(table, written, d)}) c`,
  );
  return warehouse.query<CountRow>(
    `SELECT partition_date, field, checked, invalid, unexplained FROM ${CRITICAL} WHERE invalid > 0 ORDER BY partition_date, position`,
  );
}

type CountRow = { partition_date: string; field: string; checked: number; invalid: number; unexplained: number };

function findingsOf(rows: readonly CountRow[]): GateFinding[] {
  return rows.flatMap(({ partition_date: date, field, checked, invalid }) => {
    const state = criticalState(checked, invalid);
    return state === 'CLEAN' ? [] : [{ date, field, checked, invalid, state }];
  });
}

/** Which games and which reasons stand behind invalid values: kept in the ledger, because strict mode writes no rows of them. */
async function recordEvidence(
  warehouse: Warehouse,
  table: TableDefinition,
  written: string,
  fields: ReadonlySet<string>,
): Promise<void> {
  const d = warehouse.dialect;
  for (const check of criticalChecks(table, d).filter((c) => fields.has(c.field))) {
    await warehouse.execute(`UPDATE ${CRITICAL} SET games = e.games, reasons = e.reasons
      FROM (${criticalEvidenceSql(table, check, written, d)}) e
      WHERE ${CRITICAL}.partition_date = e.partition_date AND field = ${d.text(check.field)}`);
  }
}

/**
 * Rows that read a game whose rows upstream are invalid: those that name it in games_missing. A table without a window
 * account is affected as a whole by a contaminated upstream partition of the same date. Left in UPSTREAM if there are any;
 * returns how many.
 */
async function readUpstream(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  staged: string,
): Promise<number> {
  const d = warehouse.dialect;
  const p = table.partitionColumn;
  const accounts = table.columns.some((column) => column.name === 'games_missing');
  const causes = accounts ? contaminatedGames(graph, table, d) : sameDateContamination(graph, table, d);
  if (causes === null || (await countOf(warehouse, `(${causes})`)) === 0) return 0;
  const affected = accounts
    ? `SELECT ${p} AS partition_date, entity_id, entity_game_id, ${d.textList('m.game')} AS games FROM
        (SELECT s.${p}, s.entity_id, s.entity_game_id, game FROM ${staged} s CROSS JOIN ${d.unnest('s.games_missing', 'game')}
          WHERE s.failure_category IS NULL) m
        JOIN (${causes}) g ON g.game_id = m.game GROUP BY ${p}, entity_id, entity_game_id`
    : `SELECT s.${p} AS partition_date, s.entity_id, s.entity_game_id, ${d.emptyList()} AS games FROM ${staged} s
        WHERE s.failure_category IS NULL AND s.${p} IN (${causes})`;
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${UPSTREAM} AS ${affected}`);
  return countOf(warehouse, UPSTREAM);
}

async function countOf(warehouse: Warehouse, relation: string): Promise<number> {
  const [row] = await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${relation} counted`);
  return row?.n ?? NaN;
}

/** Games behind invalid critical values of post-game tables above this one, in the season up to the end of the batch. */
function contaminatedGames(graph: TableGraph, table: TableDefinition, d: Dialect): string | null {
  const above = graph.ordered.filter((t) => !t.pregame && graph.downstream(t.name).includes(table));
  if (above.length === 0) return null;
  return `SELECT DISTINCT game_id FROM ${CRITICAL_FIELDS} f CROSS JOIN ${d.unnest('f.games', 'game_id')}
    WHERE table_name IN (${above.map((t) => d.text(t.name)).join(', ')}) AND invalid > 0
      AND partition_date BETWEEN ${d.variable(BATCH_VARIABLES.seasonStart)} AND ${d.variable(BATCH_VARIABLES.to)}`;
}

/** Dates of the batch on which an upstream partition is contaminated. */
function sameDateContamination(graph: TableGraph, table: TableDefinition, d: Dialect): string | null {
  const names = graph
    .upstreams(table.name)
    .filter(({ windows }) => windows.some((window) => window.kind === 'same_date'))
    .map(({ table: upstream }) => d.text(upstream.name));
  if (names.length === 0) return null;
  return `SELECT f.partition_date FROM ${CRITICAL_FIELDS} f JOIN ${BATCH_DATES} b ON b.partition_date = f.partition_date
    WHERE f.table_name IN (${names.join(', ')}) AND f.invalid * 2 > f.checked`;
}

/** An invalid value without a reason is a broken source or broken code: what stood there before is better than it. */
function refuseUnexplained(table: TableDefinition, counts: readonly CountRow[], mode: GateMode): void {
  const share = mode === 'strict' ? 100 : 2;
  const bad = counts.find(({ checked, unexplained }) => unexplained * share > checked);
  if (bad === undefined) return;
  throw new PlatformError(
    'DATA_REFUSED',
    `${table.name} ${bad.partition_date}: ${bad.field} is invalid without a reason in ${bad.unexplained} of ${bad.checked} rows.`,
    'Nothing was written; look at the source of that date, or run with --mode force to write it as it is.',
  );
}

/** Strict mode: no row with an invalid critical value, none that reads a contaminated game. */
async function failEntities(
  warehouse: Warehouse,
  table: TableDefinition,
  staged: string,
  readsContaminated: boolean,
): Promise<void> {
  const d = warehouse.dialect;
  const p = table.partitionColumn;
  const explains = table.columns.some((column) => column.name === 'missing_inputs');
  for (const check of criticalChecks(table, d)) {
    const why = explains ? ` || ': ' || array_to_string(missing_inputs, ', ')` : '';
    await warehouse.execute(`UPDATE ${staged} SET failure_category = 'CONTAMINATED_UPSTREAM',
      failure_reason = ${d.text(`${check.field} is not valid`)}${why} WHERE failure_category IS NULL AND ${check.invalid}`);
  }
  if (!readsContaminated) return;
  await warehouse.execute(`UPDATE ${staged} SET failure_category = 'CONTAMINATED_UPSTREAM',
      failure_reason = CASE WHEN ${d.listLength('u.games')} = 0 THEN 'an upstream partition of the date is contaminated'
        ELSE 'reads games with invalid critical values upstream: ' || array_to_string(u.games, ', ') END
    FROM ${UPSTREAM} u WHERE ${staged}.failure_category IS NULL AND u.partition_date = ${staged}.${p}
      AND u.entity_id IS NOT DISTINCT FROM ${staged}.entity_id AND u.entity_game_id IS NOT DISTINCT FROM ${staged}.entity_game_id`);
}

/** Statements that replace the critical counts of a batch in the ledger. */
export function criticalLedgerStatements(table: TableDefinition, { critical }: GateCounts, d: Dialect): string[] {
  const name = d.text(table.name);
  const forget = `DELETE FROM ${CRITICAL_FIELDS} WHERE table_name = ${name} AND partition_date IN (SELECT partition_date FROM ${BATCH_DATES})`;
  if (critical === null) return [forget];
  return [
    forget,
    `INSERT INTO ${CRITICAL_FIELDS} (table_name, partition_date, position, field, checked, invalid, unexplained, games, reasons)
     SELECT ${name}, partition_date, position, field, checked, invalid, unexplained, games, reasons FROM ${critical}
     ORDER BY partition_date, position`,
  ];
}
