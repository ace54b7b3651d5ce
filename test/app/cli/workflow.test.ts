import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IngestResult } from '../../../src/app/cli/commands/ingest.js';
import type { PlanResult } from '../../../src/app/cli/commands/plan.js';
import { processEffects } from '../../../src/effects.js';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { lockPath } from '../../../src/engine/duckdb/lock.js';
import { MIGRATIONS } from '../../../src/engine/migrations/index.js';
import { ingestPaths } from '../../../src/raw/ingest.js';
import type { BackfillReport } from '../../../src/run/run-report.js';
import { simulate } from '../../../src/simulate/simulate.js';
import { GRAPH } from '../../../src/tables/registry.js';
import { Terminal } from './terminal.js';

let terminal: Terminal;
let season: string;
let files: string;

beforeAll(async () => {
  terminal = new Terminal();
  const league = await simulate({
    seasons: 1,
    seed: 'commands',
    out: terminal.path('league'),
    teams: 4,
    gamesPerTeam: 16,
  });
  season = league.seasons[0]!.season;
  files = terminal.path('league', season);
});
afterAll(() => terminal.close());

/** All but the events of BigDataBall, of which there is no file here. */
const derived = GRAPH.ordered.map((table) => table.alias).filter((alias) => alias !== 'bdb_events');
const query = async <T>(sql: string) => terminal.json<T>(0, 'query', sql);

