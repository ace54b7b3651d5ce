import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gameDocument, PBP_HEADER, pbpLine, RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const GAME = '0022100001';
const OTHER = '0022100002';
const EVENTS = 'nba_raw.nbac_play_by_play';
const HISTORY = 'nba_raw_history.nbac_play_by_play';

/** A line of a game that says that the fourth period has ended. */
const gameEnd = (id: string) =>
  pbpLine(id, 900, '').replace(`${id},900,1,1,1,`, `${id},900,13,0,4,`).replace('11:00', '0:00');
const pbp = (...lines: readonly string[][]) => [PBP_HEADER, ...lines.flat()];
/** Events of a game to its end, with a text that tells versions apart. */
const whole = (id: string, numbers: readonly number[], text = 'Arden 3PT Jump Shot (3 PTS)') => [
  ...numbers.map((n) => pbpLine(id, n, text)),
  gameEnd(id),
];
const standing = async () =>
  (await bench.rows(`SELECT event_num FROM ${EVENTS} ORDER BY game_id, event_index`)).map((row) => row.event_num);
const texts = async () =>
  (await bench.rows(`SELECT DISTINCT home_description AS text FROM ${EVENTS} WHERE event_num < 900 ORDER BY 1`)).map(
    (row) => row.text,
  );
const history = () =>
  bench.rows(`SELECT file_id, event_num, superseded_by, why FROM ${HISTORY} ORDER BY file_id, source_row`);

describe('of two versions of a game that name no time', () => {
  it('the one in which it has gone further stands, whatever the order and the names', async () => {
    await bench.one('a_final.csv', pbp(whole(GAME, [1, 2, 3, 4])));
    const half = await bench.one('b_half.csv', pbp([pbpLine(GAME, 1), pbpLine(GAME, 2, 'other')]));
    expect(half).toMatchObject({ status: 'older', rows: 2, replacedRows: 0 });
    expect(half.outcomes).toMatchObject([{ what: 'older', why: 'went_further', units: 1, rows: 2, examples: [GAME] }]);
    expect(await standing()).toEqual([1, 2, 3, 4, 900]);
    // The first event is the same in both; the second never stood.
    expect(await history()).toEqual([{ file_id: 2, event_num: 2, superseded_by: 1, why: 'went_further' }]);
    expect(await bench.rows(`SELECT known_from = known_to AS never FROM ${HISTORY}`)).toEqual([{ never: true }]);
    // Once more it says the same again and leaves no trace.
    expect(await bench.one('b_half.csv', pbp([pbpLine(GAME, 1), pbpLine(GAME, 2, 'other')]))).toMatchObject({
      status: 'older',
    });
    expect(await history()).toHaveLength(1);
  });

  it('events that begin after the first period do not stand for the whole game', async () => {
    await bench.one('a.csv', pbp(whole(GAME, [1, 2, 3, 4])));
    const late = pbpLine(GAME, 5).replace(`${GAME},5,1,1,1,`, `${GAME},5,1,1,3,`);
    const report = await bench.one('b.csv', pbp([late, gameEnd(GAME)]));
    expect(report).toMatchObject({ status: 'older', outcomes: [{ what: 'older', why: 'went_further' }] });
    expect(await standing()).toEqual([1, 2, 3, 4, 900]);
  });

  it('the later ingest stands where both reach the end, and fewer rows are told', async () => {
    await bench.one('a.csv', pbp(whole(GAME, [1, 2, 3, 4])));
    const report = await bench.one('b.csv', pbp(whole(GAME, [1, 2, 3])));
    expect(report.outcomes).toMatchObject([
      { what: 'fewer_rows', units: 1, rows: 1, examples: [`${GAME}: 4 rows, before 5`] },
      { what: 'superseded', why: 'later_ingest', units: 1 },
    ]);
    expect(await standing()).toEqual([1, 2, 3, 900]);
  });
});

describe('the source time', () => {
  const at = (time: string, numbers: readonly number[]) => gameDocument(GAME, numbers, { time });

  it('decides before anything else, whatever the order', async () => {
    await bench.one('late.json', at('2021-10-19 23:30:00.5', [1, 2]));
    const early = await bench.one('early.json', at('2021-10-19 22:00:00', [1, 3, 4]));
    expect(early).toMatchObject({ status: 'older', outcomes: [{ why: 'later_by_source_time' }] });
    expect(await standing()).toEqual([1, 2]);
    const latest = await bench.one('latest.json', at('2021-10-20 01:00:00', [1]));
    expect(latest).toMatchObject({
      status: 'replaced',
      outcomes: [{ what: 'fewer_rows' }, { why: 'later_by_source_time' }],
    });
    expect(await standing()).toEqual([1]);
    // Eastern wall clock: 23:30 is 03:30 UTC of the next day.
    expect(
      await bench.rows(
        `SELECT DISTINCT known_at, known_at_basis, source_time FROM nba_processing.files WHERE file_id = 1`,
      ),
    ).toEqual([
      { known_at: '2021-10-20T03:30:00.500Z', known_at_basis: 'source', source_time: '2021-10-20T03:30:00.500Z' },
    ]);
  });

  it('that is the same in both leaves it to how far the game has gone', async () => {
    await bench.one('a.json', at('2021-10-19 23:00:00', [1, 2, 3]));
    expect(await bench.one('b.json', at('2021-10-19 23:00:00', [1, 2]))).toMatchObject({
      status: 'older',
      outcomes: [{ why: 'went_further' }],
    });
  });
});

