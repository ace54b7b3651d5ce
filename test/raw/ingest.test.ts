import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestPaths } from '../../src/raw/ingest.js';
import { PBP_HEADER, pbpLine, RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const GAME = '0022100001';
const OTHER = '0022100002';
const INDEX_HEADER = 'TEAM_ABBREVIATION,GAME_ID,GAME_DATE,MATCHUP,WL';
const INDEX_LINE = `BKN,${GAME},2021-10-19,BKN @ MIL,L`;
const events = (game: string, numbers: readonly number[]) => numbers.map((n) => pbpLine(game, n));
const pbpOf = () =>
  bench.rows(
    'SELECT game_id, event_index, event_num, source_row FROM nba_raw.nbac_play_by_play ORDER BY game_id, event_index',
  );

describe('which files', () => {
  it('searches folders, ignores what is no data by its name, and reads nothing twice', async () => {
    bench.write('season/index.csv', [INDEX_HEADER, INDEX_LINE]);
    bench.write('season/deep/pbp.CSV.gz', gzipSync(`${PBP_HEADER}\n${pbpLine(GAME, 1)}\n`));
    bench.write('season/README.md', 'text');
    bench.write('season/.hidden.csv', 'text');
    bench.write('season/nba.duckdb', 'a warehouse');
    bench.write('season/nba.duckdb.run/20211019T120000-aa.ndjson', '{"type":"header"}\n');
    symlinkSync('..', join(bench.folder, 'season/deep/loop'));
    const report = await bench.ingest('season', 'season/index.csv');
    expect(report.files.map((f) => [f.path.slice(bench.folder.length), f.kind])).toEqual([
      ['/season/index.csv', 'team_game_index'],
      ['/season/deep/pbp.CSV.gz', 'play_by_play_v2'],
    ]);
    expect(report.ignored.map((p) => p.slice(bench.folder.length))).toEqual([
      '/season/.hidden.csv',
      '/season/README.md',
      '/season/nba.duckdb',
      '/season/nba.duckdb.run',
    ]);
    expect(report).toMatchObject({
      new: 2,
      rows: 2,
      touched: ['nba_raw.nbac_play_by_play', 'nba_raw.team_game_index'],
    });
  });

  it('passes by what leads nowhere, and refuses to wait for a pipe', async () => {
    bench.write('index.csv', [INDEX_HEADER, INDEX_LINE]);
    symlinkSync('b.csv', join(bench.folder, 'a.csv'));
    symlinkSync('a.csv', join(bench.folder, 'b.csv'));
    symlinkSync('/nowhere/at/all.csv', join(bench.folder, 'gone.csv'));
    execFileSync('mkfifo', [join(bench.folder, 'pipe.csv')]);
    const report = await bench.ingest('.');
    expect(report).toMatchObject({ new: 1, failed: 0 });
    expect(report.ignored.map((path) => path.slice(bench.folder.length + 1))).toEqual([
      'a.csv',
      'b.csv',
      'gone.csv',
      'pipe.csv',
    ]);
    await expect(bench.ingest('pipe.csv')).rejects.toMatchObject({
      code: 'NO_INPUT',
      what: 'pipe.csv is neither a file nor a folder.',
    });
    await expect(bench.ingest('a.csv')).rejects.toMatchObject({ code: 'NO_INPUT', what: 'a.csv does not exist.' });
  });

  // The superuser may look into everything.
  it.skipIf(process.getuid?.() === 0)('reports a folder it may not look into, and loads the rest', async () => {
    bench.write('good/index.csv', [INDEX_HEADER, INDEX_LINE]);
    mkdirSync(join(bench.folder, 'good/closed'), { mode: 0 });
    const report = await bench.ingest('good');
    expect(report).toMatchObject({ new: 1, failed: 1 });
    expect(report.files.find((file) => file.status === 'failed')?.error?.code).toBe('BROKEN_FILE');
    await expect(bench.ingest('good/closed')).rejects.toMatchObject({ code: 'NO_INPUT' });
  });

  it('takes a file named by itself whatever its name, and tells gzip by content', async () => {
    const report = await bench.one('odd.name', gzipSync(`${INDEX_HEADER}\n${INDEX_LINE}\n`));
    expect(report).toMatchObject({ kind: 'team_game_index', rows: 1 });
  });

  it('refuses a missing path or a folder without data before anything is written', async () => {
    bench.write('good/index.csv', [INDEX_HEADER, INDEX_LINE]);
    mkdirSync(join(bench.folder, 'empty'));
    await expect(bench.ingest('good', 'missing')).rejects.toMatchObject({ code: 'NO_INPUT' });
    await expect(bench.ingest('empty')).rejects.toMatchObject({ code: 'NO_INPUT' });
    expect(await bench.rows('SELECT * FROM nba_processing.files')).toEqual([]);
  });

  it('reports what cannot be read and loads the rest', async () => {
    const gz = gzipSync(`${PBP_HEADER}\n${Array.from({ length: 5000 }, (_, i) => pbpLine(GAME, i)).join('\n')}\n`);
    bench.write('a-cut.csv.gz', gz.subarray(0, gz.length - 200));
    bench.write('b-empty.csv', '');
    bench.write('c-unknown.csv', ['x,y', '1,2']);
    bench.write('d-binary.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1, 2, 0, 10, 3]));
    bench.write('e-cut.json', '{"resultSets": [{"headers": ["GAME_ID"');
    bench.write('f-good.csv', [INDEX_HEADER, INDEX_LINE]);
    const report = await bench.ingest('.');
    expect(
      Object.fromEntries(report.files.map((f) => [f.path.slice(bench.folder.length + 1), f.error?.code ?? f.status])),
    ).toEqual({
      'a-cut.csv.gz': 'BROKEN_FILE',
      'b-empty.csv': 'BROKEN_FILE',
      'c-unknown.csv': 'UNKNOWN_KIND',
      'd-binary.csv': 'BROKEN_FILE',
      'e-cut.json': 'BROKEN_FILE',
      'f-good.csv': 'new',
    });
    expect(report).toMatchObject({ failed: 5, new: 1, rows: 1 });
    expect(await pbpOf()).toEqual([]);
    expect(await bench.rows('SELECT COUNT(*) AS n FROM nba_processing.files')).toEqual([{ n: 1 }]);
  });

  it('a file that holds only a header is known and has no rows', async () => {
    expect(await bench.one('a.csv', [INDEX_HEADER])).toMatchObject({
      kind: 'team_game_index',
      status: 'new',
      rows: 0,
      rejected: 0,
    });
    expect(await bench.one('b.csv', INDEX_HEADER.replace('WL', 'wl'))).toMatchObject({ status: 'new', rows: 0 });
  });

  it('a file that has lost all its rows since does not take them from the warehouse', async () => {
    await bench.one('a.csv', [INDEX_HEADER, INDEX_LINE]);
    const emptied = await bench.one('a.csv', [INDEX_HEADER]);
    expect(emptied).toMatchObject({ status: 'failed', rows: 0, error: { code: 'BROKEN_FILE' } });
    expect(emptied.error?.what).toMatch(/holds no rows any more; the 1 it had before are kept/);
    expect(await bench.rows('SELECT game_id FROM nba_raw.team_game_index')).toEqual([{ game_id: GAME }]);
  });

  it('stops between files when asked, keeps what is loaded and goes on later', async () => {
    bench.write('a.csv', [INDEX_HEADER, INDEX_LINE]);
    bench.write('b.csv', [PBP_HEADER, pbpLine(GAME, 1)]);
    const stop = new AbortController();
    const options = { effects: bench.effects(stop.signal), runId: 'stopped', onFile: () => stop.abort() };
    await expect(ingestPaths(bench.warehouse, ['.'], options)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(await bench.ingest('.')).toMatchObject({ unchanged: 1, new: 1 });
  });
});

describe('a file of no known kind is told with what fits its format', () => {
  it.each([
    ['a.csv', 'a,b\n1,2\n', 'first line names the columns, with commas'],
    ['b.csv', 'GAME_ID;EVENTNUM;PERIOD\n1;2;3\n', 'they are separated by ";"'],
    ['c.csv', 'GAME_ID\tEVENTNUM\n1\t2\n', 'they are separated by tabs'],
    ['d.json', '{"body": "{}", "status": 200}', "the source's own document"],
  ])('%s', async (name, content, hint) => {
    const report = await bench.one(name, content);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'UNKNOWN_KIND' } });
    expect(report.error?.todo).toContain(hint);
  });
});

