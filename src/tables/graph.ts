import { PlatformError } from '../errors.js';
import type { TableDefinition } from './definition.js';
import type { ReadWindow } from './read-window.js';

/** The tables of the cascade with the order that follows from their declared reads; nobody writes it down twice. */
export interface TableGraph {
  /** Every table after all it reads; ties in the order given. */
  readonly ordered: readonly TableDefinition[];
  get(name: string): TableDefinition | undefined;
  /** Derived tables a table reads directly. */
  upstreams(name: string): readonly { readonly table: TableDefinition; readonly windows: readonly ReadWindow[] }[];
  /** Derived tables that read a table (or raw table), directly. */
  readers(name: string): readonly TableDefinition[];
  /** All tables that a table or raw table reaches, in order. */
  downstream(name: string): readonly TableDefinition[];
}

/** Errors: BAD_DEFINITION for a cycle or two tables of one name or alias. */
export function buildGraph(tables: readonly TableDefinition[]): TableGraph {
  const byName = new Map<string, TableDefinition>();
  const aliases = new Set<string>();
  for (const table of tables) {
    if (byName.has(table.name) || aliases.has(table.alias)) {
      throw new PlatformError(
        'BAD_DEFINITION',
        `${table.name} is defined twice.`,
        'Give each table a name and alias of its own.',
      );
    }
    byName.set(table.name, table);
    aliases.add(table.alias);
  }
  const ordered = order(tables, byName);
  const readers = (name: string) => ordered.filter((t) => t.reads.some((read) => read.table === name));
  return {
    ordered,
    get: (name) => byName.get(name),
    upstreams(name) {
      const reads = byName.get(name)?.reads ?? [];
      return reads.flatMap((read) => {
        const table = byName.get(read.table);
        return table === undefined ? [] : [{ table, windows: read.windows }];
      });
    },
    readers,
    downstream(name) {
      const reached = new Set([name]);
      for (const table of ordered) if (table.reads.some((read) => reached.has(read.table))) reached.add(table.name);
      return ordered.filter((table) => table.name !== name && reached.has(table.name));
    },
  };
}

function order(tables: readonly TableDefinition[], byName: ReadonlyMap<string, TableDefinition>): TableDefinition[] {
  const done = new Set<string>();
  const path: string[] = [];
  const ordered: TableDefinition[] = [];
  const visit = (table: TableDefinition) => {
    if (done.has(table.name)) return;
    if (path.includes(table.name)) {
      throw new PlatformError(
        'BAD_DEFINITION',
        `Tables read each other: ${[...path, table.name].join(' -> ')}.`,
        'Break the cycle.',
      );
    }
    path.push(table.name);
    for (const read of table.reads) {
      const upstream = byName.get(read.table);
      if (upstream !== undefined) visit(upstream);
    }
    path.pop();
    done.add(table.name);
    ordered.push(table);
  };
  for (const table of tables) visit(table);
  return ordered;
}
