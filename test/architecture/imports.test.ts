import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOf, importsOf, ROOT, SRC } from './sources.js';

/** The folders of src from the bottom up: each may import itself, what stands before it, errors.ts and effects.ts. */
const LAYERS = [
  'domain',
  'engine',
  'raw',
  'tables',
  'ledger',
  'plan',
  'run',
  'audit',
  'explain',
  'repair',
  'features',
  'tonight',
  'day',
  'watch',
  'app',
] as const;

/** The simulator judges the product, so it must not share its code: it knows the rules of basketball alone. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(LAYERS.map((layer, place) => [layer, LAYERS.slice(0, place)])),
  engine: [],
  simulate: ['domain'],
  download: ['domain'],
  app: [...LAYERS, 'simulate', 'download', 'version', 'package-root'],
};

/** Folder of src that a relative import leads to; a file directly in src counts by its name. */
function layerOf(from: string, specifier: string): string {
  return (
    relative(SRC, resolve(dirname(from), specifier))
      .split('/')[0]
      ?.replace(/\.js$/, '') ?? ''
  );
}

const SOURCES = filesOf(SRC, /\.ts$/);
const inside = (layer: string) => SOURCES.filter((path) => path.startsWith(join(SRC, layer, '/')));

test('every folder of src has its place', () => {
  const folders = readdirSync(SRC, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []));
  expect(folders.sort()).toEqual(Object.keys(BELOW).sort());
});

describe.each(Object.entries(BELOW))('%s', (layer, below) => {
  test(`imports only ${below.length === 0 ? 'itself' : below.join(', ')}`, () => {
    const allowed = new Set([
      layer,
      ...below,
      ...(layer === 'domain' ? [] : ['errors', 'effects', 'processes', 'temporary-folder', 'folder-marks']),
    ]);
    const strays = inside(layer).flatMap((path) =>
      importsOf(path)
        .filter((specifier) => specifier.startsWith('.') && !allowed.has(layerOf(path, specifier)))
        .map((specifier) => `${relative(ROOT, path)} imports ${specifier}`),
    );
    expect(inside(layer).length).toBeGreaterThan(0);
    expect(strays).toEqual([]);
  });
});

test('the domain imports no package and no node module', () => {
  expect(
    inside('domain')
      .flatMap(importsOf)
      .filter((specifier) => !specifier.startsWith('.')),
  ).toEqual([]);
});

test("only DuckDB's folder imports its client, and only engine/ imports the folder of an engine", () => {
  const users = SOURCES.filter((path) => importsOf(path).some((specifier) => specifier.startsWith('@duckdb/')));
  expect(users.map((path) => relative(SRC, path)).filter((path) => !path.startsWith('engine/duckdb/'))).toEqual([]);
  const ofEngine = /^engine\/(?!migrations\/)[^/]+\//;
  const outside = [...SOURCES, ...filesOf(join(ROOT, 'scripts'), /\.ts$/)].filter(
    (path) => !path.startsWith(join(SRC, 'engine', '/')),
  );
  const reachIn = outside.filter((path) =>
    importsOf(path).some((s) => s.startsWith('.') && ofEngine.test(relative(SRC, resolve(dirname(path), s)))),
  );
  expect(reachIn.map((path) => relative(ROOT, path))).toEqual([]);
});

test('tables never import each other: only the lists of tables import a definition', () => {
  const defines = inside('tables').filter((path) =>
    /^export const \w+: TableDefinition = /m.test(readFileSync(path, 'utf8')),
  );
  expect(defines.length).toBeGreaterThanOrEqual(10);
  const definitions = new Set(defines);
  const readers = inside('tables').filter((path) =>
    importsOf(path).some(
      (s) => s.startsWith('.') && definitions.has(resolve(dirname(path), s.replace(/\.js$/, '.ts'))),
    ),
  );
  const lists = ['tables/reference/index.ts', 'tables/registry.ts'];
  expect(readers.map((path) => relative(SRC, path)).filter((path) => !lists.includes(path))).toEqual([]);
});

test('the engine knows tables only through their definitions', () => {
  const aliases = ['player_game_summary', 'team_defense_zone_analysis', 'player_composite_factors', 'ml_feature_store'];
  const named = ['ledger', 'plan', 'run'].flatMap(inside).flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return aliases.filter((alias) => text.includes(alias)).map((alias) => `${relative(SRC, path)}: ${alias}`);
  });
  expect(named).toEqual([]);
});

/** What loading a file loads: files of src and packages. Types and dynamic imports load nothing. */
function loadedBy(start: string): { files: string[]; packages: string[] } {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const follow = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(path, 'utf8').replace(/^import type [^;]*;$/gm, '');
    for (const [, specifier = ''] of text.matchAll(/^(?:import|export|\}) ?[^;]*?\bfrom '([^']+)';$/gm)) {
      if (specifier.startsWith('.')) follow(resolve(dirname(path), specifier.replace(/\.js$/, '.ts')));
      else if (!specifier.startsWith('node:')) packages.add(specifier);
    }
  };
  follow(start);
  return { files: [...seen].map((path) => relative(SRC, path)), packages: [...packages] };
}

test('the start-up path loads no command, no engine, no tables and no package but commander', () => {
  const { files, packages } = loadedBy(join(SRC, 'cli.ts'));
  expect(packages).toEqual(['commander']);
  expect(files.filter((path) => /^(engine|tables|app\/cli\/commands)\//.test(path))).toEqual([]);
});

test.each(filesOf(join(SRC, 'app/cli/commands'), /\.ts$/).map((path) => [relative(SRC, path), path]))(
  'the help of %s loads no engine, no tables and no package',
  (_, path) => {
    const { files, packages } = loadedBy(path);
    expect(packages).toEqual([]);
    expect(files.filter((loaded) => /^(engine|tables|audit|run|repair|app\/server)\//.test(loaded))).toEqual([]);
  },
);

test('files are small: none over 400 lines', () => {
  const folders = ['src', 'test', 'bin', 'scripts', 'web/src'];
  const long = folders
    .flatMap((folder) => filesOf(join(ROOT, folder), /\.(ts|tsx|js|mjs|css)$/))
    .map((path) => ({ path: relative(ROOT, path), lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 400);
  expect(long).toEqual([]);
});