describe('columns', () => {
  it('without which rows would say something else make the file fail: play-by-play without its texts has no misses', async () => {
    const at = PBP_HEADER.split(',').indexOf('HOMEDESCRIPTION');
    const without = (line: string) => line.split(',').toSpliced(at, 1).join(',');
    bench.write('good.csv', [INDEX_HEADER, INDEX_LINE]);
    bench.write('pbp.csv', [without(PBP_HEADER), without(pbpLine(GAME, 1))]);
    const report = await bench.ingest('.');
    expect(report).toMatchObject({ new: 1, failed: 1 });
    const failed = report.files.find((file) => file.status === 'failed');
    expect(failed?.error).toMatchObject({ code: 'MISSING_COLUMNS' });
    expect(failed?.error?.what).toMatch(/pbp\.csv is play_by_play_v2 without homedescription: /);
    expect(await pbpOf()).toEqual([]);
  });

  it('have commas between them: a file with other separators is told so in few words', async () => {
    const { error } = await bench.one('a.csv', [
      PBP_HEADER.replaceAll(',', ';'),
      pbpLine(GAME, 1).replaceAll(',', ';'),
    ]);
    expect(error).toMatchObject({ code: 'UNKNOWN_KIND' });
    expect(error?.what.length).toBeLessThan(300);
    expect(error?.todo).toMatch(/with commas between them/);
  });

  const shown = () => bench.rows('SELECT game_id, team_abbr, win_loss FROM nba_raw.team_game_index');

  it('may stand in any order and spelling, and be more than the format has', async () => {
    await bench.one('a.csv', [
      'extra,wl,Matchup,game date,Game_Id,Team Abbreviation',
      `9,L,BKN @ MIL,2021-10-19,${GAME},BKN`,
    ]);
    expect(await shown()).toEqual([{ game_id: GAME, team_abbr: 'BKN', win_loss: 'L' }]);
  });

  it('that are optional may be absent', async () => {
    await bench.one('a.csv', [INDEX_HEADER.replace(',WL', ''), INDEX_LINE.replace(',L', '')]);
    expect(await shown()).toEqual([{ game_id: GAME, team_abbr: 'BKN', win_loss: null }]);
  });

  it('in another order give the same row hash, another value another', async () => {
    await bench.one('a.csv', [INDEX_HEADER, INDEX_LINE]);
    const hash = () => bench.rows('SELECT row_hash FROM nba_raw.team_game_index');
    const first = await hash();
    await bench.one('b.csv', ['WL,TEAM_ABBREVIATION,GAME_ID,GAME_DATE,MATCHUP', `L,BKN,${GAME},2021-10-19,BKN @ MIL`]);
    expect(await hash()).toEqual(first);
    await bench.one('c.csv', [INDEX_HEADER, INDEX_LINE.replace(',L', ',W')]);
    expect(await hash()).not.toEqual(first);
  });

  it('a byte order mark, CRLF and quoted commas change nothing', async () => {
    await bench.one('a.csv', `\uFEFF${INDEX_HEADER}\r\n"BKN","${GAME}",2021-10-19,"BKN @ MIL"," L "\r\n`);
    expect(await shown()).toEqual([{ game_id: GAME, team_abbr: 'BKN', win_loss: 'L' }]);
    await bench.one('b.csv', [PBP_HEADER, pbpLine(GAME, 1, '"Arden, A. ""3PT"""')]);
    expect(await bench.rows('SELECT home_description FROM nba_raw.nbac_play_by_play')).toEqual([
      { home_description: 'Arden, A. "3PT"' },
    ]);
  });
});

