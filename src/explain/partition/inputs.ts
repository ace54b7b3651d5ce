import { tableRead } from '../../ledger/input-hash.js';
import type { TableDefinition } from '../../tables/definition.js';
import { aliasOf } from '../../tables/find-table.js';
import type { TableGraph } from '../../tables/graph.js';
import { windowText } from '../../tables/read-window.js';
import type { PartitionInput } from './report.js';

/** What a partition reads, each table with what the run saw of it and what the ledger says now. */
export function inputsOf(
  table: TableDefinition,
  recordedText: string | null,
  currentText: string | null,
  graph: TableGraph,
): PartitionInput[] {
  const [recorded, current] = [sums(recordedText), sums(currentText)];
  return table.reads.map((read) => {
    const [was, is] = [recorded.get(read.table) ?? null, current.get(read.table) ?? null];
    return {
      table: read.table,
      alias: aliasOf(read.table, graph),
      windows: read.windows.map(windowText),
      columns: read.columns === undefined ? null : [...read.columns],
      sameDate: read.windows.some((window) => window.kind === 'same_date'),
      recorded: was,
      current: is,
      changed: was !== null && was !== is,
    };
  });
}

/** Sums by table of 'table=sum;table[columns]=sum' as the ledger writes it. */
function sums(inputs: string | null): Map<string, string> {
  const parts = (inputs ?? '').split(';').filter((part) => part !== '');
  return new Map(
    parts.map((part) => {
      const [name = '', sum = ''] = part.split('=');
      return [tableRead(name), sum];
    }),
  );
}
