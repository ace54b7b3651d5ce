import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { criticalChecks } from '../ledger/critical-checks.js';
import { type CriticalState, criticalState } from '../ledger/critical-state.js';
import type { GateMode } from '../ledger/gate-mode.js';
import type { TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';
import { addEvidence, countInvalid, type InvalidCount } from './batch-critical.js';
import { BATCH_UPSTREAM, countReadsOfContaminated } from './batch-upstream.js';

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

/**
 * Checks the staged rows of a batch before they are written, and leaves the counts for the ledger (BATCH_CRITICAL,
 * BATCH_UPSTREAM), in every mode. Must run inside the batch's transaction.
 * Errors: DATA_REFUSED when the mode does not let values pass that carry no reason.
 */
export async function applyGates(
  warehouse: Warehouse,
  graph: TableGraph,
  table: TableDefinition,
  staged: string,
  mode: GateMode,
): Promise<GateResult> {
  const written = `(SELECT * FROM ${staged} WHERE failure_category IS NULL)`;
  const invalid = await countInvalid(warehouse, table, written);
  const upstreamRows = await countReadsOfContaminated(warehouse, graph, table, staged);
  await addEvidence(warehouse, table, written, new Set(invalid.map((row) => row.field)));
  if (mode !== 'force') refuseUnexplained(table, invalid, mode);
  if (mode === 'strict') await failEntities(warehouse, table, staged, upstreamRows > 0);
  return { findings: findingsOf(invalid), upstreamRows };
}

function findingsOf(rows: readonly InvalidCount[]): GateFinding[] {
  return rows.flatMap(({ partition_date: date, field, checked, invalid }) => {
    const state = criticalState(checked, invalid);
    return state === 'CLEAN' ? [] : [{ date, field, checked, invalid, state }];
  });
}

/** An invalid value without a reason comes from a broken source or broken code: the rows of before are better than it. */
function refuseUnexplained(table: TableDefinition, counts: readonly InvalidCount[], mode: GateMode): void {
  const bad = counts.find(({ checked, unexplained }) => {
    const state = criticalState(checked, unexplained);
    return state === 'CONTAMINATED' || (mode === 'strict' && state === 'PARTIAL');
  });
  if (bad === undefined) return;
  throw new PlatformError(
    'DATA_REFUSED',
    `${table.name} ${bad.partition_date}: ${bad.field} is invalid without a reason in ${bad.unexplained} of ${bad.checked} rows.`,
    'Nothing was written; look at the source of that date, or run with --mode force to write it as it is.',
  );
}

/** Strict mode: rows with an invalid critical value, or that read a contaminated game, become failure records. */
async function failEntities(
  warehouse: Warehouse,
  table: TableDefinition,
  staged: string,
  readsContaminated: boolean,
): Promise<void> {
  const d = warehouse.dialect;
  const p = table.partitionColumn;
  const explains = table.columns.some((column) => column.name === 'missing_inputs');
  for (const check of criticalChecks(table, d).filter(({ share }) => share === undefined)) {
    const why = explains ? ` || ': ' || array_to_string(missing_inputs, ', ')` : '';
    await warehouse.execute(`UPDATE ${staged} SET failure_category = 'CONTAMINATED_UPSTREAM',
      failure_reason = ${d.text(`${check.field} is not valid`)}${why} WHERE failure_category IS NULL AND ${check.invalid}`);
  }
  if (!readsContaminated) return;
  await warehouse.execute(`UPDATE ${staged} SET failure_category = 'CONTAMINATED_UPSTREAM',
      failure_reason = CASE WHEN ${d.listLength('u.games')} = 0 THEN 'an upstream partition of the date is contaminated'
        ELSE 'reads games with invalid critical values upstream: ' || array_to_string(u.games, ', ') END
    FROM ${BATCH_UPSTREAM} u WHERE ${staged}.failure_category IS NULL AND u.partition_date = ${staged}.${p}
      AND u.entity_id IS NOT DISTINCT FROM ${staged}.entity_id AND u.entity_game_id IS NOT DISTINCT FROM ${staged}.entity_game_id`);
}
