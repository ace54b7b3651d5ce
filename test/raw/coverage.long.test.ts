import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const GAME = '0022300002';
const [LAL, POR] = [1610612747, 1610612757];

interface Shot {
  readonly num: number;
  readonly player: number;
  readonly team: number;
  readonly made: boolean;
  readonly period: number;
}

/** A game's shots: two teams of six men, four shots each, one per period, made every other time. */
const SHOTS: readonly Shot[] = [LAL, POR].flatMap((team, t) =>
  [0, 1, 2, 3, 4, 5].flatMap((man) =>
    [1, 2, 3, 4].map((period) => ({
      ...{ num: 100 * period + 10 * t + man, player: 9000 + 10 * t + man, team, period },
      made: (man + period) % 2 === 0,
    })),
  ),
);
const CHART =
  'PLAYER_ID,GAME_ID,GAME_EVENT_ID,TEAM_ID,PERIOD,MINUTES_REMAINING,SECONDS_REMAINING,SHOT_ZONE_BASIC,SHOT_DISTANCE,LOC_X,LOC_Y,SHOT_MADE_FLAG,GAME_DATE,HTM,VTM';
const chart = (shots: readonly Shot[], distance = 3) => [
  CHART,
  ...shots.map(
    ({ num, player, team, period, made }) =>
      `${player},${GAME},${num},${team},${period},5,${num % 60},Mid-Range,${distance},10,20,${made ? 1 : 0},20231024,LAL,POR`,
  ),
];
/** How many shots stand, by distance: files of a test differ in it. */
const shots = async () =>
  Object.fromEntries(
    (
      await bench.rows<{ distance: number; n: number }>(
        'SELECT distance_ft AS distance, COUNT(*) AS n FROM nba_raw.nbac_shot_chart GROUP BY 1 ORDER BY 1',
      )
    ).map(({ distance, n }) => [distance, n]),
  );

describe('a shot chart', () => {
  it('of one team speaks for that team: both of a game stand', async () => {
    await bench.one(`shots_${LAL}.csv`, chart(SHOTS.filter(({ team }) => team === LAL)));
    const other = await bench.one(`shots_${POR}.csv`, chart(SHOTS.filter(({ team }) => team === POR)));
    expect(other).toMatchObject({ status: 'new', replacedRows: 0, rows: 24 });
    expect(await shots()).toEqual({ 3: 48 });
    await bench.one('whole.csv', chart(SHOTS, 4));
    expect(await shots()).toEqual({ 4: 48 });
    await bench.one(
      'again.csv',
      chart(
        SHOTS.filter(({ team }) => team === POR),
        5,
      ),
    );
    expect(await shots()).toEqual({ 4: 24, 5: 24 });
  });

  it('of one player speaks for him', async () => {
    await bench.one('whole.csv', chart(SHOTS));
    // Of his four shots one is no longer there.
    const own = SHOTS.filter(({ player }) => player === 9001).slice(1);
    const report = await bench.one('player.csv', chart(own, 4));
    expect(report).toMatchObject({ replacedRows: 4 });
    expect(report.outcomes.map(({ what, rows }) => [what, rows])).toEqual([
      ['dropped', 1],
      ['fewer_rows', 1],
      ['superseded', 3],
    ]);
    expect(await shots()).toEqual({ 3: 44, 4: 3 });
  });

  it('with made shots only, or of one period, speaks for such shots', async () => {
    await bench.one('whole.csv', chart(SHOTS));
    await bench.one(
      'made.csv',
      chart(
        SHOTS.filter(({ made }) => made),
        4,
      ),
    );
    expect(await shots()).toEqual({ 3: 24, 4: 24 });
    await bench.one(
      'fourth.csv',
      chart(
        SHOTS.filter(({ period }) => period === 4),
        5,
      ),
    );
    expect(await shots()).toEqual({ 3: 18, 4: 18, 5: 12 });
  });

  it('that ends earlier does not replace one that goes further', async () => {
    await bench.one('a_whole.csv', chart(SHOTS));
    const half = await bench.one(
      'b_half.csv',
      chart(
        SHOTS.filter(({ period }) => period < 3),
        4,
      ),
    );
    expect(half).toMatchObject({ status: 'older', outcomes: [{ why: 'went_further', units: 2 }] });
    expect(await shots()).toEqual({ 3: 48 });
  });

  it.each([
    ['the second half', ({ period }: Shot) => period >= 3],
    ['all men but one', ({ player }: Shot) => player % 10 < 5],
  ])('that lacks more than a correction takes away (%s) speaks only for the shots it has', async (_, keep) => {
    await bench.one('whole.csv', chart(SHOTS));
    const some = SHOTS.filter(keep);
    const report = await bench.one('some.csv', chart(some, 4));
    expect(report.outcomes.map(({ what }) => what)).toEqual(['superseded']);
    expect(await shots()).toEqual({ 3: SHOTS.length - some.length, 4: some.length });
  });

  it('of each half, one after the other, make a whole', async () => {
    await bench.one('first.csv', chart(SHOTS.filter(({ period }) => period <= 2)));
    await bench.one('second.csv', chart(SHOTS.filter(({ period }) => period > 2)));
    expect(await shots()).toEqual({ 3: 48 });
  });

  it('with a line that is rejected leaves the shot of before', async () => {
    await bench.one('whole.csv', chart(SHOTS));
    const lines = chart(SHOTS, 4);
    await bench.one('broken.csv', [...lines.slice(0, -1), String(lines.at(-1)).replace(',20231024', ',soon')]);
    expect(await shots()).toEqual({ 3: 1, 4: 47 });
  });
});

