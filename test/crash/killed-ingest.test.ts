import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { RAW_TABLES } from '../../src/raw/raw-tables.js';
import { damagedFiles } from '../../src/raw/store/damage.js';
import { historyOf } from '../../src/raw/store/history.js';
import { simulate } from '../../src/simulate/simulate.js';

const CHILD = resolve(import.meta.dirname, 'kill-at-statement.ts');
const folder = mkdtempSync(join(tmpdir(), 'nba-props-killed-ingest-'));
/** Kills of each work, spread over its statements. */
const KILLS = 10;

let before: string;
let files: string;
let wanted: object;

const child = (db: string, killAt: number, ...paths: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', CHILD, db, String(killAt), ...paths], { encoding: 'utf8' });
/** Lets it run to its end, and says how many statements that took. */
function whole(db: string, ...paths: string[]): number {
  const { status, stdout, stderr } = child(db, 0, ...paths);
  expect([status, stderr]).toEqual([0, '']);
  return Number(stdout);
}

/** All that stands, all that is history, what is told of the files, the ledger: without ids of versions and times. */
async function contents(db: string): Promise<object> {
  const warehouse = await openDuckdb({ path: db, readOnly: true });
  try {
    const rows: Record<string, unknown> = {};
    for (const table of RAW_TABLES) {
      for (const name of [table.name, historyOf(table)]) {
        rows[name] = await warehouse.query(
          `SELECT f.path, COUNT(*) AS n, SUM(t.row_hash) AS hash FROM ${name} t JOIN nba_processing.files f ON f.file_id = t.file_id GROUP BY 1 ORDER BY 1`,
        );
      }
    }
    rows.files = await warehouse.query(
      'SELECT path, rows, rows_held, value_hash, is_current FROM nba_processing.files ORDER BY path, ingested_at, file_id',
    );
    rows.ledger = await warehouse.query(
      `SELECT table_name, partition_date, row_count, content_hash FROM nba_processing.partitions WHERE table_name LIKE 'nba_raw%' ORDER BY 1, 2`,
    );
    rows.dates = await warehouse.query(
      `SELECT game_date, COUNT(*) AS n FROM nba_raw.nbac_player_boxscores GROUP BY 1 ORDER BY 1`,
    );
    rows.damaged = await damagedFiles(warehouse);
    return rows;
  } finally {
    await warehouse.close();
  }
}

/** Edits a gzipped file of lines. */
function edit(path: string, change: (lines: string[]) => string[]): void {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
  writeFileSync(path, gzipSync(`${change(lines).join('\n')}\n`));
}

beforeAll(async () => {
  const report = await simulate({
    seasons: 1,
    seed: 'killed ingest',
    out: join(folder, 'league'),
    teams: 4,
    gamesPerTeam: 6,
  });
  const season = join(folder, 'league', report.seasons[0]?.season ?? '');
  files = join(folder, 'files');
  cpSync(season, files, { recursive: true });
  before = join(folder, 'before.duckdb');
  whole(before, files);
  // Another version of most files: values corrected, lines rejected, games gone, a game cut off.
  edit(join(files, 'play_by_play_regular.csv.gz'), (lines) =>
    lines.map((line, i) => (i % 700 === 5 ? line.replace(/,(\d+):(\d+) PM,/, ',1:11 PM,') : line)).slice(0, -40),
  );
  edit(join(files, 'player_box_scores.csv.gz'), (lines) => lines.filter((_, i) => i % 9 !== 8));
  edit(join(files, 'player_game_logs.csv.gz'), (lines) =>
    lines.map((line, i) => (i % 11 === 3 ? line.replace(/\d{4}-\d{2}-\d{2}/, 'soon') : line)),
  );
  const after = join(folder, 'after.duckdb');
  copyFileSync(before, after);
  whole(after, files);
  wanted = await contents(after);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const points = (all: number) => Array.from({ length: KILLS }, (_, i) => 1 + Math.floor(((i + 0.5) * all) / KILLS));

describe('an ingest that supersedes rows', () => {
  it('killed between any two statements is finished by the next: nothing lost, nothing twice', async () => {
    const counting = join(folder, 'counting.duckdb');
    copyFileSync(before, counting);
    for (const at of points(whole(counting, files))) {
      const db = join(folder, `killed-${at}.duckdb`);
      copyFileSync(before, db);
      expect(child(db, at, files).signal, `killed at ${at}`).toBe('SIGKILL');
      whole(db, files);
      expect(await contents(db), `killed at ${at}`).toEqual(wanted);
      rmSync(db);
    }
  });

  it('killed is finished by heal, too, as far as the files went: what stands is whole, and no file is damaged', async () => {
    const counting = join(folder, 'counting-2.duckdb');
    copyFileSync(before, counting);
    for (const at of points(whole(counting, files)).filter((_, i) => i % 3 === 1)) {
      const db = join(folder, `healed-${at}.duckdb`);
      copyFileSync(before, db);
      expect(child(db, at, files).signal).toBe('SIGKILL');
      whole(db);
      expect(await contents(db)).toMatchObject({ damaged: [] });
      whole(db, files);
      expect(await contents(db), `killed at ${at}`).toEqual(wanted);
      rmSync(db);
    }
  });
});

describe('a heal that reads lost rows again', () => {
  it('killed between any two statements is finished by the next', async () => {
    const damaged = join(folder, 'damaged.duckdb');
    copyFileSync(before, damaged);
    whole(damaged, files);
    const sound = await contents(damaged);
    const warehouse = await openDuckdb({ path: damaged });
    for (const name of ['nba_raw.nbac_shot_chart', 'nba_raw.nbac_team_boxscores']) {
      await warehouse.execute(`DELETE FROM ${name} WHERE source_row % 3 = 0`);
    }
    await warehouse.close();
    const counting = join(folder, 'counting-3.duckdb');
    copyFileSync(damaged, counting);
    const all = whole(counting);
    expect(await contents(counting)).toEqual(sound);
    for (const at of points(Math.min(all, 400)).filter((_, i) => i % 2 === 0)) {
      const db = join(folder, `heal-${at}.duckdb`);
      copyFileSync(damaged, db);
      expect(child(db, at).signal).toBe('SIGKILL');
      whole(db);
      expect(await contents(db), `killed at ${at}`).toEqual(sound);
      rmSync(db);
    }
  });
});
