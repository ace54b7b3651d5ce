import type { Effects } from '../../../effects.js';
import type { WarehouseHandle } from '../../../engine/engine.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import type { Closing, WriterNeeds } from '../../../ledger/open.js';
import type { TableGraph } from '../../../tables/graph.js';
import { loadSettings } from '../../settings.js';
import type { CommonInput } from '../spec/command.js';

/** A warehouse in hand, and the tables it is read by. */
export interface OpenWarehouse {
  readonly warehouse: Warehouse;
  readonly graph: TableGraph;
  /** Path prefix of the files kept next to the warehouse: run files, watch state, alerts. For DuckDB the warehouse file itself. */
  readonly db: string;
  readonly at: WarehouseHandle;
}

/** The warehouse that flags, environment and configuration name. */
export async function warehouseOf(input: CommonInput, effects: Effects): Promise<WarehouseHandle> {
  const { warehouseAt } = await import('../../../engine/open.js');
  const { db, threads, memory_limit, bigquery_endpoint, bigquery_max_bytes } = loadSettings(input, effects);
  return warehouseAt({
    location: db.value,
    threads: threads.value,
    memoryLimit: memory_limit.value,
    ...(bigquery_endpoint.value === '' ? {} : { endpoint: bigquery_endpoint.value }),
    ...(bigquery_max_bytes.value === 0 ? {} : { maxBytes: bigquery_max_bytes.value }),
  });
}

/** Runs `work` on the warehouse, opened for reading only. Errors: those of ledger/open.ts. */
export async function readWarehouse<T>(
  input: CommonInput,
  effects: Effects,
  work: (open: OpenWarehouse) => Promise<T>,
): Promise<T> {
  const ledger = await import('../../../ledger/open.js');
  const { GRAPH: graph } = await import('../../../tables/registry.js');
  const at = await warehouseOf(input, effects);
  return ledger.readWarehouse(at, graph, (warehouse) => {
    warehouse.obey(effects.signal);
    return work({ warehouse, graph, db: at.beside, at });
  });
}

/** Runs `work` as the one writer of the warehouse. Errors: those of ledger/open.ts. */
export async function writeWarehouse<T>(
  input: CommonInput & { readonly wait?: boolean },
  effects: Effects,
  needs: Pick<WriterNeeds, 'doing' | 'create'>,
  work: (open: OpenWarehouse & { readonly closing: Closing }) => Promise<T>,
): Promise<T> {
  const ledger = await import('../../../ledger/open.js');
  const { GRAPH: graph } = await import('../../../tables/registry.js');
  const at = await warehouseOf(input, effects);
  const onRenewed = (tables: readonly string[]) => {
    if (!input.quiet) effects.stderr(`Created again, empty, because their columns changed: ${tables.join(', ')}.\n`);
  };
  return ledger.writeWarehouse(
    at,
    graph,
    effects,
    { ...needs, wait: input.wait === true, onRenewed },
    (warehouse, closing) => {
      warehouse.obey(effects.signal);
      return work({ warehouse, graph, db: at.beside, at, closing });
    },
  );
}