describe('a schedule', () => {
  const HEADER = 'gid,gcode,etdate,ettime,st,stt,h_ta,h_tid,h_s,v_ta,v_tid,v_s,an,ac,seri';
  const line = (id: string, date: string, status = 1, teams = 'DEN,LAL', text = '7:30 pm ET') => {
    const [home, away] = teams.split(',');
    return `${id},x,${date},19:30,${status},${text},${home},1,0,${away},2,0,Arena,City,`;
  };
  const games = async () =>
    (
      await bench.rows(
        'SELECT game_id, CAST(game_date AS VARCHAR) AS day, status FROM nba_raw.nbac_schedule ORDER BY 1',
      )
    ).map(({ game_id, day, status }) => `${String(game_id).slice(-2)} ${day} ${status}`);
  const id = (n: number) => `00223000${String(n).padStart(2, '0')}`;

  it('that lists a game as over and, on its old date, still to come says where it was played', async () => {
    const report = await bench.one('schedule.csv', [
      HEADER,
      line(id(1), '2023-11-30', 3, 'NYK,ATL', 'Final'),
      line(id(1), '2023-12-24', 1, 'NYK,ATL'),
    ]);
    expect(report).toMatchObject({ rejected: 0, rows: 2 });
    expect(await games()).toEqual(['01 2023-11-30 final']);
  });

  it.each(['2023-10-24', '2023-10-24 00:00:00', '10/24/2023', '20231024'])(
    'has its tip-offs whatever form its dates have: %s',
    async (day) => {
      expect(await bench.one('schedule.csv', [HEADER, line(id(1), day)])).toMatchObject({ rejected: 0 });
      expect(await bench.rows('SELECT game_date, tipoff_at FROM nba_raw.nbac_schedule')).toEqual([
        { game_date: '2023-10-24', tipoff_at: '2023-10-24T23:30:00.000Z' },
      ]);
    },
  );

  it('that lists a postponed game on both its dates says where it is now', async () => {
    const report = await bench.one('schedule.csv', [
      HEADER,
      line(id(1), '2023-10-24', 1, 'NYK,ATL', 'PPD'),
      line(id(1), '2023-11-30', 3, 'NYK,ATL', 'Final'),
      line(id(2), '2023-11-01', 1, 'DEN,LAL', 'PPD'),
      line(id(2), '2023-12-01', 1, 'DEN,LAL', 'PPD'),
    ]);
    expect(report).toMatchObject({ rejected: 0, rows: 4 });
    expect(await games()).toEqual(['01 2023-11-30 final', '02 2023-12-01 postponed']);
    expect(await bench.rows('SELECT game_date, why FROM nba_raw_history.nbac_schedule ORDER BY 1')).toEqual([
      { game_date: '2023-10-24', why: 'later_line' },
      { game_date: '2023-11-01', why: 'later_line' },
    ]);
  });

  it('that says two things of a game that both can be true rejects both', async () => {
    const lines = [line(id(1), '2023-10-24', 3, 'NYK,ATL', 'Final'), line(id(1), '2023-11-30', 3, 'NYK,ATL', 'Final')];
    expect(await bench.one('schedule.csv', [HEADER, ...lines])).toMatchObject({ rejected: 2, rows: 0 });
  });

  it('speaks for the dates it spans: a game that it leaves out is no longer scheduled, beyond them nothing is touched', async () => {
    await bench.one('first.csv', [
      HEADER,
      line(id(1), '2023-10-24', 3, 'DEN,LAL', 'Final'),
      line(id(2), '2023-10-26', 1, 'MIL,BKN'),
      line(id(3), '2023-10-28', 1, 'BOS,NYK'),
      line(id(4), '2023-10-30', 1, 'DEN,BOS'),
      line(id(5), '2023-12-30', 1, 'DEN,BOS'),
    ]);
    const report = await bench.one('second.csv', [
      HEADER,
      line(id(2), '2023-10-20', 1, 'MIL,BKN'),
      line(id(4), '2023-10-30', 1, 'DEN,BOS'),
    ]);
    expect(report.outcomes).toMatchObject([
      { what: 'dropped', why: 'dropped_by_new_version', rows: 1, examples: [id(3)] },
      { what: 'superseded', rows: 1, examples: [id(2)] },
    ]);
    // What has been played stays played.
    expect(await games()).toEqual([
      '01 2023-10-24 final',
      '02 2023-10-20 scheduled',
      '04 2023-10-30 scheduled',
      '05 2023-12-30 scheduled',
    ]);
  });

  it.each([
    ['of one team', [line(id(2), '2023-10-20', 1, 'MIL,BKN'), line(id(4), '2023-10-30', 1, 'MIL,BOS')]],
    [
      'with a line that was rejected',
      [line(id(2), '2023-10-20', 1, 'MIL,BKN'), line(id(4), '2023-10-30', 1, 'DEN,BOS'), line(id(9), 'soon')],
    ],
  ])('%s says nothing of the other games', async (_, lines) => {
    await bench.one('first.csv', [
      HEADER,
      line(id(2), '2023-10-26', 1, 'MIL,BKN'),
      line(id(3), '2023-10-28', 1, 'CHI,NYK'),
      line(id(4), '2023-10-30', 1, 'MIL,BOS'),
    ]);
    await bench.one('second.csv', [HEADER, ...lines]);
    expect(await games()).toContain('03 2023-10-28 scheduled');
  });

  it('made before the games does not replace their results', async () => {
    await bench.one('final.csv', [HEADER, line(id(1), '2023-10-24', 3, 'DEN,LAL', 'Final')]);
    const stale = await bench.one('stale.csv', [HEADER, line(id(1), '2023-10-25')]);
    expect(stale).toMatchObject({ status: 'older', outcomes: [{ why: 'went_further' }] });
    expect(await games()).toEqual(['01 2023-10-24 final']);
  });
});

