import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { copyChecked } from '../../src/raw/readers/csv-file.js';
import { CsvScanner, csvValues } from '../../src/raw/readers/csv-scanner.js';

const folder = mkdtempSync(join(tmpdir(), 'csv-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function checked(text: string | Buffer, fields: number) {
  const source = join(folder, 'source.csv');
  const target = join(folder, 'target.csv');
  writeFileSync(source, text);
  const copy = await copyChecked(source, target, fields);
  return { ...copy, text: readFileSync(target, 'utf8') };
}

describe('records of CSV text', () => {
  it('puts the line number before each record and leaves the header out', async () => {
    const { text, rows, broken } = await checked('a,b\n1,2\n3,4\n', 2);
    expect(text).toBe('2,1,2\n3,3,4\n');
    expect({ rows, broken }).toEqual({ rows: 2, broken: [] });
  });

  it('takes a byte order mark, CRLF, empty lines and a missing last line break', async () => {
    const { text } = await checked('\uFEFFa,b\r\n1,2\r\n\r\n3,4', 2);
    expect(text).toBe('2,1,2\n4,3,4\n');
  });

  it('counts the lines of quoted line breaks, and reads commas and doubled quotes inside quotes', async () => {
    const { text, broken } = await checked('a,b\n"x,\ny ""z""",2\n3,4\n', 2);
    expect(text).toBe('2,"x,\ny ""z""",2\n4,3,4\n');
    expect(broken).toEqual([]);
  });

  it('names line, text and reason of what is no record, and keeps the rest', async () => {
    const { text, broken } = await checked('a,b\n1\n2,2,2\n"x"y,3\n5,6\n', 2);
    expect(broken).toEqual([
      { line: 2, text: '1', reason: 'fewer fields than the header' },
      { line: 3, text: '2,2,2', reason: 'more fields than the header' },
      { line: 4, text: '"x"y,3', reason: 'text behind a closing quote' },
    ]);
    expect(text).toBe('5,5,6\n');
  });

  it('loses only the line with a stray quote', async () => {
    const { text, broken } = await checked('a,b\n"1,2\n3,4\n5,6\n', 2);
    expect(broken).toEqual([{ line: 2, text: '"1,2', reason: 'a quote is not closed' }]);
    expect(text).toBe('3,3,4\n4,5,6\n');
    const joined = await checked('a,b\n"1,2\n3,4\n5,"6"\n', 2);
    expect(joined.broken.map((b) => [b.line, b.text])).toEqual([[2, '"1,2']]);
    expect(joined.text).toBe('3,3,4\n4,5,"6"\n');
  });

  it('rejects bytes that are no UTF-8, and takes those that are', async () => {
    const latin = Buffer.concat([
      Buffer.from('a,b\nDon\u010Di\u0107,1\nM'),
      Buffer.from([0xfc]),
      Buffer.from('ller,2\n'),
    ]);
    const { text, broken } = await checked(latin, 2);
    expect(text).toBe('2,Don\u010Di\u0107,1\n');
    expect(broken).toEqual([{ line: 3, text: 'M\uFFFDller,2', reason: 'not UTF-8 text' }]);
  });

  it('finds the same records wherever the text is cut into chunks', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', "'"), maxLength: 6 });
    const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.nat(40),
        (rows, cut) => {
          const whole = Buffer.from(`${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`);
          const scanner = new CsvScanner();
          const found: string[][] = [];
          let rest: Buffer = Buffer.alloc(0);
          for (const [chunk, last] of [
            [whole.subarray(0, cut), false],
            [whole.subarray(cut), true],
          ] as const) {
            rest = Buffer.concat([rest, chunk]);
            let at = 0;
            while (at < rest.length && scanner.next(rest, at, last)) {
              expect(scanner.fault).toBeNull();
              if (scanner.end > scanner.start) {
                const values = csvValues(rest.toString('utf8', scanner.start, scanner.end));
                expect(values).toHaveLength(scanner.fields);
                found.push(values);
              }
              at = scanner.after;
            }
            rest = rest.subarray(at);
          }
          expect(found).toEqual(rows);
        },
      ),
    );
  });

  it('leaves the engine exactly the records it counted, whatever the text', async () => {
    const warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
    const letters = fc.constantFrom('a', '1', ',', ',', '"', '"', '\n', '\n', '\r\n', '\r', '\t', ' ', "'", 'é');
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(letters, { maxLength: 40 }), async (text) => {
          const copy = await checked(`a,b\n${text.join('')}`, 2);
          const read = await warehouse.query<{ line: number; a: string | null; b: string | null }>(
            `SELECT * FROM read_csv('${join(folder, 'target.csv')}', columns = {line: 'BIGINT', a: 'VARCHAR', b: 'VARCHAR'}, auto_detect = false,
             header = false, delim = ',', quote = '"', escape = '"', new_line = '\\n') ORDER BY line`,
          );
          expect(read).toHaveLength(copy.rows);
          const lines = [...read.map((row) => row.line), ...copy.broken.map((line) => line.line)];
          expect(new Set(lines).size).toBe(lines.length);
        }),
        { numRuns: 300 },
      );
    } finally {
      await warehouse.close();
    }
  });

  it('names every column with blanks around a value, so that the engine finds none in the others, nor empty text', async () => {
    const warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
    const blanks = ' \u00A0\u1680\u2000\u2005\u200A\u202F\u205F\u3000';
    const letters = fc.constantFrom(
      ...blanks,
      ...blanks,
      'a',
      '7',
      '"',
      ',',
      '\n',
      '\r',
      '\t',
      'ć',
      'é',
      '\u2013',
      '\u{1F3C0}',
    );
    const field = fc.array(letters, { maxLength: 4 }).map((text) => text.join(''));
    const quoted = fc
      .tuple(field, fc.boolean())
      .map(([text, always]) => (always || /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
    const not = { padded: 0, clean: 0 };
    try {
      await fc.assert(
        fc.asyncProperty(quoted, quoted, async (a, b) => {
          const { rows, padded } = await checked(`a,b\n${a},${b}\n`, 2);
          const read = await warehouse.query<{ bad: number }>(
            ['a', 'b']
              .map((name) => `SELECT COUNT(*) FILTER (WHERE ${name} = '' OR TRIM(${name}) <> ${name}) AS bad`)
              .map(
                (select) =>
                  `${select} FROM ${warehouse.dialect.csvFile(join(folder, 'target.csv'), { line: 'integer', a: 'string', b: 'string' })}`,
              )
              .join(' UNION ALL '),
          );
          for (const [i, { bad }] of read.entries()) {
            if (!padded.has(i)) expect(bad).toBe(0);
            if (rows > 0) not[padded.has(i) ? 'padded' : 'clean']++;
          }
        }),
        { numRuns: 500 },
      );
    } finally {
      await warehouse.close();
    }
    expect(Math.min(not.padded, not.clean)).toBeGreaterThan(100);
    expect((await checked('a,b\nJokić,Şengün\n"x",7\n', 2)).padded).toEqual(new Set());
  });

  it('takes a quote behind blanks for an opening one, and writes the record so that the engine must too', async () => {
    const { text, broken } = await checked('a,b\n1,  "2,""3"\n4, "5\n6,7\n', 2);
    expect(text).toBe('2,"1","2,""3"\n4,6,7\n');
    expect(broken).toEqual([{ line: 3, text: '4, "5', reason: 'a quote is not closed' }]);
  });

  it('rejects a line longer than a megabyte', async () => {
    const { rows, broken } = await checked(`a,b\n1,${'x'.repeat(1 << 21)}\n3,4\n`, 2);
    expect({ rows, reasons: broken.map((b) => [b.line, b.reason]) }).toEqual({
      rows: 1,
      reasons: [[2, 'longer than 1 MB']],
    });
  });
});
