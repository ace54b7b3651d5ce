import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const json = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

test("DuckDB's client, which the build takes in, is of the version of the bindings that are installed", () => {
  const { dependencies, devDependencies } = json('package.json');
  const client = json('node_modules/@duckdb/node-api/package.json');
  expect(client.dependencies['@duckdb/node-bindings']).toBe(dependencies['@duckdb/node-bindings']);
  expect(devDependencies['@duckdb/node-api']).toBe(client.version);
});