describe('a log', () => {
  const HEADER = 'PLAYER_ID,PLAYER_NAME,TEAM_ABBREVIATION,GAME_DATE,MATCHUP,WL,MIN,PTS';
  const log = (players: readonly number[], points: number, minutes = 30) => [
    HEADER,
    ...players.map((n) => `${n},Player ${n},MIL,2021-10-19,MIL vs. BKN,W,${minutes},${points}`),
  ];
  const players = async () =>
    (await bench.rows('SELECT player_id, points FROM nba_raw.nbac_player_boxscores ORDER BY 1')).map(
      ({ player_id, points }) => `${player_id}:${points}`,
    );

  it('with the whole of a team speaks for the team on that date', async () => {
    await bench.one('a.csv', log([1, 2, 3, 4, 5, 6, 7, 8], 10));
    const report = await bench.one('b.csv', log([1, 2, 3, 4, 5, 6, 7, 9], 11));
    expect(report.outcomes.map(({ what, rows }) => [what, rows])).toEqual([
      ['dropped', 1],
      ['superseded', 7],
    ]);
    expect(await players()).toEqual([1, 2, 3, 4, 5, 6, 7, 9].map((n) => `${n}:11`));
  });

  it('with some of its men speaks for them', async () => {
    await bench.one('a.csv', log([1, 2, 3, 4, 5, 6, 7, 8], 10));
    await bench.one('b.csv', log([1, 2, 3, 4, 5, 6], 11));
    expect(await players()).toEqual([...[1, 2, 3, 4, 5, 6].map((n) => `${n}:11`), '7:10', '8:10']);
  });
});

describe('news', () => {
  const HEADER = 'Date,Team,Acquired,Relinquished,Notes';
  const news = async () =>
    (
      await bench.rows(
        'SELECT CAST(transaction_date AS VARCHAR) AS day, player_name, notes FROM nba_raw.injury_transactions ORDER BY ALL',
      )
    ).map(({ day, player_name, notes }) => `${String(day).slice(5)} ${player_name}: ${notes}`);

  it('of a day replace those of the day, of one team or player only theirs', async () => {
    await bench.one('a.csv', [
      HEADER,
      '2021-11-01,Bucks,,Ana Arden,placed on IL with sore knee',
      '2021-11-01,Nets,,Bo Best,placed on IL with sore toe',
      '2021-11-02,Nets,Bo Best,,activated from IL',
    ]);
    await bench.one('bucks.csv', [HEADER, '2021-11-01,Bucks,,Ana Arden,placed on IL with sore ankle']);
    expect(await news()).toEqual([
      '11-01 Ana Arden: placed on IL with sore ankle',
      '11-01 Bo Best: placed on IL with sore toe',
      '11-02 Bo Best: activated from IL',
    ]);
    await bench.one('c.csv', [
      HEADER,
      '2021-11-01,Bucks,,Cy Cole,placed on IL with sore hip',
      '2021-11-01,Nets,,Bo Best,placed on IL with sore toe',
    ]);
    expect(await news()).toEqual([
      '11-01 Bo Best: placed on IL with sore toe',
      '11-01 Cy Cole: placed on IL with sore hip',
      '11-02 Bo Best: activated from IL',
    ]);
  });
});
