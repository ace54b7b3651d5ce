import type { TableGraph } from '../tables/graph.js';
import type { Warehouse } from '../warehouse/warehouse.js';

/** What a reader answers from. */
export interface ReadContext {
  readonly warehouse: Warehouse;
  readonly graph: TableGraph;
  readonly version: string;
}
