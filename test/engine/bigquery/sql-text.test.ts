import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withWarehouse } from '../../../src/app/cli/spec/warehouse-words.js';
import { addressOf } from '../../../src/engine/bigquery/address.js';
import { prefixed, relationsIn, renamed, targetOf } from '../../../src/engine/bigquery/names.js';
import { bound, countOf, doing } from '../../../src/engine/bigquery/statement.js';
import { bodyOf } from '../../../src/engine/bigquery/tables.js';
import { statementsOf, textOf, tokensOf } from '../../../src/engine/bigquery/tokens.js';
import { rowOf } from '../../../src/engine/bigquery/values.js';
import { withWholeRange } from '../../../src/engine/bigquery/whole-range.js';

describe('a statement as pieces', () => {
  test('is the statement when they are joined, whatever it is', () => {
    fc.assert(fc.property(fc.string(), (sql) => textOf(tokensOf(sql)) === sql));
    const piece = fc.constantFrom("'", '"', "'''", '\\', '--', '\n', 'a', '`', '?', ';', ' ', '/*', '*/', "r'");
    fc.assert(fc.property(fc.array(piece), (pieces) => textOf(tokensOf(pieces.join(''))) === pieces.join('')));
  });

  test('ends at semicolons that stand in no text and no comment', () => {
    const sql = `SELECT 'a;b\\';c' -- d;\n; /* ; */ SELECT """x;y""";;`;
    expect(statementsOf(sql).map((tokens) => textOf(tokens).trim())).toEqual([
      `SELECT 'a;b\\';c' -- d;`,
      `/* ; */ SELECT """x;y"""`,
    ]);
  });

  test.each([
    ['SELECT 1', 'reads'],
    ['WITH a AS (SELECT 1) SELECT * FROM a', 'reads'],
    ['-- x\nINSERT INTO t SELECT 1', 'changes rows'],
    ['CREATE OR REPLACE TEMP TABLE t AS SELECT 1', 'makes a temporary table'],
    ['CREATE SCHEMA IF NOT EXISTS s', 'makes a schema'],
    ['DROP VIEW IF EXISTS s.v', 'changes tables'],
  ])('%s: %s', (sql, does) => {
    expect(doing(tokensOf(sql))).toBe(does);
  });
});

describe('what is bound', () => {
  test('question marks and dates become literals, but not in texts and comments', () => {
    const dates = new Map([['batch_from', '2021-12-04']]);
    const sql = `SELECT '?@batch_from', ? -- ?\nFROM t WHERE d >= @batch_from AND n = ?`;
    expect(textOf(bound(sql, ["o'k", -2], dates))).toBe(
      `SELECT '?@batch_from', 'o\\'k' -- ?\nFROM t WHERE d >= DATE '2021-12-04' AND n = (-2)`,
    );
  });

  test('any text stands in one literal', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const [, literal, ...more] = tokensOf(textOf(bound('=?', [value], new Map())));
        return literal?.kind === 'text' && more.length === 0;
      }),
    );
  });

  test('a date that was not set is a bug', () => {
    expect(() => bound('SELECT @batch_to', [], new Map())).toThrow('batch_to is not set');
  });
});

