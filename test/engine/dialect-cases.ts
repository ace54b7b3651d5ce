import type { Dialect } from '../../src/engine/dialect.js';
import type { Row } from '../../src/engine/warehouse.js';

interface Case {
  /** The function of the dialect. */
  readonly of: keyof Dialect;
  readonly sql: string;
  readonly gives: readonly Row[];
}

/** Hand-worked examples of every function of a dialect, as statements whose answers are the same on every engine. */
export function expressionsOf(d: Dialect): Case[] {
  const one = (of: keyof Dialect, expression: string, x: Row[string]): Case => ({
    of,
    sql: `SELECT ${expression} AS x`,
    gives: [{ x }],
  });
  /** Over the rows (1, 'b', 0.1), (2, 'a', 0.2), (3, NULL, NULL). */
  const rows = `(SELECT 1 AS n, 'b' AS t, ${d.cast('0.1', 'double')} AS f UNION ALL SELECT 2, 'a', 0.2
    UNION ALL SELECT 3, ${d.cast('NULL', 'string')}, ${d.cast('NULL', 'double')})`;
  const over = (of: keyof Dialect, expression: string, x: Row[string]): Case => ({
    of,
    sql: `SELECT ${expression} AS x FROM ${rows} r`,
    gives: [{ x }],
  });
  const none = d.cast('NULL', 'integer');
  const stamp = d.cast(d.text('2021-12-05 00:30:00'), 'timestamp');
  return [
    one('cast', d.cast(d.text('12'), 'integer'), 12),
    one('tryCast', d.tryCast(d.text('twelve'), 'integer'), null),
    one('text', d.text("it's \\n"), "it's \\n"),
    one('date', d.date('2021-12-04'), '2021-12-04'),
    { of: 'except', sql: `SELECT ${d.except('r', ['t', 'f'])} FROM ${rows} r ORDER BY n LIMIT 1`, gives: [{ n: 1 }] },
    { of: 'materialized', sql: `WITH ${d.materialized('m', 'SELECT 1 AS x')} SELECT x FROM m`, gives: [{ x: 1 }] },
    over('countIf', d.countIf('n > 1'), 2),
    over('countIf', d.countIf('n > 9'), 0),
    over('anyTrue', d.anyTrue('n = 3'), true),
    over('anyTrue', d.anyTrue(`t = 'c'`), false),
    over('minBy', d.minBy('t', 'n'), 'b'),
    over('maxBy', d.maxBy('t', 'n'), 'a'),
    over('firstBy', d.firstBy('n', 'n DESC'), 3),
    over('firstBy', d.firstBy('n', 'n DESC', 't IS NOT NULL'), 2),
    over('firstBy', d.firstBy('n', 'n', 'n > 9'), null),
    over('sumIf', d.sumIf('n', 'n > 1'), 5),
    over('sumIf', d.sumIf('n', 'n > 9'), null),
    // 0.1 + 0.2 as doubles is 0.30000000000000004.
    over('exactSum', d.exactSum('f'), 0.3),
    one('divide', d.divide('1', '4'), 0.25),
    one('divide', d.divide('1', '0'), null),
    {
      of: 'medianOver',
      sql: `SELECT n, ${d.cast(d.medianOver('f', 't IS NULL'), 'double')} AS x FROM ${rows} r ORDER BY n`,
      gives: [
        { n: 1, x: 0.15000000000000002 },
        { n: 2, x: 0.15000000000000002 },
        { n: 3, x: null },
      ],
    },
    one('daysBetween', d.daysBetween(d.date('2021-12-30'), d.date('2022-01-02')), 3),
    one('utcOffsetMinutes', d.utcOffsetMinutes(d.date('2021-12-04'), d.text('America/New_York')), -300),
    one('utcOffsetMinutes', d.utcOffsetMinutes(d.date('2021-07-04'), d.text('America/New_York')), -240),
    one('addDays', d.addDays(d.date('2021-12-31'), 1), '2022-01-01'),
    one('clamp', d.clamp('7', 0, 5), 5),
    one('clamp', d.clamp(none, 0, 5), null),
    over('textList', d.textList('t'), ['a', 'b']),
    over('textList', d.textList('t', 'n = 3'), []),
    one('listOfPresent', d.listOfPresent([`'a'`, d.cast('NULL', 'string')]), ['a']),
    one('listOfPresent', d.listOfPresent([]), []),
    one('emptyList', d.emptyList(), []),
    one('sortedSet', d.sortedSet(d.split(d.text('b,a,b'), ',')), ['a', 'b']),
    one('split', d.split(d.text('b|a|'), '|'), ['b', 'a', '']),
    one('listHas', d.listHas(d.split(d.text('b,a'), ','), d.text('a')), true),
    one('listHas', d.listHas(d.split(d.text('b,a'), ','), d.text('c')), false),
    one('listLength', d.listLength(d.emptyList()), 0),
    {
      of: 'unnest',
      sql: `SELECT item FROM (SELECT ${d.split(d.text('b,a'), ',')} AS l) r CROSS JOIN ${d.unnest('r.l', 'item', 'place')} ORDER BY place DESC`,
      gives: [{ item: 'a' }, { item: 'b' }],
    },
    one('listConcat', d.listConcat(d.split(d.text('b'), ','), d.split(d.text('a'), ',')), ['b', 'a']),
    one('rowText', `${d.rowText([`''`, '1'])} = ${d.rowText([d.cast('NULL', 'string'), '1'])}`, false),
    one('rowHash', `${d.rowHash([`''`, '1'])} = ${d.rowHash([d.cast('NULL', 'string'), '1'])}`, false),
    one('rowHash', `${d.rowHash([`'a'`, '1'])} = ${d.rowHash([`'a'`, '1'])}`, true),
    one('fastHash', `${d.fastHash([`'a'`, '1'])} = ${d.fastHash([`'a'`, '1'])}`, true),
    one('fastHash', `${d.fastHash([`'a'`, '1'])} = ${d.fastHash([`'a'`, '2'])}`, false),
    one('fastHash', `${d.fastHash([`''`, '1'])} = ${d.fastHash([d.cast('NULL', 'string'), '1'])}`, false),
    one('textHash', `${d.textHash(`'a'`)} = ${d.textHash(`'b'`)}`, false),
    one('md5', d.md5(d.text('a')), '0cc175b9c0f1b6a831c399e269772661'),
    one('jsonObject', d.jsonObject({ a: '1', b: d.text('x') }), '{"a":1,"b":"x"}'),
    {
      of: 'relation',
      sql: `SELECT * FROM (${d.relation({
        day: { type: 'date', values: ['2021-12-04', '2021-12-05'] },
        name: { type: 'string', values: ["it's", ''] },
      })}) q ORDER BY day`,
      gives: [
        { day: '2021-12-04', name: "it's" },
        { day: '2021-12-05', name: '' },
      ],
    },
    one('regexpMatches', d.regexpMatches(d.text('Q12'), '^Q[0-9]+$'), true),
    one('regexpExtract', d.regexpExtract(d.text('Q12 x'), '(Q)([0-9]+)', 2), '12'),
    one('regexpExtract', d.regexpExtract(d.text('x'), '(Q)([0-9]+)', 2), null),
    one('joinList', d.joinList(d.split(d.text('b,a'), ','), ';'), 'b;a'),
    one('isoTime', d.isoTime(stamp), '2021-12-05T00:30:00Z'),
    one('instant', d.instant(stamp), '2021-12-05T00:30:00.000Z'),
  ];
}