describe('A, then B which replaces a part of it, then A again', () => {
  const a = pbp(whole(GAME, [1, 2], 'from A'), whole(OTHER, [1], 'from A'));
  const b = pbp(whole(GAME, [1, 2], 'from B'));

  it('the later ingest counts, and the report says which and why', async () => {
    await bench.one('a.csv', a);
    await bench.one('b.csv', b);
    expect(await texts()).toEqual(['from A', 'from B']);
    const again = await bench.one('a.csv', a);
    expect(again).toMatchObject({ status: 'replaced', replacedRows: 2, sameRows: 3 });
    expect(again.outcomes).toMatchObject([
      {
        what: 'superseded',
        why: 'later_ingest',
        units: 1,
        rows: 2,
        examples: [GAME],
        files: [`${bench.folder}/b.csv`],
      },
    ]);
    expect(await texts()).toEqual(['from A']);
    expect(await bench.one('a.csv', a)).toMatchObject({ status: 'unchanged' });
    expect(
      await bench.rows(
        `SELECT file_id, why, superseded_by, known_from < known_to AS stood FROM ${HISTORY} ORDER BY 1, source_row`,
      ),
    ).toEqual([
      ...[1, 1].map((file_id) => ({ file_id, why: 'later_ingest', superseded_by: 2, stood: true })),
      ...[2, 2].map((file_id) => ({ file_id, why: 'later_ingest', superseded_by: 3, stood: true })),
    ]);
  });

  it('both given again in one call stay as they are', async () => {
    await bench.one('a.csv', a);
    await bench.one('b.csv', b);
    expect(await bench.ingest('.')).toMatchObject({ unchanged: 2, rows: 0 });
    expect(await texts()).toEqual(['from A', 'from B']);
    expect(await history()).toHaveLength(2);
  });
});

describe('what is rejected replaces nothing', () => {
  const HEADER = 'GAME_ID,HOME_ABBR,AWAY_ABBR,HOME_PTS,PERIODS,GAME_DATE';
  const summary = (id: string, points: number, date = '2021-10-19') => `${id},MIL,BKN,${points},4,${date}`;
  const points = () => bench.rows('SELECT game_id, home_points AS points FROM nba_raw.game_summaries ORDER BY 1');

  it('a download in which every line is broken leaves every row of before', async () => {
    await bench.one('games.csv', [HEADER, summary(GAME, 100), summary(OTHER, 101)]);
    const broken = await bench.one('games.csv', [
      HEADER,
      summary(GAME, 1, '19.10.2021'),
      summary(OTHER, 2, '20.10.2021'),
    ]);
    expect(broken).toMatchObject({ rows: 0, rejected: 2, replacedRows: 0 });
    expect(await points()).toEqual([
      { game_id: GAME, points: 100 },
      { game_id: OTHER, points: 101 },
    ]);
  });

  it('of rows with names each by itself', async () => {
    await bench.one('games.csv', [HEADER, summary(GAME, 100), summary(OTHER, 101)]);
    await bench.one('games.csv', [HEADER, summary(GAME, 1, 'soon'), summary(OTHER, 111)]);
    expect(await points()).toEqual([
      { game_id: GAME, points: 100 },
      { game_id: OTHER, points: 111 },
    ]);
  });

  it('events of a game as a whole: one line rejected, and the version of before stands', async () => {
    await bench.one('a.csv', pbp(whole(GAME, [1, 2]), whole(OTHER, [1])));
    const lines = pbp(whole(GAME, [1, 2, 3], 'new'), whole(OTHER, [1, 2], 'new'));
    const report = await bench.one('b.csv', lines.toSpliced(2, 1, 'no line at all'));
    expect(report.outcomes).toMatchObject([
      { what: 'older', why: 'lines_rejected', examples: [GAME] },
      { what: 'superseded', why: 'later_ingest', examples: [OTHER] },
    ]);
    expect(await standing()).toEqual([1, 2, 900, 1, 2, 900]);
  });
});
