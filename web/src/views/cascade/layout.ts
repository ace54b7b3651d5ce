import type { TableInfo } from '../../../../src/app/server/schema/cells.js';

export interface Place {
  readonly table: TableInfo;
  readonly x: number;
  readonly width: number;
  readonly y: number;
}

/** Sources have the longest names: their column is wider. */
export const NODE = { width: 104, root: 142, height: 40, gapX: 21, gapY: 9 } as const;

/** Columns by the longest way from a source; rows so that edges cross little: each table near the mean of what it reads. */
export function layout(tables: readonly TableInfo[]): { places: Place[]; width: number; height: number } {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const depth = new Map<string, number>();
  const depthOf = (table: TableInfo): number => {
    const known = depth.get(table.name);
    if (known !== undefined) return known;
    const above = table.reads.flatMap((read) => byName.get(read.table) ?? []);
    // What is read off the sources shares one column, whatever it reads of its own kind.
    const isRoot = table.phase < 2 || table.reads.length === 0;
    const own = isRoot ? 0 : table.phase === 2 ? 1 : 1 + Math.max(...above.map(depthOf));
    depth.set(table.name, own);
    return own;
  };
  for (const table of tables) depthOf(table);
  const columns: TableInfo[][] = [];
  for (const table of tables) {
    const at = depthOf(table);
    columns[at] ??= [];
    columns[at].push(table);
  }
  const row = new Map<string, number>();
  for (const column of columns) {
    const mean = (table: TableInfo) => {
      const rows = table.reads.flatMap((read) => row.get(read.table) ?? []);
      return rows.length === 0 ? Number.POSITIVE_INFINITY : rows.reduce((a, b) => a + b, 0) / rows.length;
    };
    if (column !== columns[0]) column.sort((a, b) => mean(a) - mean(b));
    for (const [i, table] of column.entries()) row.set(table.name, i - (column.length - 1) / 2);
  }
  const tallest = Math.max(...columns.map((column) => column.length));
  const step = NODE.height + NODE.gapY;
  const places = columns.flatMap((column, c) =>
    column.map((table) => ({
      table,
      x: c === 0 ? 0 : NODE.root + NODE.gapX + (c - 1) * (NODE.width + NODE.gapX),
      width: c === 0 ? NODE.root : NODE.width,
      y: ((row.get(table.name) ?? 0) + (tallest - 1) / 2) * step,
    })),
  );
  const width = NODE.root + (columns.length - 1) * (NODE.width + NODE.gapX);
  return { places, width, height: tallest * step };
}
