import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { warehouseAt } from '../../src/engine/open.js';
import { smallLeague } from '../prepared/small-league.js';
import { askBoth, type Subject } from './dashboard.js';
import { plain, TwoEngines } from './two-engines.js';

const endpoint = inject('bigquery');

/** One small league through the same commands on both engines, step by step; what they hold must be the same after each. */
describe.skipIf(endpoint === null)('the pipeline on BigQuery', () => {
  const two = new TwoEngines(endpoint ?? '', `p${process.pid}_`);
  const { terminal } = two;
  const run = (...argv: readonly string[]) => two.run(...argv);
  const expectSame = (after: string) => two.expectSame(after);
  let season = '';
  /** The last date that is played when the files come first; the league ends with the next one. */
  let date = '';
  let next = '';

  beforeAll(async () => {
    const league = await smallLeague();
    ({ season, date, next } = league);
    cpSync(league.before, terminal.path('raw'), { recursive: true });
    cpSync(league.whole, terminal.path('drop'), { recursive: true });
  });
  afterAll(() => two.close());

  test('ingest: raw tables, their history and the reference tables', async () => {
    await run('ingest', 'raw');
    await expectSame('ingest');
  });

  test('the same files again change nothing', async () => {
    const { bigquery } = await run('ingest', 'raw');
    expect(bigquery).toContain('0 files new');
  });

  test('backfill: every derived table', async () => {
    await run('backfill', 'all');
    await expectSame('backfill');
  });

  test('status, gaps, plan and verify say the same', async () => {
    for (const words of [
      ['gaps', '--json'],
      ['plan', '--json'],
      ['validate', 'contamination', '--json'],
    ]) {
      const told = await run(...words);
      expect(plain(told.bigquery), words.join(' ')).toEqual(plain(told.duckdb));
    }
    await run('status');
    const verify = await run('verify', '--json');
    expect(JSON.parse(verify.bigquery)).toMatchObject({ finding_count: 0 });
  });

  test.each([
    'validate coverage',
    'validate reconcile',
    'validate contracts',
    'failures 4',
    'conflicts list',
    'names unresolved',
    'names suggest',
    'expected DATE',
    'tonight DATE',
    'explain pgs DATE',
    'explain mlfs DATE',
    'features contract',
    'checkpoint list',
    'query SELECT+season,+COUNT(*)+AS+games+FROM+nba_reference.games+GROUP+BY+season',
  ])('%s says the same', async (words) => {
    const told = await run(
      ...words.split(' ').map((word) => word.replaceAll('+', ' ').replace('DATE', date)),
      '--json',
    );
    expect(plain(told.bigquery)).toEqual(plain(told.duckdb));
  });

  test('run makes one date anew, and runs lists it', async () => {
    await run('run', date);
    await expectSame('run');
    expect((await run('runs')).bigquery).toContain(`nba-props run ${date}`);
  });

  test('a corrected game: only what it reaches is made again', async () => {
    correct(terminal.path('raw', 'player_box_scores.csv.gz'));
    await run('ingest', 'raw');
    const healed = await run('heal', '--json');
    expect(madeBy(healed.bigquery)).toEqual(madeBy(healed.duckdb));
    expect(madeBy(healed.bigquery)).toBeGreaterThan(0);
    await expectSame('a corrected game');
  });

  test('an export has the same bytes', async () => {
    for (const format of ['csv', 'parquet']) {
      const [one, other] = [`duckdb.${format}`, `bigquery.${format}`];
      const words = ['features', 'export', '--force', '--quiet', '--out'];
      const codes = [await terminal.run(...words, one), await terminal.run(...words, other, ...two.options)];
      expect(codes.map(({ code, err }) => [code, err])).toEqual(codes.map(() => [codes[0]!.code, '']));
      expect(readFileSync(terminal.path(other)).equals(readFileSync(terminal.path(one))), format).toBe(true);
    }
  });

  /** The time of an hour of a date, by Eastern standard time. */
  const clock = (day: string, hour: number) => new Date(Date.parse(`${day}T00:00:00-05:00`) + hour * 3_600_000);

  test('day makes the games of its date, and what will be served is the same', async () => {
    const morning = clock(next, 9.5);
    const told = await two.runAt(morning, 'day', next, '--json');
    expect(plain(told.bigquery)).toEqual(plain(told.duckdb));
    expect(JSON.parse(told.bigquery)).toMatchObject({ date: next, yesterday: date, tonight: { date: next } });
    const served = await two.runAt(morning, 'features', 'serve', '--date', next);
    expect(served.bigquery).toBe(served.duckdb);
    expect(served.bigquery.split('\n').length).toBeGreaterThan(10);
    await expectSame('day and features serve');
  });

  test('watch --once takes in the files of the night', async () => {
    const told = await two.runAt(clock(next, 34), 'watch', '--once', '--inbox', 'drop', '--json');
    expect(plainWatch(told.bigquery)).toEqual(plainWatch(told.duckdb));
    await expectSame('watch --once');
  });

  test('every question of the dashboard has the same answer', async () => {
    const asked = await askBoth(two, clock(next, 35), await subject());
    console.log(`${asked} questions of the dashboard, 0 answers differ`);
  });

  /** A player of the last game. */
  async function subject(): Promise<Subject> {
    const warehouse = await (await warehouseAt({ location: terminal.path('nba.duckdb') })).openToRead();
    const [found] = await warehouse.query<{ player: number; team: string; game: string }>(
      'SELECT player_id AS player, team_abbr AS team, game_id AS game FROM nba_analytics.player_game_summary ORDER BY game_date DESC, points DESC, player_id LIMIT 1',
    );
    await warehouse.close();
    return { season, date: next, player: String(found?.player), team: found?.team ?? '', game: found?.game ?? '' };
  }

  test.each([
    ['audit', 'leakage', '--season', '2023-24', '--sample', '1'],
    ['backup', 'copy.duckdb'],
    ['features', 'replay', '--date', '2023-11-15', '--at', '2023-11-15T20:00:00Z'],
  ])('%s %s is refused with a reason', async (...words) => {
    const refused = await terminal.run(...words, ...two.options);
    expect(refused.err).toContain('ENGINE_LACKS');
    expect(refused.code).toBe(2);
  });
});

/** Without the process that made the pass. */
const plainWatch = (json: string) => ({ ...(plain(json) as object), pid: null });

const madeBy = (json: string) => (JSON.parse(json) as { run: { partitions: number } }).run.partitions;

/** One player's points in one game become others: two points more, by one more field goal. */
function correct(path: string): void {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  const columns = (lines[0] ?? '').split(',');
  const steals = columns.findIndex((name) => /^(steals|stl)$/i.test(name.trim()));
  const cells = (lines[1] ?? '').split(',');
  cells[steals] = String(Number(cells[steals]) + 1);
  lines[1] = cells.join(',');
  writeFileSync(path, gzipSync(lines.join('\n')));
}
