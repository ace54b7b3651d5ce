import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { lookupsOf } from '../../src/raw/load-sql.js';
import { copyChecked } from '../../src/raw/readers/csv-file.js';
import { SeenValues } from '../../src/raw/readers/seen-values.js';
import { SOURCES } from '../../src/raw/sources/index.js';

const folder = mkdtempSync(join(tmpdir(), 'seen-'));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The values of two columns of a text with three, as noted and as the engine reads them from the copy; blank ones left out. */
async function bothWays(text: string) {
  const [source, target] = [join(folder, 'source.csv'), join(folder, 'target.csv')];
  writeFileSync(source, `a,b,c\n${text}`);
  const seen = new SeenValues([2, 0]);
  await copyChecked(source, target, 3, { seen });
  const copy = warehouse.dialect.csvFile(target, { line: 'integer', a: 'string', b: 'string', c: 'string' });
  const read = async (column: string) =>
    (await warehouse.query<{ v: string }>(`SELECT DISTINCT ${column} AS v FROM ${copy} WHERE ${column} <> ''`)).map(
      ({ v }) => v,
    );
  const noted = (column: number) => (seen.of(column) ?? []).filter((value) => value !== '');
  return { noted: [noted(0), noted(2)], read: [await read('a'), await read('c')] };
}

describe('the different values of a column', () => {
  it('are those of the records: quotes undone, none of a column that is not asked for, none of a broken line', async () => {
    const { noted } = await bothWays(
      'GSW,x,"Curry, S"\nGSW,y,"Curry, S"\nBKN,z,"6\'2"" tall"\nLAL,q\nLALO,x,Jokić\r\nGSW,x,\n',
    );
    expect(noted).toEqual([
      ['GSW', 'BKN', 'LALO'],
      ['Curry, S', '6\'2" tall', 'Jokić'],
    ]);
  });

  it('are those that the engine reads from the copy, whatever the text', async () => {
    const letters = fc.constantFrom(
      'a',
      '1',
      'long value',
      ',',
      ',',
      '"',
      '"',
      '\n',
      '\r\n',
      '\r',
      '\t',
      ' ',
      'é',
      '\u{1F3C0}',
    );
    const field = fc.array(letters, { maxLength: 4 }).map((parts) => parts.join(''));
    const quoted = fc
      .tuple(field, fc.constantFrom('', ' ', null))
      .map(([text, blanks]) =>
        blanks !== null || /[",\n]/.test(text) ? `${blanks ?? ''}"${text.replaceAll('"', '""')}"` : text,
      );
    const line = fc.oneof(
      fc.tuple(quoted, quoted, quoted).map((fields) => fields.join(',')),
      field,
    );
    let values = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), async (lines, end) => {
        const { noted, read } = await bothWays(lines.map((text) => `${text}${end}`).join(''));
        expect(noted.map((list) => list.sort())).toEqual(read.map((list) => list.sort()));
        values += read.flat().length;
      }),
      { numRuns: 500 },
    );
    expect(values).toBeGreaterThan(500);
  });

  it('are not kept once there are too many', async () => {
    const source = join(folder, 'many.csv');
    writeFileSync(source, `a,b\n${Array.from({ length: 60_000 }, (_, i) => `value ${i},GSW`).join('\n')}\n`);
    const seen = new SeenValues([0, 1]);
    await copyChecked(source, join(folder, 'many.copy'), 2, { seen });
    expect([seen.of(0), seen.of(1)]).toEqual([null, ['GSW']]);
  });
});

it('a lookup declares every column of the file that its key names, and no other', () => {
  for (const source of SOURCES) {
    for (const { alias, key, reads } of lookupsOf(source)) {
      const named = [...key.matchAll(/\bs\.(\w+)/g)].map(([, name]) => name);
      expect([...new Set(named)].sort(), `${source.kind} ${alias}`).toEqual([...new Set(reads)].sort());
    }
  }
});
