import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const HEADER = 'date,team,spread,ml,total';
const lineOf = (date: string) => `${date},BKN,-3,-150,220`;
const LINES = [1, 2, 3].map((day) => lineOf(`2022-01-0${day}`));
const dates = async () =>
  (
    await bench.rows<{ date: string }>(
      'SELECT CAST(game_date AS VARCHAR) AS date FROM nba_raw.odds_game_lines ORDER BY game_date',
    )
  ).map(({ date }) => date);

describe('CSV as other programs write it', () => {
  it('lines that end with carriage returns alone are lines, in quotes they stay text', async () => {
    const text = [`${HEADER},note`, `${LINES[0]},"two\rlines"`, `${LINES[1]},`, `bad,BKN,-3,-150,220,`].join('\r');
    const report = await bench.one('mac.csv', `${text}\r`);
    expect(report).toMatchObject({ status: 'new', rows: 2, rejected: 1 });
    // The carriage return in quotes is a line, too.
    expect(report.rejections.first).toMatchObject([{ line: 5, field: 'date' }]);
    expect(await dates()).toEqual(['2022-01-01', '2022-01-02']);
  });

  it('NDJSON with carriage returns alone', async () => {
    const record = (date: string) => JSON.stringify({ date, team: 'BKN', spread: 1, ml: 110, total: 220 });
    const report = await bench.one('mac.ndjson', `${record('2022-01-01')}\r${record('2022-01-02')}\r`);
    expect(report).toMatchObject({ rows: 2, rejected: 0 });
  });

  it('dates with the month first and one digit are read as the others of the file', async () => {
    expect(
      await bench.one('dates.csv', [HEADER, ...['1/5/2022', '12/25/2021', '1/15/2022', '11/5/2021'].map(lineOf)]),
    ).toMatchObject({ rows: 4, rejected: 0 });
    expect(await dates()).toEqual(['2021-11-05', '2021-12-25', '2022-01-05', '2022-01-15']);
  });

  it('dates with the day first are refused, those that could be either, too', async () => {
    const report = await bench.one('dates.csv', [HEADER, ...['5/1/2022', '25/12/2021'].map(lineOf)]);
    expect(report).toMatchObject({ rows: 0, rejected: 2 });
    expect(report.rejections.byReason).toEqual({
      'date: day or month first: another line has the day first': 1,
      'date: not a date': 1,
    });
  });

  it('a column that is there twice is refused by name, if it is one that is read', async () => {
    const twice = await bench.one('twice.csv', [`${HEADER},Date,note,note`, `${LINES[0]},2022-02-01,a,b`]);
    expect(twice.error).toMatchObject({
      code: 'BROKEN_FILE',
      what: expect.stringContaining('more than one column date'),
    });
    expect(await bench.one('notes.csv', [`${HEADER},note,note`, `${LINES[0]},a,b`])).toMatchObject({ rows: 1 });
  });

  it('line numbers hold behind quoted fields of any length', async () => {
    // The last is longer than a record may be, so that its lines are rejected one by one.
    for (const [lines, width] of [
      [3, 1],
      [70_000, 1],
      [40_000, 99],
    ] as const) {
      const long = `"${`${'x'.repeat(width)}\n`.repeat(lines)}"`;
      const name = `long ${lines}.csv`;
      await bench.one(name, [`${HEADER},note`, `${LINES[0]},${long}`, 'bad,BKN,-3,-150,220,']);
      const found = await bench.rows(
        `SELECT line FROM nba_raw.rejected_rows WHERE file LIKE '%${name}' AND reason = 'not a date'`,
      );
      expect(found).toEqual([{ line: lines + 3 }]);
    }
  }, 30_000);

  it('a NUL byte loses its row only', async () => {
    const report = await bench.one('nul.csv', [
      HEADER,
      LINES[0] as string,
      '2022-01-02,B\0KN,1,1,1',
      LINES[2] as string,
    ]);
    expect(report).toMatchObject({ status: 'new', rows: 2, rejected: 1 });
    expect(report.rejections.first).toMatchObject([{ line: 3 }]);
  });
});

describe('JSON with records that are none', () => {
  const HEADERS = HEADER.split(',');
  const row = (date: string) => [date, 'BKN', 1, 110, 220];

  it('rows of a result set with another width, and what is no row, are told by number', async () => {
    const rowSet = [row('2022-01-01'), row('2022-01-02').slice(1), 7, [...row('2022-01-03'), 1], null];
    const report = await bench.one('set.json', JSON.stringify({ resultSets: [{ headers: HEADERS, rowSet }] }));
    expect(report).toMatchObject({ rows: 1, rejected: 4 });
    expect(report.rejections.first.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'fewer values than the headers'],
      [3, 'not a list of values'],
      [4, 'more values than the headers'],
      [5, 'not a list of values'],
    ]);
  });

  it('a header of a result set that is there twice is refused by name', async () => {
    const set = { headers: [...HEADERS, 'date'], rowSet: [[...row('2022-01-01'), '2022-01-02']] };
    const { error } = await bench.one('set.json', JSON.stringify({ resultSets: [set] }));
    expect(error).toMatchObject({ code: 'BROKEN_FILE', what: expect.stringContaining('more than one column date') });
  });
});
