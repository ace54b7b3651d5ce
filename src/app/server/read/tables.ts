import { PlatformError } from '../../../errors.js';
import { RAW_TABLES } from '../../../raw/raw-tables.js';
import { shortName, type TableDefinition } from '../../../tables/definition.js';
import type { TableGraph } from '../../../tables/graph.js';
import { windowText } from '../../../tables/read-window.js';
import type { TableInfo } from '../schema/cells.js';

/** A table the page may name, raw ones included. */
export type KnownTable =
  | { readonly kind: 'derived'; readonly table: TableDefinition }
  | { readonly kind: 'raw'; readonly name: string };

/** The table of a full name or alias. Error: UNKNOWN_TABLE; only names of the registry come back. */
export function findTable(name: string, graph: TableGraph): KnownTable {
  const table = graph.ordered.find((t) => t.name === name || t.alias === name || shortName(t) === name);
  if (table !== undefined) return { kind: 'derived', table };
  const raw = rawTables(graph).find((r) => r === name || rawAlias(r) === name);
  if (raw !== undefined) return { kind: 'raw', name: raw };
  throw new PlatformError('UNKNOWN_TABLE', 'There is no such table.', 'See the list of tables in Coverage.');
}

/** Roots of the cascade: raw tables, and whatever a definition reads that is not derived itself. */
export function rawTables(graph: TableGraph): readonly string[] {
  const names = new Set(RAW_TABLES.map((raw) => raw.name));
  for (const table of graph.ordered)
    for (const read of table.reads) if (graph.get(read.table) === undefined) names.add(read.table);
  return [...names];
}

export const rawAlias = (name: string): string => name.slice(name.indexOf('.') + 1);

/** Every table in the order of the cascade, roots first. */
export function tableInfos(graph: TableGraph): TableInfo[] {
  const roots = rawTables(graph).map((name) => ({
    name,
    alias: rawAlias(name),
    phase: name.startsWith('nba_raw.') ? 1 : 2,
    grain: 'rows as the source has them',
    entity: null,
    pregame: false,
    key: [],
    reads: [],
    readers: graph.readers(name).map((t) => t.name),
  }));
  const derived = graph.ordered.map((table) => ({
    name: table.name,
    alias: table.alias,
    phase: table.phase,
    grain: table.grain,
    entity: table.entity.kind,
    pregame: table.pregame,
    key: [...table.key],
    reads: table.reads.map((read) => ({ table: read.table, windows: read.windows.map(windowText) })),
    readers: graph.readers(table.name).map((t) => t.name),
  }));
  return [...roots, ...derived];
}