describe('the relations of a statement', () => {
  const other = (name: string) => ({ staged: 'staged_7', 'nba_raw.t': 'copy_1' })[name];
  const rename = (sql: string) => textOf(renamed(tokensOf(sql), other));

  test.each([
    ['SELECT * FROM staged', 'SELECT * FROM staged_7 AS staged'],
    ['SELECT staged.a FROM staged WHERE staged.a > 1', 'SELECT staged.a FROM staged_7 AS staged WHERE staged.a > 1'],
    ['SELECT s.a FROM staged s JOIN staged AS o ON TRUE', 'SELECT s.a FROM staged_7 s JOIN staged_7 AS o ON TRUE'],
    ['SELECT t.a FROM nba_raw.t JOIN nba_raw.t x USING (a)', 'SELECT t.a FROM copy_1 AS t JOIN copy_1 x USING (a)'],
    ['INSERT INTO nba_raw.t (a) SELECT a FROM staged', 'INSERT INTO copy_1 (a) SELECT a FROM staged_7 AS staged'],
    [
      'DELETE FROM nba_raw.t AS p WHERE EXISTS (SELECT 1 FROM staged)',
      'DELETE FROM copy_1 AS p WHERE EXISTS (SELECT 1 FROM staged_7 AS staged)',
    ],
    ['UPDATE nba_raw.t SET a = 1 WHERE TRUE', 'UPDATE copy_1 AS t SET a = 1 WHERE TRUE'],
    ['DROP TABLE IF EXISTS staged', 'DROP TABLE IF EXISTS staged_7'],
    ["SELECT 'FROM staged' AS staged FROM other", "SELECT 'FROM staged' AS staged FROM other"],
    ['SELECT a FROM t, UNNEST(staged) AS x', 'SELECT a FROM t, UNNEST(staged) AS x'],
  ])('%s', (sql, expected) => {
    expect(rename(sql)).toBe(expected);
  });

  test('names are found after the words that come before relations', () => {
    const sql = 'SELECT a FROM x.y JOIN (SELECT 1 FROM z) q CROSS JOIN UNNEST(l) AS i WHERE b IN (SELECT c FROM `x`.w)';
    expect(relationsIn(tokensOf(sql)).map(({ name }) => name)).toEqual(['x.y', 'z', 'x.w']);
  });

  test.each([
    ['INSERT INTO a.b (c) SELECT 1', 'a.b'],
    ['UPDATE a.b AS f SET c = 1 FROM a.d WHERE TRUE', 'a.b'],
    ['DELETE FROM a.b WHERE TRUE', 'a.b'],
    ['SELECT 1 FROM a.b', null],
  ])('%s changes %s', (sql, target) => {
    expect(targetOf(tokensOf(sql))).toBe(target);
  });

  test('data sets get the prefix, texts and columns do not', () => {
    const sql = "SELECT nba_raw.t.a, x.nba_raw, 'nba_raw.t' FROM nba_raw.t x JOIN other.t y ON TRUE";
    expect(textOf(prefixed(tokensOf(sql), 'p_'))).toBe(
      "SELECT p_nba_raw.t.a, x.nba_raw, 'nba_raw.t' FROM p_nba_raw.t x JOIN other.t y ON TRUE",
    );
  });
});

describe('a table that is read with a filter only', () => {
  const RANGE = "(SELECT * FROM x.t WHERE day >= DATE '0001-01-01')";

  test.each([
    ['SELECT a FROM x.t', `SELECT a FROM ${RANGE} AS t`],
    ['SELECT q.a FROM x.t q WHERE q.day = ?', `SELECT q.a FROM ${RANGE} q WHERE q.day = ?`],
    ['SELECT t.a FROM y.u LEFT JOIN x.t ON TRUE', `SELECT t.a FROM y.u LEFT JOIN ${RANGE} AS t ON TRUE`],
    ['INSERT INTO x.t (a) SELECT a + 1 FROM x.t AS o', `INSERT INTO x.t (a) SELECT a + 1 FROM ${RANGE} AS o`],
    [
      'DELETE FROM x.t WHERE day = ? AND a IN (SELECT a FROM x.t)',
      `DELETE FROM x.t WHERE day = ? AND a IN (SELECT a FROM ${RANGE} AS t)`,
    ],
    ['CREATE OR REPLACE VIEW x.v AS SELECT a FROM x.t', `CREATE OR REPLACE VIEW x.v AS SELECT a FROM ${RANGE} AS t`],
    ['DROP TABLE IF EXISTS x.t', 'DROP TABLE IF EXISTS x.t'],
    ['SELECT a FROM y.u', 'SELECT a FROM y.u'],
  ])('%s', (sql, expected) => {
    expect(textOf(withWholeRange(tokensOf(sql), (name) => (name === 'x.t' ? 'day' : undefined)))).toBe(expected);
  });
});

