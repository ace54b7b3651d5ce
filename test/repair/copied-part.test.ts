import { basename } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredTable } from '../../src/engine/stored-table.js';
import { PROCESSING_TABLES } from '../../src/ledger/processing-schema.js';
import { RAW_STORED, REJECTED_ROWS } from '../../src/raw/raw-schema.js';
import { rowsOfDates } from '../../src/repair/copied-part.js';
import { CONFLICT_VERDICTS } from '../../src/tables/names.js';
import { PBP_HEADER, pbpLine, RawBench } from '../raw/raw-bench.js';

const INDEX_HEADER = 'TEAM_ABBREVIATION,GAME_ID,GAME_DATE,MATCHUP,WL';
const GAMES = { october: '0022100001', january: '0022100600', april: '0022101200' };
const DAYS = { october: '2021-10-19', january: '2022-01-10', april: '2022-04-01' };
const table = (name: string): StoredTable => [...RAW_STORED, ...PROCESSING_TABLES].find((one) => one.name === name)!;

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
  for (const month of ['october', 'january', 'april'] as const) {
    const game = GAMES[month];
    await bench.one(`index-${month}.csv`, [INDEX_HEADER, `BKN,${game},${DAYS[month]},BKN @ MIL,L`]);
    await bench.one(`${month}.csv`, [
      PBP_HEADER,
      pbpLine(game, 1),
      pbpLine(game, 2),
      `${game},x,,,,,,,,,,,,,,,,,,,,,,,,,`,
    ]);
  }
});
afterEach(() => bench.close());

/** Names of the files of a range, and the rows of a raw table that are copied. */
async function copied(from: string | null, to: string | null) {
  const rowsOf = await rowsOfDates(bench.warehouse, { from, to });
  const count = async (name: string) =>
    (await bench.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${name} WHERE ${rowsOf(table(name))}`))[0]?.n;
  const files = await bench.rows<{ path: string }>(
    `SELECT path FROM nba_processing.files WHERE ${rowsOf(table('nba_processing.files'))} ORDER BY file_id`,
  );
  return {
    files: files.map(({ path }) => basename(path)),
    events: await count('nba_raw.nbac_play_by_play'),
    history: await count('nba_raw_history.nbac_play_by_play'),
    rejected: await count(REJECTED_ROWS),
    verdicts: rowsOf(table(CONFLICT_VERDICTS)),
  };
}

test('files with rows of the dates are copied whole, with the lines of them that were rejected', async () => {
  expect(await copied('2022-01-01', '2022-01-31')).toMatchObject({
    files: ['index-january.csv', 'january.csv'],
    events: 2,
    rejected: 1,
    verdicts: "game_date >= DATE '2022-01-01' AND game_date <= DATE '2022-01-31'",
  });
  expect((await copied(DAYS.january, null)).files).toEqual([
    'index-january.csv',
    'january.csv',
    'index-april.csv',
    'april.csv',
  ]);
  expect((await copied(null, DAYS.october)).files).toEqual(['index-october.csv', 'october.csv']);
  expect((await copied(null, null)).files).toHaveLength(6);
});

test('a file of which the dates are not known is always among them', async () => {
  await bench.one('unknown.csv', [PBP_HEADER, pbpLine('0022100999', 1)]);
  expect((await copied('2022-01-01', '2022-01-31')).files).toEqual(['index-january.csv', 'january.csv', 'unknown.csv']);
});

test('a file that is believed instead of rows of one of them comes along, and so on', async () => {
  // Of two games; of that of April the file of before knows more, so it stays believed.
  const corrected = (game: string) => [pbpLine(game, 1), pbpLine(game, 2, 'Arden MISS Jump Shot')];
  await bench.one('january.csv', [PBP_HEADER, ...corrected(GAMES.january)]);
  await bench.one('both.csv', [PBP_HEADER, pbpLine(GAMES.january, 1), pbpLine(GAMES.april, 1, 'Arden 2PT Layup')]);
  const { files, history } = await copied('2022-01-01', '2022-01-31');
  expect(files).toEqual(['index-january.csv', 'january.csv', 'april.csv', 'january.csv', 'both.csv']);
  const all = await bench.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM nba_raw_history.nbac_play_by_play h
    WHERE file_id IN (SELECT file_id FROM nba_processing.files WHERE path NOT LIKE '%october.csv')`);
  expect(history).toBe(all[0]?.n);
  expect(history).toBe(2);
});

test('dates that no file has are refused', async () => {
  await expect(rowsOfDates(bench.warehouse, { from: '2023-01-01', to: '2023-02-01' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    what: expect.stringContaining('from 2023-01-01 to 2023-02-01'),
  });
});