/** The commands in the order a newcomer uses them; each test goes on from the one before. */
describe('from files to tables', () => {
  test('ingest makes the warehouse, tells what each file is, and what to do next', async () => {
    const { code, out, err } = await terminal.run('ingest', files);
    expect(err).toMatch(/new +.*schedule/);
    expect(out).toMatch(/rows loaded: \d+ files new, 0 changed, 0 unchanged, 0 failed; 0 lines rejected\./);
    expect(out).toContain('Next: nba-props backfill all');
    expect(code).toBe(0);
  });

  test('ingesting the same files again does nothing', async () => {
    const again = await terminal.json<IngestResult>(0, 'ingest', files);
    expect(again).toMatchObject({ rows: 0, new: 0, changed: 0, failed: 0 });
    expect(again.unchanged).toBe(again.files.length);
  });

  test('status and plan say that everything is missing', async () => {
    const { code, out } = await terminal.run('status');
    expect(code).toBe(1);
    expect(out).toMatch(/^pgs +0\.0 % /m);
    expect(out).toContain('Next: nba-props backfill');
    const plan = await terminal.json<PlanResult>(0, 'plan');
    expect(plan.tables.map((t) => t.alias)).toEqual(derived);
    expect(new Set(plan.tables.flatMap((t) => t.entries.map((e) => e.reason)))).toEqual(new Set(['missing']));
    expect(await terminal.json<PlanResult>(0, 'backfill', '--dry-run')).toEqual(plan);
  });

  test('backfill makes what was planned; progress goes to stderr, the report to stdout', async () => {
    const plan = await terminal.json<PlanResult>(0, 'plan', 'all', '--season', season);
    const { code, out, err } = await terminal.run('backfill', 'all', '--season', season, '--json');
    const report = JSON.parse(out) as BackfillReport;
    expect(report).toMatchObject({ status: 'complete', failed: 0, contaminated: 0, partitions: plan.planned });
    expect(err).toContain('player_game_summary: ');
    expect(code).toBe(0);
  });

  test('then there is nothing to do, and --quiet says nothing on stderr', async () => {
    const { code, out, err } = await terminal.run('backfill', '--quiet');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('Nothing to do: every partition is complete and fresh.\n');
    expect((await terminal.run('plan')).out).toBe('Nothing to do: every partition is complete and fresh.\n');
    const status = await terminal.run('status');
    expect([status.code, status.out]).toEqual([0, expect.stringContaining('Complete, fresh and sound.')]);
  });

  test('options may stand before and after arguments, and tables be named in any way', async () => {
    const [first] = await query<{ day: string }[]>(
      'SELECT MIN(game_date) AS day FROM nba_analytics.player_game_summary',
    );
    const all = [
      ['pgs', '--dates', first!.day],
      ['--dates', first!.day, 'nba_analytics.player_game_summary'],
      ['player_game_summary', '--dates', first!.day],
    ];
    for (const argv of all) {
      const plan = await terminal.json<PlanResult>(0, 'plan', ...argv, '--no-resume');
      expect(plan.tables.filter((t) => t.requested).map((t) => [t.alias, t.planned])).toEqual([['pgs', 1]]);
    }
    const phase = await terminal.json<PlanResult>(0, 'plan', '4', '--dates', first!.day);
    expect(phase.tables.filter((t) => t.requested).map((t) => t.alias)).toEqual(['tdza', 'psza', 'pcf', 'pdc']);
  });

  test('run makes a day with all it needs', async () => {
    const [last] = await query<{ day: string }[]>(
      'SELECT MAX(game_date) AS day FROM nba_analytics.player_game_summary',
    );
    const report = await terminal.json<BackfillReport>(0, 'run', last!.day);
    expect(report).toMatchObject({ status: 'complete', from: last!.day, to: last!.day, partitions: 0 });
  });

  test('run knows the days around now by Eastern time, and a season that nobody has a schedule of', async () => {
    const [first] = await query<{ day: string }[]>(
      'SELECT MIN(game_date) AS day FROM nba_reference.games WHERE is_counting',
    );
    const day = first?.day ?? '';
    // Three hours after midnight in London it is still the evening before in New York.
    const now = () => new Date(`${day}T03:00:00Z`);
    const { code, out } = await terminal.runWith({ now }, 'run', 'tomorrow', '--json');
    expect([code, (JSON.parse(out) as BackfillReport).from]).toEqual([0, day]);
    const unknown = await terminal.run('run', '2031-01-01');
    expect([unknown.code, unknown.err]).toEqual([
      2,
      expect.stringContaining('error NOT_FOUND: The warehouse has no games of season 2030-31.'),
    ]);
  });

  test('--only-failed where nothing failed does not claim that all is there', async () => {
    const { code, out } = await terminal.run('backfill', 'pgs', '--only-failed', '--quiet');
    expect([code, out]).toEqual([0, 'Nothing to do: no partition asked for has failed.\n']);
  });

  test('dates without games are told as such', async () => {
    const { code, out } = await terminal.run('backfill', '--dates', '1999-07-04', '--quiet');
    expect([code, out]).toEqual([0, expect.stringContaining('no partition is due on 1999-07-04')]);
    const { code: unknown, err } = await terminal.run('backfill', '--season', '1999-00');
    expect([unknown, err]).toEqual([2, expect.stringMatching(/NOT_FOUND: .*1999-00.\n {2}It has/)]);
  });

  test('query prints a table, or rows as objects; it refuses to write', async () => {
    const sql = `SELECT team_abbr, COUNT(*) AS games, 9007199254740993 AS big FROM nba_analytics.team_offense_game_summary GROUP BY 1 ORDER BY 1`;
    const rows = await query<{ team_abbr: string; games: number; big: string }[]>(sql);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({ games: expect.any(Number), big: '9007199254740993' });
    const { out } = await terminal.run('query', sql);
    expect(out.split('\n')[0]).toMatch(/^team_abbr +games +big$/);
    const refused = await terminal.run('query', 'DELETE FROM nba_reference.games');
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('error BAD_SQL')]);
    const wrong = await terminal.run('query', 'SELECT points FROM nowhere');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('nowhere')]);
  });

  test('runs, checkpoints and failures tell what was done', async () => {
    const runs = await terminal.json<{ run_id: string; status: string; partitions: number }[]>(0, 'runs');
    expect(runs.every((run) => run.status === 'complete')).toBe(true);
    const made = runs.find((run) => run.partitions > 0)!;
    const tables = await terminal.json<{ success: boolean }[]>(0, 'runs', made.run_id);
    expect(tables).toHaveLength(derived.length);
    expect(tables.every((table) => table.success)).toBe(true);
    // So many letters of an id as tell it apart will do, and its own line stands above its tables.
    const one = await terminal.run('runs', made.run_id.slice(0, -4));
    expect(one.out).toMatch(new RegExp(`^${made.run_id} +complete .+ nba-props backfill`, 'm'));
    expect(one.out).toMatch(/^nba_analytics\.player_game_summary +ok /m);
    expect(await terminal.run('runs', '2')).toMatchObject({
      code: 2,
      err: expect.stringContaining('runs begin with 2.'),
    });
    const idle = runs.find((run) => run.partitions === 0)!;
    expect((await terminal.run('runs', idle.run_id)).out).toContain('No table was made.');
    expect((await terminal.run('runs', 'nonsense')).code).toBe(2);

    const jobs = await terminal.json<{ job_id: string; status: string }[]>(0, 'checkpoint', 'list');
    expect(jobs.map((job) => job.status)).toContain('complete');
    const shown = await terminal.json<{ job_id: string }>(0, 'checkpoint', 'show', jobs[0]!.job_id.slice(0, 6));
    expect(shown.job_id).toBe(jobs[0]!.job_id);
    expect(await terminal.json(0, 'checkpoint', 'clear', shown.job_id)).toEqual({ cleared: shown.job_id });
    const left = await terminal.json<unknown[]>(0, 'checkpoint', 'list');
    expect(left).toHaveLength(jobs.length - 1);

    const groups = await terminal.json<{ category: string; failures: number }[]>(
      0,
      ...['failures', 'psza', '--group', 'category,table,week'],
    );
    const counted = await query<{ n: number }[]>(
      `SELECT COUNT(*) AS n FROM nba_processing.precompute_failures WHERE table_name LIKE '%shot_zone%'`,
    );
    expect(groups.reduce((sum, group) => sum + group.failures, 0)).toBe(counted[0]!.n);
    expect(groups.map((group) => group.category)).toContain('INSUFFICIENT_DATA');
  });

  test('failure records answer to the words of other platforms, in backticks', async () => {
    const [first] = await query<{ day: string; n: number }[]>(
      'SELECT MIN(partition_date) AS day, COUNT(*) AS n FROM nba_processing.precompute_failure_records',
    );
    const [same] = await query<{ day: string; n: number }[]>(
      "SELECT MIN(analysis_date) AS day, COUNT(*) AS n FROM `nba_processing.precompute_failures` WHERE `failure_category` <> ''",
    );
    expect(first!.n).toBeGreaterThan(0);
    expect(same).toEqual(first);
  });

  test('schema tells the version', async () => {
    expect(await terminal.json(0, 'schema', 'status')).toMatchObject({
      version: MIGRATIONS.length,
      latest: MIGRATIONS.length,
    });
    expect((await terminal.run('schema', 'migrate', '--quiet')).code).toBe(0);
  });
});