describe('rejected rows', () => {
  it('go to a table of their own with file, line, field, text and reason; the rest is loaded', async () => {
    const path = bench.write('pbp.csv', [
      PBP_HEADER,
      pbpLine(GAME, 1),
      pbpLine(GAME, 2).replace(',11:02,', ',13:02,').replace(`${GAME},2`, `${GAME},two`),
      `${GAME},3,1`,
      pbpLine('', 4),
      pbpLine(GAME, 5),
    ]);
    const report = await bench.ingest(path);
    expect(report).toMatchObject({ rows: 2, rejected: 3 });
    expect(await bench.rows('SELECT * FROM nba_raw.rejected_rows ORDER BY line, field')).toEqual([
      { file: path, line: 3, field: 'eventnum', text: 'two', reason: 'not an integer', kind: 'play_by_play_v2' },
      {
        file: path,
        line: 3,
        field: 'pctimestring',
        text: '13:02',
        reason: 'not a game clock',
        kind: 'play_by_play_v2',
      },
      {
        file: path,
        line: 4,
        field: null,
        text: `${GAME},3,1`,
        reason: 'fewer fields than the header',
        kind: 'play_by_play_v2',
      },
      { file: path, line: 5, field: 'game_id', text: null, reason: 'missing', kind: 'play_by_play_v2' },
    ]);
    expect(report.files[0]?.rejections.byReason).toEqual({
      'eventnum: not an integer': 1,
      'fewer fields than the header': 1,
      'game_id: missing': 1,
      'pctimestring: not a game clock': 1,
    });
    expect(await pbpOf()).toEqual([
      { game_id: GAME, event_index: 1, event_num: 1, source_row: 2 },
      { game_id: GAME, event_index: 2, event_num: 5, source_row: 6 },
    ]);
  });

  it('go when the file is mended', async () => {
    const path = bench.write('index.csv', [INDEX_HEADER, INDEX_LINE.replace('2021-10-19', 'soon')]);
    await bench.ingest(path);
    expect(await bench.rows('SELECT line, field, text FROM nba_raw.rejected_rows')).toEqual([
      { line: 2, field: 'game_date', text: 'soon' },
    ]);
    bench.write('index.csv', [INDEX_HEADER, INDEX_LINE]);
    expect(await bench.ingest(path)).toMatchObject({ changed: 1, rejected: 0, rows: 1 });
    expect(await bench.rows('SELECT * FROM nba_raw.rejected_rows')).toEqual([]);
  });
});

