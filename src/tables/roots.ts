import { RAW_TABLES } from '../raw/raw-tables.js';
import { shortName } from './definition.js';
import type { TableGraph } from './graph.js';
import { BUILT_TABLES } from './reference/build/index.js';

/** A table that derived ones begin with: raw, or built whole from the raw ones. */
export interface RootTable {
  readonly name: string;
  readonly alias: string;
  readonly phase: 1 | 2;
  readonly grain: string;
  readonly key: readonly string[];
}

/** The roots of a graph: all raw tables, and those of the built ones whose dates the ledger keeps because a table reads them. */
export function rootsOf(graph: TableGraph): readonly RootTable[] {
  const root = (
    phase: RootTable['phase'],
    { name, grain, key = [] }: Omit<RootTable, 'alias' | 'phase' | 'key'> & { readonly key?: readonly string[] },
  ) => ({
    name,
    alias: shortName({ name }),
    phase,
    grain,
    key,
  });
  return [
    ...RAW_TABLES.map((table) => root(1, table)),
    ...BUILT_TABLES.filter(({ name }) => graph.readers(name).length > 0).map((table) => root(2, table)),
  ];
}
