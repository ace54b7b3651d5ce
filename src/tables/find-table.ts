import { PlatformError } from '../errors.js';
import { shortName, type TableDefinition } from './definition.js';
import type { TableGraph } from './graph.js';
import { type RootTable, rootsOf } from './roots.js';

/** A table of the cascade: derived, or one of its roots. */
export type KnownTable =
  | { readonly kind: 'derived'; readonly table: TableDefinition }
  | { readonly kind: 'root'; readonly table: RootTable };

/** The table of a full name, short name or alias. Error: UNKNOWN_TABLE; only names of definitions come back. */
export function findTable(name: string, graph: TableGraph): KnownTable {
  const table = graph.ordered.find((t) => t.name === name || t.alias === name || shortName(t) === name);
  if (table !== undefined) return { kind: 'derived', table };
  const root = rootsOf(graph).find((r) => r.name === name || r.alias === name);
  if (root !== undefined) return { kind: 'root', table: root };
  throw new PlatformError('UNKNOWN_TABLE', 'There is no such table.', 'See the list of tables in Coverage.');
}

/** What any table of the cascade is called for short. */
export const aliasOf = (name: string, graph: TableGraph): string => graph.get(name)?.alias ?? shortName({ name });
