import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf, importedFiles, ROOT } from './sources.js';

/** Sets of files that import each other in a circle: the strongly connected parts of the graph, by Tarjan's algorithm. */
function cyclesIn(folder: string): string[][] {
  const files = new Set(filesOf(folder, /\.tsx?$/));
  const place = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): number => {
    place.set(file, place.size);
    let low = place.size - 1;
    stack.push(file);
    for (const next of importedFiles(file, files)) {
      if (!place.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, place.get(next) ?? low);
    }
    if (low === place.get(file)) {
      const part = stack.splice(stack.indexOf(file));
      if (part.length > 1) cycles.push(part.map((path) => relative(folder, path)).sort());
    }
    return low;
  };
  for (const file of files) if (!place.has(file)) visit(file);
  return cycles;
}

describe.each(['src', 'web/src', 'test', 'scripts'])('%s', (folder) => {
  it('has no files that import each other in a circle, types included', () => {
    expect(cyclesIn(join(ROOT, folder))).toEqual([]);
  });
});

describe('the search itself', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cycles-'));
    writeFileSync(join(folder, 'a.ts'), "import type { B } from './b.js';\n");
    writeFileSync(join(folder, 'b.ts'), "export const c = () => import('./c.js');\n");
    writeFileSync(join(folder, 'c.ts'), "export * from './a.js';\n");
    writeFileSync(join(folder, 'd.ts'), "import './a.js';\n");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('follows types, dynamic imports and re-exports', () => {
    expect(cyclesIn(folder)).toEqual([['a.ts', 'b.ts', 'c.ts']]);
  });
});
