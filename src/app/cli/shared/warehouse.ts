import type { Effects } from '../../../effects.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import type { TableGraph } from '../../../tables/graph.js';
import type { CommonInput } from '../spec/command.js';
import type { Closing, WriterNeeds } from './open.js';

/** A warehouse in hand, and the tables it is read by. */
export interface OpenWarehouse {
  readonly warehouse: Warehouse;
  readonly graph: TableGraph;
  /** Absolute path of the file. */
  readonly db: string;
}

/** Runs `work` on the warehouse, opened for reading only. Errors: as withReader. */
export async function readWarehouse<T>(
  input: CommonInput,
  effects: Effects,
  work: (open: OpenWarehouse) => Promise<T>,
): Promise<T> {
  const { withReader } = await import('./open.js');
  const { GRAPH } = await import('../../../tables/registry.js');
  return withReader(input, effects, (warehouse, db) => work({ warehouse, graph: GRAPH, db }));
}

/** Runs `work` as the one writer of the warehouse. Errors: as withWriter. */
export async function writeWarehouse<T>(
  input: CommonInput & { readonly wait?: boolean },
  effects: Effects,
  needs: WriterNeeds,
  work: (open: OpenWarehouse & { readonly closing: Closing }) => Promise<T>,
): Promise<T> {
  const { withWriter } = await import('./open.js');
  const { GRAPH } = await import('../../../tables/registry.js');
  return withWriter(input, effects, needs, (warehouse, db, closing) => work({ warehouse, graph: GRAPH, db, closing }));
}