describe('the same again', () => {
  it('the same content does nothing, from the same path or another', async () => {
    const lines = [PBP_HEADER, ...events(GAME, [1, 2])];
    bench.write('a.csv', lines);
    await bench.ingest('a.csv');
    const before = await bench.rows('SELECT * FROM nba_raw.nbac_play_by_play ORDER BY ALL');
    bench.write('copy.csv', lines);
    const report = await bench.ingest('a.csv', 'copy.csv');
    expect(report).toMatchObject({ unchanged: 2, new: 0, rows: 0, touched: [] });
    expect(report.files.map((f) => f.rows)).toEqual([2, 2]);
    expect(await bench.rows('SELECT * FROM nba_raw.nbac_play_by_play ORDER BY ALL')).toEqual(before);
    expect(await bench.rows('SELECT file_id, run_id, rows FROM nba_processing.files')).toEqual([
      { file_id: 1, run_id: 'run 1', rows: 2 },
    ]);
  });

  it('two equal files of one call are loaded once', async () => {
    bench.write('a.csv', [PBP_HEADER, ...events(GAME, [1, 2])]);
    bench.write('b.csv', [PBP_HEADER, ...events(GAME, [1, 2])]);
    expect(await bench.ingest('.')).toMatchObject({ new: 1, unchanged: 1, rows: 2 });
    expect(await bench.rows('SELECT COUNT(*) AS n FROM nba_raw.nbac_play_by_play')).toEqual([{ n: 2 }]);
  });

  it('a changed file replaces the games that it has; those that it no longer has stay, and it is told', async () => {
    bench.write('a.csv', [PBP_HEADER, ...events(GAME, [1, 2]), ...events(OTHER, [1])]);
    await bench.ingest('a.csv');
    bench.write('a.csv', [PBP_HEADER, ...events(GAME, [1, 2, 3])]);
    const report = await bench.ingest('a.csv');
    expect(report).toMatchObject({ changed: 1, rows: 3 });
    expect(report.files[0]?.outcomes).toEqual([
      { what: 'kept', why: null, units: 1, rows: 1, examples: [OTHER], files: [] },
    ]);
    expect((await pbpOf()).map((row) => [row.game_id, row.event_num])).toEqual([
      ...[1, 2, 3].map((n) => [GAME, n]),
      [OTHER, 1],
    ]);
    expect(
      await bench.rows(
        'SELECT file_id, rows, rows_held, superseded_file, is_current FROM nba_processing.files ORDER BY 1',
      ),
    ).toEqual([
      { file_id: 1, rows: 3, rows_held: 1, superseded_file: null, is_current: false },
      { file_id: 2, rows: 3, rows_held: 3, superseded_file: 1, is_current: true },
    ]);
  });

  it('a later file replaces whole games of an earlier one and leaves its other games', async () => {
    await bench.one('season.csv', [PBP_HEADER, ...events(GAME, [1, 2]), ...events(OTHER, [1])]);
    const report = await bench.one('correction.csv', [PBP_HEADER, ...events(GAME, [1, 7, 8])]);
    // The first event is the same in both: its row stays.
    expect(report).toMatchObject({ status: 'replaced', replacedRows: 1, sameRows: 1, rows: 3 });
    expect((await pbpOf()).map((row) => [row.game_id, row.event_num])).toEqual([
      ...[1, 7, 8].map((n) => [GAME, n]),
      [OTHER, 1],
    ]);
    expect(await bench.ingest('season.csv', 'correction.csv')).toMatchObject({ unchanged: 2 });
    expect(await pbpOf()).toHaveLength(4);
  });

  it('a correction of the team moves the player, it does not double him', async () => {
    const HEADER = 'PLAYER_ID,PLAYER_NAME,TEAM_ABBREVIATION,GAME_DATE,MATCHUP,WL,MIN,PTS';
    await bench.one('a.csv', [HEADER, '7001,Ana Arden,MIL,2021-10-19,MIL vs. BKN,W,26,9']);
    await bench.one('b.csv', [HEADER, '7001,Ana Arden,BKN,2021-10-19,BKN @ MIL,L,26,9']);
    expect(await bench.rows('SELECT player_id, team_abbr FROM nba_raw.nbac_player_boxscores')).toEqual([
      { player_id: 7001, team_abbr: 'BKN' },
    ]);
  });

  it('a file that breaks later keeps what an earlier version brought', async () => {
    bench.write('a.csv', [PBP_HEADER, ...events(GAME, [1, 2])]);
    await bench.ingest('a.csv');
    bench.write('a.csv', gzipSync('x').subarray(0, 12));
    expect(await bench.ingest('a.csv')).toMatchObject({ failed: 1 });
    expect(await pbpOf()).toHaveLength(2);
  });
});

