import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshRawLedger } from '../../src/ledger/raw-ledger.js';
import { PBP_HEADER, pbpLine, RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
  await bench.warehouse.execute(
    `INSERT INTO nba_reference.games (game_id, game_date) VALUES ('0022100001', '2021-10-19'), ('0022100002', '2021-10-20')`,
  );
});
afterEach(() => bench.close());

const refresh = (runId = 'run') => refreshRawLedger(bench.warehouse, new Date(Date.UTC(2022, 0, 1)), runId);
const partitions = () =>
  bench.rows<{ table_name: string; day: string; row_count: number; content_hash: string; version: number }>(
    `SELECT table_name, partition_date AS day, row_count, content_hash, content_version AS version
     FROM nba_processing.partitions ORDER BY table_name, partition_date`,
  );
const pbp = (...events: [string, number][]) => [PBP_HEADER, ...events.map(([game, n]) => pbpLine(game, n))];

describe('ledger of raw tables', () => {
  it('has a partition per date, of the row itself or of its game', async () => {
    bench.write('pbp.csv', pbp(['0022100001', 1], ['0022100001', 2], ['0022100002', 1], ['0022100009', 1]));
    bench.write('odds.csv', ['Date,AH,Team,Final,Spread,ML,Total', '2021-10-25,A,Brooklyn Nets,104,1.5,105,233.5']);
    await bench.ingest();
    expect(await refresh()).toEqual({ refreshed: true, changed: 3, removed: 0, damaged: [] });
    expect((await partitions()).map((p) => [p.table_name, p.day, p.row_count, p.version])).toEqual([
      ['nba_raw.nbac_play_by_play', '2021-10-19', 2, 1],
      ['nba_raw.nbac_play_by_play', '2021-10-20', 1, 1],
      ['nba_raw.odds_game_lines', '2021-10-25', 1, 1],
    ]);
    expect(
      await bench.rows(
        'SELECT DISTINCT season, status, code_hash, attempts, run_id, finished_at FROM nba_processing.partitions',
      ),
    ).toEqual([
      {
        season: '2021-22',
        status: 'complete',
        code_hash: null,
        attempts: 1,
        run_id: 'run',
        finished_at: '2022-01-01T00:00:00.000Z',
      },
    ]);
    const sums = await bench.rows(
      `SELECT '2:' || SUM(row_hash) AS hash FROM nba_raw.nbac_play_by_play WHERE game_id = '0022100001'`,
    );
    expect((await partitions())[0]?.content_hash).toBe(sums[0]?.hash);
  });

  it('is not computed again while no file and no game date has changed', async () => {
    bench.write('pbp.csv', pbp(['0022100001', 1]));
    await bench.ingest();
    await refresh();
    expect(await refresh()).toEqual({ refreshed: false, changed: 0, removed: 0, damaged: [] });
    await bench.ingest();
    expect(await refresh()).toMatchObject({ refreshed: false });
  });

  it('writes only what changed, with a version above all others', async () => {
    bench.write('pbp.csv', pbp(['0022100001', 1], ['0022100002', 1]));
    await bench.ingest();
    await refresh('first');
    await bench.warehouse.execute(
      `INSERT INTO nba_processing.partitions (table_name, partition_date, content_version, content_hash) VALUES ('nba_analytics.some_table', DATE '2021-10-19', 41, '1:1')`,
    );
    const before = await partitions();
    bench.write('pbp.csv', pbp(['0022100001', 1], ['0022100002', 1], ['0022100002', 2]));
    await bench.ingest();
    expect(await refresh('second')).toEqual({ refreshed: true, changed: 1, removed: 0, damaged: [] });
    const after = await partitions();
    expect(after.filter((p) => p.version === 42).map((p) => [p.table_name, p.day, p.row_count])).toEqual([
      ['nba_raw.nbac_play_by_play', '2021-10-20', 2],
    ]);
    expect(after.filter((p) => p.version !== 42)).toEqual(before.filter((p) => p.day !== '2021-10-20'));
  });

  it('keeps the partition of a game that a new version of its file no longer has', async () => {
    bench.write('pbp.csv', pbp(['0022100001', 1], ['0022100002', 1]));
    await bench.ingest();
    await refresh();
    bench.write('pbp.csv', pbp(['0022100001', 1]));
    await bench.ingest();
    expect(await refresh()).toEqual({ refreshed: true, changed: 0, removed: 0, damaged: [] });
    expect((await partitions()).map((p) => p.day)).toEqual(['2021-10-19', '2021-10-20']);
  });

  it('follows a game to another date', async () => {
    bench.write('pbp.csv', pbp(['0022100001', 1]));
    await bench.ingest();
    await refresh();
    await bench.warehouse.execute(
      `UPDATE nba_reference.games SET game_date = DATE '2021-10-25' WHERE game_id = '0022100001'`,
    );
    expect(await refresh()).toEqual({ refreshed: true, changed: 1, removed: 1, damaged: [] });
    expect((await partitions()).map((p) => p.day)).toEqual(['2021-10-25']);
  });

  it('sees events in another order, and not a file that says the same', async () => {
    await bench.one('a.csv', pbp(['0022100001', 1], ['0022100001', 2]));
    await refresh();
    const first = await partitions();
    await bench.one('b.csv', [...pbp(['0022100001', 1], ['0022100001', 2]), '']);
    expect(await refresh()).toEqual({ refreshed: true, changed: 0, removed: 0, damaged: [] });
    await bench.one('c.csv', pbp(['0022100001', 2], ['0022100001', 1]));
    expect(await refresh()).toEqual({ refreshed: true, changed: 1, removed: 0, damaged: [] });
    expect((await partitions())[0]?.content_hash).not.toBe(first[0]?.content_hash);
  });

  it('follows box scores that get their date after their file was loaded', async () => {
    bench.write('box.csv', [
      'GAME_ID,TEAM_ABBREVIATION,PLAYER_ID,PLAYER_NAME,START_POSITION,COMMENT,MIN,FGA,PTS',
      '0022100001,BKN,7001,Ana Arden,F,,31:14,9,13',
    ]);
    bench.write('index.csv', [
      'TEAM_ABBREVIATION,GAME_ID,GAME_DATE,MATCHUP,WL',
      'BKN,0022100001,2021-10-19,BKN @ MIL,L',
    ]);
    await bench.ingest();
    await refresh();
    const full = await partitions();
    await bench.warehouse.execute('UPDATE nba_raw.nbac_player_boxscores SET game_date = NULL');
    await bench.warehouse.execute(
      `DELETE FROM nba_processing.partitions WHERE table_name = 'nba_raw.nbac_player_boxscores'`,
    );
    expect(await bench.ingest()).toMatchObject({ unchanged: 2, touched: ['nba_raw.nbac_player_boxscores'] });
    expect(await refresh()).toMatchObject({ refreshed: true, changed: 1 });
    expect((await partitions()).map(({ version, ...rest }) => rest)).toEqual(full.map(({ version, ...rest }) => rest));
  });
});
