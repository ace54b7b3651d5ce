import type { TableGraph } from '../../../tables/graph.js';
import { windowText } from '../../../tables/read-window.js';
import { rootsOf } from '../../../tables/roots.js';
import type { TableInfo } from '../schema/cells.js';

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
