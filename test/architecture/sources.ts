import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
export const SRC = join(ROOT, 'src');

/** Files of a folder and of those below it. */
export function filesOf(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(node_modules|dist)\//.test(path));
}

const IMPORT = /(?:\bfrom|\bimport|\bimport\()\s*'([^']+)'/g;

/** What a file imports, as it writes it: modules, types, and what it loads only when it needs it. */
export const importsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(IMPORT)].flatMap((match) => match[1] ?? []);

/** The files among `files` that a file imports. */
export function importedFiles(path: string, files: ReadonlySet<string>): string[] {
  return importsOf(path)
    .filter((specifier) => specifier.startsWith('.'))
    .flatMap((specifier) => {
      const named = resolve(dirname(path), specifier);
      const base = named.replace(/\.js$/, '');
      return [named, `${base}.ts`, `${base}.tsx`].filter((candidate) => files.has(candidate)).slice(0, 1);
    });
}