describe('duplicates', () => {
  it('of play-by-play are kept and flagged: equal in every column, the second and later ones', async () => {
    const line = pbpLine(GAME, 1);
    const report = await bench.one('a.csv', [
      PBP_HEADER,
      line,
      pbpLine(GAME, 1, 'another text'),
      line,
      pbpLine(GAME, 2),
      line,
    ]);
    expect(report).toMatchObject({ rows: 5, duplicates: 2 });
    expect(
      await bench.rows('SELECT event_index, is_duplicate FROM nba_raw.nbac_play_by_play ORDER BY event_index'),
    ).toEqual([
      { event_index: 1, is_duplicate: false },
      { event_index: 2, is_duplicate: false },
      { event_index: 3, is_duplicate: true },
      { event_index: 4, is_duplicate: false },
      { event_index: 5, is_duplicate: true },
    ]);
  });

  it('of other tables are left out and counted', async () => {
    const report = await bench.one('a.csv', [INDEX_HEADER, INDEX_LINE, INDEX_LINE]);
    expect(report).toMatchObject({ rows: 1, duplicates: 1, rejected: 0 });
  });
});

describe('one transaction a file', () => {
  it('a failure in the middle leaves the former rows and no trace of the new', async () => {
    bench.write('a.csv', [PBP_HEADER, ...events(GAME, [1, 2])]);
    await bench.ingest('a.csv');
    bench.write('a.csv', [PBP_HEADER, ...events(GAME, [5])]);
    await bench.warehouse.execute('ALTER TABLE nba_processing.files RENAME COLUMN run_id TO gone');
    await expect(bench.ingest('a.csv')).rejects.toThrow();
    await bench.warehouse.execute('ALTER TABLE nba_processing.files RENAME COLUMN gone TO run_id');
    expect((await pbpOf()).map((row) => row.event_num)).toEqual([1, 2]);
    rmSync(join(bench.folder, 'a.csv'));
    expect(await bench.rows('SELECT rows FROM nba_processing.files')).toEqual([{ rows: 2 }]);
  });
});
