import { expect, test } from 'vitest';
import { duckdbDialect } from '../../src/engine/duckdb/dialect.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import type { TableDefinition } from '../../src/tables/definition.js';
import { PCF } from '../../src/tables/names.js';
import { GRAPH } from '../../src/tables/registry.js';

const hashOf = (table: TableDefinition) => compileTable(table, GRAPH.get, duckdbDialect).codeHash;

test('a critical rule is part of the hash, because its counts stand in the ledger', () => {
  const table = GRAPH.get(PCF)!;
  const critical = { when: 'known_before_game' };
  const changed = table.columns.map((column) => (column.name === 'fatigue_score' ? { ...column, critical } : column));
  expect(hashOf({ ...table, columns: changed })).not.toBe(hashOf(table));
});

test('what a column is called in words is not', () => {
  const table = GRAPH.get(PCF)!;
  const renamed = table.columns.map((column) => ({ ...column, meaning: 'Other words.' }));
  expect(hashOf({ ...table, columns: renamed })).toBe(hashOf(table));
});
