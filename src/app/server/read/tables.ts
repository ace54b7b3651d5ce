import { PlatformError } from '../../../errors.js';
import { shortName, type TableDefinition } from '../../../tables/definition.js';
import type { TableGraph } from '../../../tables/graph.js';
import { windowText } from '../../../tables/read-window.js';
import { type RootTable, rootsOf } from '../../../tables/roots.js';
import type { TableInfo } from '../schema/cells.js';

/** A table the page may name, raw ones included. */
export type KnownTable =
  | { readonly kind: 'derived'; readonly table: TableDefinition }
  | { readonly kind: 'root'; readonly table: RootTable };

/** The table of a full name or alias. Error: UNKNOWN_TABLE; only names of the registry come back. */
export function findTable(name: string, graph: TableGraph): KnownTable {
  const table = graph.ordered.find((t) => t.name === name || t.alias === name || shortName(t) === name);
  if (table !== undefined) return { kind: 'derived', table };
  const root = rootsOf(graph).find((r) => r.name === name || r.alias === name);
  if (root !== undefined) return { kind: 'root', table: root };
  throw new PlatformError('UNKNOWN_TABLE', 'There is no such table.', 'See the list of tables in Coverage.');
}

/** Every table in the order of the cascade, roots first. */
export function tableInfos(graph: TableGraph): TableInfo[] {
  const roots = rootsOf(graph).map((root) => ({
    ...root,
    title: root.alias,
    key: [...root.key],
    entity: null,
    pregame: false,
    hasBands: false,
    reads: [],
    readers: graph.readers(root.name).map((t) => t.name),
  }));
  const derived = graph.ordered.map((table) => ({
    name: table.name,
    alias: table.alias,
    title: table.title ?? table.alias,
    phase: table.phase,
    grain: table.grain,
    entity: table.entity.kind,
    pregame: table.pregame,
    hasBands: table.expects?.failureBands !== undefined,
    key: [...table.key],
    reads: table.reads.map((read) => ({ table: read.table, windows: read.windows.map(windowText) })),
    readers: graph.readers(table.name).map((t) => t.name),
  }));
  return [...roots, ...derived];
}