describe('after files changed', () => {
  let corrected: string;
  /** The last box score of the season with another plus-minus. */
  beforeAll(() => {
    const name = readdirSync(files).find((file) => file.startsWith('player_game_logs'))!;
    const lines = gunzipSync(readFileSync(join(files, name)))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    const column = lines[0]!.trim().split(',').indexOf('PLUS_MINUS');
    const cells = lines.at(-1)!.split(',');
    cells[column] = String(Number(cells[column]) + 1);
    corrected = terminal.path('player_game_logs.csv');
    writeFileSync(corrected, `${[...lines.slice(0, -1), cells.join(',')].join('\n')}\n`);
  });

  const copy = (name: string): string => {
    cpSync(terminal.path('nba.duckdb'), terminal.path(name));
    return terminal.path(name);
  };
  const contents = (db: string) =>
    terminal.json<unknown[]>(
      0,
      'query',
      'SELECT table_name, partition_date, content_hash, inputs FROM nba_processing.partitions ORDER BY 1, 2',
      '--db',
      db,
    );

  test('a late correction redoes the partitions that read it, and no other', async () => {
    const db = copy('corrected.duckdb');
    await terminal.json(0, 'ingest', corrected, '--db', db);
    const plan = await terminal.json<PlanResult>(0, 'plan', '--db', db);
    const sure = plan.tables.flatMap((t) => t.entries.filter((entry) => entry.reason !== 'upstream_planned'));
    const day = sure[0]!.dates[0]!;
    expect(sure.length).toBeGreaterThan(0);
    for (const entry of sure) {
      expect(entry).toEqual({
        reason: 'input_changed',
        dates: [day],
        inputs: [{ table: 'nba_raw.nbac_player_boxscores', columns: null, dates: [day] }],
      });
    }
    const report = await terminal.json<BackfillReport>(0, 'backfill', '--db', db);
    expect(report.tables.reduce((sum, t) => sum + t.fresh, 0)).toBeGreaterThan(10 * report.partitions);
    expect((await terminal.run('status', '--db', db)).code).toBe(0);
  });

  test('an ingest that was killed before it was accounted for is made good by the next backfill', async () => {
    const db = copy('killed.duckdb');
    const warehouse = await openDuckdb({ path: db });
    await ingestPaths(warehouse, [corrected], { effects: processEffects(), runId: 'killed' });
    await warehouse.close();
    expect((await terminal.run('plan', '--db', db)).out).toContain(
      'Some ingested files are not in the ledger yet; the next backfill takes them in first.',
    );
    expect(await terminal.run('status', '--db', db)).toMatchObject({
      code: 1,
      out: expect.stringContaining(`Next: nba-props backfill --db ${db}`),
    });
    await terminal.json<BackfillReport>(0, 'backfill', '--db', db);
    expect(await contents(db)).toEqual(await contents(terminal.path('corrected.duckdb')));
  });
});

