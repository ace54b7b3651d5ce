import { nearest } from '../domain/nearest.js';
import { PlatformError } from '../errors.js';
import { type Phase, shortName, type TableDefinition } from '../tables/definition.js';
import type { TableGraph } from '../tables/graph.js';

/**
 * Tables by full name, short alias, phase number or 'all' (phases 3 to 5; 'reference' or 2 for phase 2).
 * Errors: UNKNOWN_TABLE with the nearest name.
 */
export function selectTables(names: readonly string[], graph: TableGraph): TableDefinition[] {
  if (names.length === 0) return graph.ordered.filter((table) => table.phase > 2);
  const chosen = new Set<TableDefinition>();
  for (const name of names.flatMap((n) => n.split(',')).filter((n) => n !== '')) {
    for (const table of match(name, graph)) chosen.add(table);
  }
  return graph.ordered.filter((table) => chosen.has(table));
}

function match(name: string, graph: TableGraph): readonly TableDefinition[] {
  const wanted = name.toLowerCase();
  if (wanted === 'all') return graph.ordered.filter((table) => table.phase > 2);
  const phase = phaseOf(wanted);
  if (phase !== null) return graph.ordered.filter((table) => table.phase === phase);
  const found = graph.ordered.filter((table) => [table.name, table.alias, shortName(table)].includes(wanted));
  if (found.length > 0) return found;
  const names = graph.ordered.flatMap((table) => [shortName(table), table.alias]);
  const near = nearest(wanted, names);
  throw new PlatformError(
    'UNKNOWN_TABLE',
    `There is no table ${name}.${near === null ? '' : ` Did you mean ${near}?`}`,
    `Tables: ${graph.ordered.map((table) => table.alias).join(', ')}, or a phase: 2, 3, 4, 5, all.`,
  );
}

function phaseOf(name: string): Phase | null {
  if (name === 'reference') return 2;
  const digits = /^(?:phase[ _-]?)?([2-5])$/.exec(name)?.[1];
  return digits === undefined ? null : (Number(digits) as Phase);
}
