import type { Warehouse } from '../../engine/warehouse.js';
import type { TableGraph } from '../../tables/graph.js';

/** What a reader answers from. */
export interface ReadContext {
  readonly warehouse: Warehouse;
  readonly graph: TableGraph;
  readonly version: string;
}
