import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CRITICAL_FIELDS, PARTITIONS } from '../../src/ledger/processing-names.js';
import { Rng } from '../../src/simulate/rng.js';
import { Platform } from '../audit/warehouse-of.js';
import { type PreparedLeague, preparedLeague } from '../prepared/league.js';

/** Files with the columns of them that a correction may change, and how. */
const CORRECTIONS = [
  { file: 'play_by_play_regular.csv', columns: ['PLAYER2_ID', 'PLAYER1_ID', 'EVENTMSGACTIONTYPE', 'PCTIMESTRING'] },
  { file: 'player_game_logs.csv', columns: ['AST', 'REB', 'STL', 'PLUS_MINUS', 'MIN'] },
  { file: 'team_game_logs.csv', columns: ['AST', 'TOV', 'PTS'] },
  { file: 'shot_chart.csv', columns: ['SHOT_ZONE_BASIC', 'LOC_X', 'SHOT_DISTANCE'] },
  { file: 'player_props.csv', columns: ['line', 'price', 'side'] },
  { file: 'spreads_by_book.csv', columns: ['Fanduel_Spread', 'Opening_Spread'] },
  { file: 'injury_transactions.csv', columns: ['Relinquished', 'Acquired', 'Notes'] },
] as const;

let prepared: PreparedLeague;
let folder: string;
let platform: Platform;
beforeAll(async () => {
  prepared = await preparedLeague();
  folder = mkdtempSync(join(tmpdir(), 'nba-props-columns-'));
  platform = await Platform.copyOf(prepared.complete);
});

const endsOf = async () => {
  const [row] = await platform.warehouse.query<{ first: string; last: string }>(
    `SELECT MIN(partition_date) AS first, MAX(partition_date) AS last FROM ${PARTITIONS} WHERE code_hash IS NOT NULL`,
  );
  return row!;
};

afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A file with one cell of the season that has the value of the same column in another row. Returns its path, or null if no column fits. */
function corrected(rng: Rng, which: (typeof CORRECTIONS)[number]): string | null {
  const { league } = prepared;
  const text = gunzipSync(league.bytes(`${league.season}/${which.file}.gz`)).toString('utf8');
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const names = header.trim().split(',');
  const columns = which.columns.map((name) => names.indexOf(name)).filter((at) => at >= 0);
  const column = columns[Math.floor(rng.next() * columns.length)];
  if (column === undefined) return null;
  const pick = () => Math.floor(rng.next() * rows.length);
  for (let tries = 0; tries < 500; tries++) {
    const [at, other] = [pick(), pick()];
    const cells = (rows[at] ?? '').split(',');
    const value = (rows[other] ?? '').split(',')[column];
    // A line with quotes has other cells than it seems.
    if (value === undefined || value === '' || value === cells[column] || `${rows[at]}${rows[other]}`.includes('"'))
      continue;
    if (cells[column] === '') continue;
    cells[column] = value;
    const path = join(folder, which.file);
    writeFileSync(path, [header, ...rows.slice(0, at), cells.join(','), ...rows.slice(at + 1), ''].join('\n'));
    return path;
  }
  return null;
}

const state = async (of: Platform) => ({
  content: await of.content(),
  critical: await of.warehouse.query(
    `SELECT table_name, partition_date, field, checked, invalid, games FROM ${CRITICAL_FIELDS} ORDER BY 1, 2, 3`,
  ),
});

describe('partitions that read none of the columns that changed are left alone, and nothing is missed', () => {
  test.each(CORRECTIONS.map((which) => [which.file, which] as const))('a corrected %s', async (name, which) => {
    const path = corrected(new Rng(`columns/${name}`), which);
    expect(path, 'a column of the file that can be corrected').not.toBeNull();
    await platform.ingest(path!);
    const repaired = await platform.backfill();
    const short = await state(platform);
    const { first, last } = await endsOf();
    const selection = { tables: platform.graph.ordered, from: first, to: last };
    const whole = await platform.backfill({ force: true, selection });
    expect(whole.partitions).toBeGreaterThan(repaired.partitions);
    expect(await state(platform)).toEqual(short);
  });
});
