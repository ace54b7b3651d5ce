import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileLimits } from '../../src/raw/readers/limits.js';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const HEADER = 'date,team,spread,ml,total';
const LINE = '2022-01-01,BKN,-3,-150,220';
const RECORD = { date: '2022-01-01', team: 'BKN', spread: 1, ml: 110, total: 220 };
const MB = 1 << 20;
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('a file beyond a limit fails alone and the others are loaded', () => {
  const cases: [string, keyof FileLimits, string, () => string | Buffer, Partial<FileLimits>][] = [
    ['a list in itself 5,000 times', 'max_json_depth', 'a.json', () => nested(5000), {}],
    ['a record that holds such a list', 'max_json_depth', 'a.json', () => `[{"a":${nested(500_000)}}]`, {}],
    ['a long document', 'max_json_mb', 'a.json', () => JSON.stringify([RECORD, 'x'.repeat(MB)]), { max_json_mb: 1 }],
    ['many small values', 'max_json_values', 'a.json', () => `[${'1,'.repeat(2000)}1]`, { max_json_values: 1000 }],
    [
      '60,000 keys',
      'max_columns',
      'a.json',
      () => JSON.stringify([Object.fromEntries([...Array(60_000).keys()].map((n) => [`k${n}`, n]))]),
      {},
    ],
    [
      '60,000 keys in lines',
      'max_columns',
      'a.ndjson',
      () => [...Array(60_000).keys()].map((n) => `{"k${n}":1}`).join('\n'),
      {},
    ],
    [
      '20,000 columns',
      'max_columns',
      'a.csv',
      () => `${HEADER},${[...Array(20_000).keys()].join(',x')}\n${LINE}\n`,
      {},
    ],
    ['an endless header', 'max_line_mb', 'a.csv', () => 'x,'.repeat(2 * MB), {}],
    ['short lines', 'max_broken_lines', 'a.csv', () => `${HEADER}\n${'x\n'.repeat(2000)}`, { max_broken_lines: 1000 }],
    [
      'items that are none',
      'max_broken_lines',
      'a.json',
      () => JSON.stringify([RECORD, ...Array(2000).fill(1)]),
      { max_broken_lines: 1000 },
    ],
    [
      'a gzip bomb of CSV',
      'max_file_mb',
      'a.csv',
      () => gzipSync(`${HEADER}\n${`${LINE}\n`.repeat(200_000)}`),
      { max_file_mb: 2 },
    ],
    ['a gzip bomb of JSON', 'max_json_mb', 'a.json', () => gzipSync(`[${' '.repeat(8 * MB)}]`), { max_json_mb: 2 }],
  ];
  it.each(cases)('%s: %s', async (_, limit, name, content, limits) => {
    bench.limits = limits;
    bench.write(name, content());
    bench.write('good.csv', [HEADER, LINE]);
    const report = await bench.ingest();
    expect(report).toMatchObject({ failed: 1, new: 1, rows: 1 });
    const { error } = report.files.find(({ status }) => status === 'failed') ?? {};
    expect(error).toMatchObject({
      code: 'FILE_TOO_LARGE',
      todo: expect.stringContaining(`set ${limit} in nba-props.config.json`),
    });
  });

  it('raised, it is read', async () => {
    const text = JSON.stringify([RECORD, 'x'.repeat(MB)]);
    bench.limits = { max_json_mb: 2 };
    expect(await bench.one('a.json', text)).toMatchObject({ rows: 1, rejected: 1 });
  });
});

describe('a line that is too long is rejected alone', () => {
  const LONG = 5 * MB;

  it.each([
    ['without quotes', `${LINE}${'x'.repeat(LONG)}`],
    ['in an open quote', `${LINE},"${'x'.repeat(LONG)}`],
    ['of quoted fields', `"a",`.repeat(LONG / 4)],
  ])('CSV %s, and the lines behind keep their numbers', async (_, long) => {
    const report = await bench.one('long.csv', [
      HEADER,
      LINE,
      long,
      'bad,BKN,-3,-150,220',
      LINE.replace('-01,', '-02,'),
    ]);
    expect(report).toMatchObject({ rows: 2, rejected: 2 });
    expect(report.rejections.first.map(({ line }) => line)).toEqual([3, 4]);
  });

  it('CSV that is one such line behind its header', async () => {
    expect(await bench.one('long.csv', `${HEADER}\n${'x'.repeat(LONG)}`)).toMatchObject({ rows: 0, rejected: 1 });
  });

  it('NDJSON: a long one, a deep one', async () => {
    const line = JSON.stringify(RECORD);
    const report = await bench.one('long.ndjson', [
      line,
      JSON.stringify({ a: 'x'.repeat(LONG) }),
      `{"a":${nested(5000)}}`,
      '7',
    ]);
    expect(report).toMatchObject({ rows: 1, rejected: 3 });
    expect(report.rejections.first.map(({ line: n, reason }) => [n, reason])).toEqual([
      [2, 'longer than 1 MB'],
      [3, 'more than 100 objects within each other'],
      [4, 'not a JSON object'],
    ]);
  });
});
