import { describe, expect, it } from 'vitest';
import { bigqueryDialect } from '../../src/engine/bigquery/dialect.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import { RAW_STORED } from '../../src/raw/raw-schema.js';
import { storedAs } from '../../src/tables/definition.js';
import { GRAPH } from '../../src/tables/registry.js';

/** Tables that are partitioned by a date: name to that column. */
const PARTITIONED = new Map(
  [...RAW_STORED, ...GRAPH.ordered.map(storedAs)].flatMap(({ name, partitionBy }) =>
    partitionBy === undefined ? [] : [[name, partitionBy] as const],
  ),
);
/** Names in SQL; between quotes one is data. */
const NAME = /(?<!')\bnba_\w+\.\w+/g;
/** A read as contexts make it: the partition column under its own name, then the bounds of the batch, which are constants to the planner. */
const BOUNDED =
  /\(SELECT [^()]*?, x\.(\w+) AS ledger_date FROM (nba_\w+\.\w+) x\) t\s+(?:JOIN batch_dates b ON t\.ledger_date = b\.partition_date\s+)?WHERE t\.ledger_date BETWEEN [^)]*?@batch_\w+/g;
/** A read of every version of rows (raw/store/ever-known.ts), from the raw table and from its history. */
const EVERY_VERSION =
  /known_(?:from|until|to)\b[^()]*? FROM (nba_\w+\.\w+) WHERE (?:known_from < known_to AND )?(\w+) BETWEEN [^)]*?@batch_\w+/g;

describe.each(GRAPH.ordered.map((table) => [table.alias, table] as const))('%s', (_, table) => {
  it('reads of partitioned tables only the dates that its batch can reach', () => {
    const { sql } = compileTable(table, GRAPH.get, bigqueryDialect);
    const reads = (sql.match(NAME) ?? []).filter((name) => PARTITIONED.has(name)).sort();
    const found = [
      ...[...sql.matchAll(BOUNDED)].map(([, column, name = '']) => ({ name, column })),
      ...[...sql.matchAll(EVERY_VERSION)].map(([, name = '', column]) => ({ name, column })),
    ];
    const bounded = found.filter(({ name, column }) => PARTITIONED.get(name) === column);
    expect(bounded.map(({ name }) => name).sort()).toEqual(reads);
  });
});

it('nearly every table reads one', () => {
  expect(PARTITIONED.size).toBeGreaterThan(15);
});