describe('the number of rows that a statement will change', () => {
  test.each([
    [
      'DELETE FROM a.b AS p WHERE c IN (SELECT d FROM e)',
      'SELECT COUNT(*) AS n FROM a.b AS p WHERE c IN (SELECT d FROM e)',
    ],
    ['INSERT INTO a.b (c) SELECT 1 FROM d', 'SELECT COUNT(*) AS n FROM (SELECT 1 FROM d) changed'],
    ['INSERT INTO a.b (c) VALUES (1)', null],
    ['UPDATE a.b SET c = (SELECT 1 FROM x WHERE TRUE) WHERE d = 2', 'SELECT COUNT(*) AS n FROM  a.b  WHERE d = 2'],
    [
      'UPDATE a.b AS f SET c = h.c FROM (SELECT 1 AS c) AS h WHERE f.d = h.d',
      'SELECT COUNT(*) AS n FROM  a.b AS f  CROSS JOIN  (SELECT 1 AS c) AS h  WHERE f.d = h.d',
    ],
  ])('%s', (sql, expected) => {
    expect(countOf(tokensOf(sql))).toBe(expected);
  });
});

test('values of every type are plain, times to the millisecond or as they are stored', () => {
  const fields = [
    { name: 'at', type: 'TIMESTAMP' },
    { name: 'many', type: 'STRING', mode: 'REPEATED' },
    { name: 'big', type: 'INT64' },
    { name: 'sum', type: 'BIGNUMERIC' },
    { name: 'inf', type: 'FLOAT64' },
    { name: 'one', type: 'RECORD', fields: [{ name: 'a', type: 'BOOL' }] },
  ];
  const row = {
    f: ['-1500001', [{ v: 'a' }], '-9007199254740993', '12.000', '-inf', { f: [{ v: 'false' }] }].map((v) => ({ v })),
  };
  const plain = { many: ['a'], big: '-9007199254740993', sum: 12, inf: '-Infinity', one: { a: false } };
  expect(rowOf(fields, row)).toEqual({ at: '1969-12-31T23:59:58.499Z', ...plain });
  expect(rowOf(fields, row, 'stored')).toEqual({ at: '1969-12-31T23:59:58.499999Z', ...plain });
});

test('a table is told with its partitions, its clusters and what its columns mean', () => {
  const columns = [
    { name: 'day', type: 'date', meaning: 'The date.' },
    { name: 'tags', type: 'string_list' },
    ...['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, type: 'integer' as const })),
  ] as const;
  const table = { name: 'x.t', columns, partitionBy: 'day', clusterBy: ['day', 'a', 'b', 'c', 'd', 'e'] };
  expect(bodyOf(table)).not.toHaveProperty('requirePartitionFilter');
  const body = bodyOf({ ...table, needsFilter: true });
  expect(body).toMatchObject({
    timePartitioning: { type: 'DAY', field: 'day' },
    requirePartitionFilter: true,
    clustering: { fields: ['a', 'b', 'c', 'd'] },
  });
  expect(body).toHaveProperty('schema.fields.0', {
    name: 'day',
    type: 'DATE',
    mode: 'NULLABLE',
    description: 'The date.',
  });
  expect(body).toHaveProperty('schema.fields.1', { name: 'tags', type: 'STRING', mode: 'REPEATED' });
});

describe('where a warehouse lies', () => {
  test.each([
    ['bigquery:my-project', { project: 'my-project', prefix: '' }],
    ['bigquery:my-project/x_', { project: 'my-project', prefix: 'x_' }],
    ['bigquery:example.com:my-project/x_@EU', { project: 'example.com:my-project', prefix: 'x_', region: 'EU' }],
  ])('%s', (location, address) => {
    expect(addressOf(location)).toEqual(address);
  });

  test.each(['bigquery:', 'bigquery:a/b/c', 'bigquery:a/b-c', 'bigquery:A'])('%s is refused', (location) => {
    expect(() => addressOf(location)).toThrow('no warehouse of BigQuery');
  });

  test('options become one --db', () => {
    expect(withWarehouse({ warehouse: 'bigquery', project: 'p', datasetPrefix: 'x_', location: 'EU' })).toMatchObject({
      db: 'bigquery:p/x_@EU',
    });
    expect(withWarehouse({ db: 'a.duckdb' })).toEqual({ db: 'a.duckdb' });
  });

  test.each([{ warehouse: 'bigquery' }, { project: 'p' }, { warehouse: 'bigquery', project: 'p', db: 'x' }])(
    '%j is refused',
    (values) => {
      expect(() => withWarehouse(values)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
    },
  );
});
