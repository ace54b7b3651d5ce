import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../src/ledger/platform-schema.js';
import { storedColumns } from '../../src/tables/definition.js';
import { dictionary } from '../../src/tables/dictionary.js';
import { BUILT_TABLES } from '../../src/tables/reference/build/index.js';
import { GRAPH, TABLES } from '../../src/tables/registry.js';

describe('data dictionary', () => {
  it('is what the definitions say; "npm run docs" writes it', () => {
    const written = readFileSync(resolve(import.meta.dirname, '../../docs/data-dictionary.md'), 'utf8');
    expect(written).toBe(dictionary(GRAPH, VIEWS));
  });

  it('tells the meaning of every column, and a unit of every double', () => {
    const unclear = [...TABLES, ...BUILT_TABLES].flatMap((table) =>
      ('sql' in table ? storedColumns(table) : table.columns)
        .filter((column) => column.meaning.length < 8 || (column.type === 'double' && column.unit === undefined))
        .map((column) => `${table.name}.${column.name}`),
    );
    expect(unclear).toEqual([]);
  });
});
