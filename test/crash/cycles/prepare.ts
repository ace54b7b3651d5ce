import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { lockPath } from '../../../src/engine/duckdb/lock.js';
import type { Warehouse } from '../../../src/engine/warehouse.js';
import { simulate } from '../../../src/simulate/simulate.js';
import { type Contents, contentsOf } from './contents.js';
import { runToEnd } from './process.js';
import { dbOf, type Work, type WorkName, worksOn } from './works.js';

/** A work with the folder it starts from, and what an uninterrupted run of it does. */
export interface Prepared extends Work {
  readonly name: WorkName;
  readonly template: string;
  readonly wanted: Contents;
  readonly exit: number;
  readonly ms: number;
  /** Text of every call, in order. */
  readonly calls: readonly string[];
}

/** The backfill under test still has to make the dates after. */
const MADE_TO = '2023-11-14';
const OLD = new URL('../../engine/migrations/version-003.sql', import.meta.url);

/** Makes a small league under `base`, and the folders that the works start from. */
export async function prepare(base: string): Promise<ReadonlyMap<WorkName, Prepared>> {
  const files = { some: join(base, 'files', 'some'), other: join(base, 'files', 'other') };
  const league = await simulate({ seasons: 1, seed: 1, out: join(base, 'league'), teams: 2, gamesPerTeam: 6 });
  const season = join(base, 'league', league.seasons[0]?.season ?? '');
  cpSync(season, files.some, { recursive: true, filter: (path) => !path.includes('player_props') });
  const made = (name: string) => join(base, 'made', name);
  const begin = (name: string, from?: string) => {
    mkdirSync(made(name), { recursive: true });
    if (from !== undefined) cpSync(made(from), made(name), { recursive: true });
    return made(name);
  };
  const run = (folder: string, ...args: string[]) => runToEnd([...args, '--db', dbOf(folder), '--quiet']);

  begin('nothing');
  await run(begin('ingested'), 'ingest', files.some);
  writeOthers(files.some, files.other);
  await run(begin('most made', 'ingested'), 'backfill', 'all', '--end-date', MADE_TO);
  await run(begin('made', 'most made'), 'backfill', 'all');
  await on(begin('damaged', 'made'), async (w) => {
    await w.execute('DELETE FROM nba_raw.nbac_shot_chart WHERE source_row % 3 = 0');
    await w.execute('UPDATE nba_raw.nbac_team_boxscores SET points = points + 1 WHERE source_row % 5 = 0');
    await w.execute(
      `INSERT INTO nba_raw.odds_game_lines BY NAME SELECT * REPLACE (9999 AS file_id) FROM nba_raw.odds_game_lines LIMIT 2`,
    );
    await w.execute(`DELETE FROM nba_analytics.player_game_summary WHERE game_date = '2023-11-10'`);
  });
  await on(begin('old'), (w) => w.execute(readFileSync(OLD, 'utf8')));
  await run(begin('kept', 'made'), 'backup', `${made('kept')}/kept.duckdb`);
  const dead = { pid: 999_999_999, host: hostname(), born: 'gone', since: '2023-01-01', doing: 'a backfill' };
  writeFileSync(lockPath(dbOf(begin('locked', 'made'))), JSON.stringify(dead));
  const job = await on(made('made'), async (w) => {
    const [row] = await w.query<{ job_id: string }>('SELECT job_id FROM nba_processing.checkpoints');
    return row?.job_id ?? '';
  });

  const starts: Readonly<Record<WorkName, string>> = {
    'first ingest': 'nothing',
    'superseding ingest': 'ingested',
    'take over': 'locked',
    backfill: 'most made',
    heal: 'damaged',
    migrate: 'old',
    export: 'made',
    backup: 'made',
    restore: 'kept',
    'checkpoint clear': 'made',
  };
  const prepared = new Map<WorkName, Prepared>();
  for (const [name, work] of Object.entries(worksOn(files, job)) as [WorkName, Work][]) {
    const folder = join(base, 'whole', name);
    const template = made(starts[name]);
    cpSync(template, folder, { recursive: true });
    const trace = join(base, `${name}.calls`);
    writeFileSync(trace, '');
    const { code, ms } = await runToEnd(work.argv(folder), { NBA_CRASH_TRACE: trace }, [0, 1]);
    const calls = readFileSync(trace, 'utf8').split('\n');
    prepared.set(name, {
      ...work,
      name,
      template,
      wanted: await contentsOf(folder, work),
      exit: code ?? -1,
      ms,
      calls,
    });
  }
  return prepared;
}

async function on<T>(folder: string, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openDuckdb({ path: dbOf(folder) });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** Another version of some files, under the same names: values corrected, lines rejected, lines gone. */
function writeOthers(some: string, other: string): void {
  const edits: Readonly<Record<string, (lines: string[]) => string[]>> = {
    'play_by_play_regular.csv.gz': (lines) =>
      lines.map((line, i) => (i % 70 === 5 ? line.replace(/,(\d+):(\d+) PM,/, ',1:11 PM,') : line)).slice(0, -40),
    'player_box_scores.csv.gz': (lines) => lines.filter((_, i) => i % 9 !== 8),
    'player_game_logs.csv.gz': (lines) =>
      lines.map((line, i) => (i % 11 === 3 ? line.replace(/\d{4}-\d{2}-\d{2}/, 'soon') : line)),
    'game_odds.csv.gz': (lines) => lines,
  };
  mkdirSync(other, { recursive: true });
  for (const [name, edit] of Object.entries(edits)) {
    const lines = gunzipSync(readFileSync(join(some, name)))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    writeFileSync(join(other, name), gzipSync(`${edit(lines).join('\n')}\n`));
  }
}