describe('what can go wrong', () => {
  const fresh = (name: string) => ['--db', terminal.path(name)];

  test('a league with its answer key and what is kept back: the seasons alone are raw files', async () => {
    const argv = ['ingest', terminal.path('league'), '--db', 'whole.duckdb'];
    expect((await terminal.run(...argv)).out).toContain('Next: nba-props backfill all --db whole.duckdb');
    const again = await terminal.json<IngestResult>(0, ...argv);
    expect(again).toMatchObject({ failed: 0, new: 0 });
    expect(again.ignored).toContain(terminal.path('league', 'answer_key'));
  });

  test('a misspelt column: the engine says what it may have meant', async () => {
    const { err } = await terminal.run('query', 'SELECT player_nam FROM nba_analytics.player_game_summary');
    expect(err).toMatch(/Candidate bindings: .*player_name/);
  });

  test('an empty folder', async () => {
    mkdirSync(terminal.path('empty'));
    const { code, err } = await terminal.run('ingest', 'empty', ...fresh('e.duckdb'));
    expect([code, err]).toEqual([2, expect.stringContaining('error NO_INPUT: There is no data file in empty.')]);
  });

  test('a file of no known kind and a broken file: told, and the others are loaded', async () => {
    const folder = terminal.path('mixed');
    mkdirSync(folder);
    const schedule = readdirSync(files).find((file) => file.startsWith('schedule'))!;
    const boxes = readdirSync(files).find((file) => file.startsWith('player_game_logs'))!;
    cpSync(join(files, schedule), join(folder, schedule));
    writeFileSync(join(folder, 'recipes.csv'), 'dish,minutes\nsoup,20\n');
    const whole = readFileSync(join(files, boxes));
    writeFileSync(join(folder, boxes), whole.subarray(0, whole.length / 2));
    const { code, out } = await terminal.run('ingest', folder, ...fresh('m.duckdb'), '--quiet');
    expect(out).toMatch(/UNKNOWN_KIND: .*recipes\.csv is of no known kind/);
    expect(out).toMatch(/BROKEN_FILE: .*player_game_logs/);
    expect(out).toMatch(/1 file new, 0 changed, 0 unchanged, 2 failed/);
    expect(code).toBe(2);
  });

  test('rejected lines are findings, with the first of them shown', async () => {
    const name = readdirSync(files).find((file) => file.startsWith('player_game_logs'))!;
    const path = terminal.path('rejects.csv');
    writeFileSync(path, gunzipSync(readFileSync(join(files, name))));
    const header = readFileSync(path, 'utf8').split('\n')[0]!.trim().split(',');
    const sample = readFileSync(path, 'utf8').split('\n')[1]!.trim().split(',');
    sample[header.indexOf('PTS')] = 'many';
    appendFileSync(path, `${sample.join(',')}\n`);
    const { code, out } = await terminal.run('ingest', path, ...fresh('r.duckdb'), '--quiet');
    expect(out).toMatch(/rejected 1: /);
    expect(out).toMatch(/line \d+, \w+: "many"/);
    expect(code).toBe(1);
  });

  test('a file that is no database, and a database of something else', async () => {
    writeFileSync(terminal.path('text.duckdb'), 'not a database\n'.repeat(400));
    for (const argv of [['status'], ['ingest', files]]) {
      const { code, err } = await terminal.run(...argv, ...fresh('text.duckdb'));
      expect([code, err]).toEqual([3, expect.stringContaining('error NOT_A_WAREHOUSE')]);
    }
    const own = await openDuckdb({ path: terminal.path('own.duckdb') });
    await own.execute('CREATE TABLE savings (euros INTEGER)');
    await own.close();
    for (const argv of [['status'], ['ingest', files], ['schema', 'migrate']]) {
      const { code, err } = await terminal.run(...argv, ...fresh('own.duckdb'));
      expect([code, err]).toEqual([3, expect.stringContaining('error NOT_A_WAREHOUSE')]);
    }
  });

  test('a database of a newer version', async () => {
    const db = terminal.path('newer.duckdb');
    cpSync(terminal.path('nba.duckdb'), db);
    const warehouse = await openDuckdb({ path: db });
    await warehouse.execute(`INSERT INTO nba_processing.schema_migrations VALUES (99, 'from the future', NULL)`);
    await warehouse.close();
    for (const argv of [['status'], ['backfill'], ['ingest', files], ['query', 'SELECT 1'], ['schema', 'migrate']]) {
      const { code, err } = await terminal.run(...argv, '--db', db);
      expect([code, err]).toEqual([3, expect.stringMatching(/^error WAREHOUSE_NEWER: .*version 99/)]);
    }
    const status = await terminal.run('schema', 'status', '--db', db);
    expect([status.code, status.out]).toEqual([3, expect.stringContaining(`version 99 of ${MIGRATIONS.length}`)]);
  });

  test('a warehouse another process writes', async () => {
    const owner = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const db = terminal.path('nba.duckdb');
    const held = { pid: owner.pid, host: hostname(), since: '2024-01-01T00:00:00.000Z', doing: 'backfill all' };
    writeFileSync(lockPath(db), JSON.stringify(held));
    const { code, err } = await terminal.run('backfill');
    expect(code).toBe(3);
    expect(err).toContain(`written by pid ${owner.pid} on ${hostname()} since 2024-01-01T00:00:00.000Z (backfill all)`);
    expect(err).toContain('--wait');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect((await terminal.run('backfill', '--quiet')).code).toBe(0);
  });

  test('stopped before it began: nothing done, exit 130, and how to go on', async () => {
    const stop = new AbortController();
    stop.abort();
    const { code, out } = await terminal.runWith({ signal: stop.signal }, 'backfill', 'pgs', '--no-resume', '--quiet');
    expect(code).toBe(130);
    expect(out).toContain('Resume with: nba-props backfill pgs --no-resume');
    expect(out).not.toContain('Nothing to do');
    const ingest = await terminal.runWith({ signal: stop.signal }, 'ingest', files, ...fresh('stopped.duckdb'));
    expect([ingest.code, ingest.err]).toEqual([130, expect.stringContaining('error INTERRUPTED')]);
  });
});
