import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { TABLES } from '../../src/tables/registry.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** Where names are written: beside the tables' columns, and once for all that others read. Frozen migrations keep theirs. */
const HOMES = [
  /^src\/tables\/names\.ts$/,
  /^src\/raw\/tables\//,
  /^src\/raw\/raw-schema\.ts$/,
  /^src\/ledger\/processing-names\.ts$/,
  /^src\/engine\/migrate\.ts$/,
  /^src\/ledger\/platform-schema\.ts$/,
  /^src\/engine\/bigquery\/lock\.ts$/,
  /\/migrations\//,
];

interface Line {
  readonly path: string;
  readonly text: string;
}

/** Lines of code, without comments and without the examples of the help. */
function linesOf(folder: string): Line[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const lines = readFileSync(path, 'utf8').split('\n');
      return lines.map((text) => ({ path: relative(ROOT, path), text: text.trim() }));
    })
    .filter(({ text }) => !/^(\*|\/\/|\/\*\*)/.test(text) && !/nba-props(\.js)? /.test(text));
}

const told = ({ path, text }: Line) => `${path}: ${text}`;

test('the name of a table is written where the table is defined, and nowhere else', () => {
  const NAME = /\bnba_(raw|reference|analytics|precompute|predictions|processing)\.[a-z]/;
  const found = [...linesOf('src'), ...linesOf('web/src')].filter(
    ({ path, text }) => NAME.test(text) && !HOMES.some((home) => home.test(path)),
  );
  expect(found.map(told)).toEqual([]);
});

test('every name is written once', () => {
  const names = linesOf('src').flatMap(
    ({ text }) => /^export const \w+ = '(nba_[a-z]+\.[a-z_]+)';$/.exec(text)?.[1] ?? [],
  );
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

test('commands and pages have no lists of tables: no alias of one stands in them', () => {
  const aliases = TABLES.filter((table) => table.phase > 2).map((table) => table.alias);
  const quoted = new RegExp(`['"\`](${aliases.join('|')})['"\`]`);
  const found = [...linesOf('src/app'), ...linesOf('src/audit'), ...linesOf('src/explain'), ...linesOf('web/src')];
  expect(found.filter(({ text }) => quoted.test(text)).map(told)).toEqual([]);
});
