import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const [MIL, BKN] = [
  { teamId: 1610612749, teamName: 'Bucks', teamCity: 'Milwaukee', teamTricode: 'MIL' },
  { teamId: 1610612751, teamName: 'Nets', teamCity: 'Brooklyn', teamTricode: 'BKN' },
];
const GAME = '0022100001';

/** A game as the live scoreboard has it, at 19:30 Eastern. */
const liveGame = (cells: object = {}, scores: readonly [home: number, away: number] = [0, 0]) => ({
  ...{
    gameId: GAME,
    gameCode: '20211019/BKNMIL',
    gameStatus: 1,
    gameStatusText: '7:30 pm ET',
    period: 0,
    gameClock: '',
  },
  ...{ gameTimeUTC: '2021-10-19T23:30:00Z', gameEt: '2021-10-19T19:30:00Z', regulationPeriods: 4, ifNecessary: false },
  ...{ seriesText: '', gameLabel: '', gameSubLabel: '', isNeutral: false },
  homeTeam: { ...MIL, wins: 0, losses: 0, score: scores[0], periods: [{ period: 1, periodType: 'REGULAR', score: 0 }] },
  awayTeam: { ...BKN, wins: 0, losses: 0, score: scores[1], periods: [] },
  gameLeaders: { homeLeaders: { personId: 0, name: '' }, awayLeaders: { personId: 0, name: '' } },
  ...cells,
});
const board = (games: readonly object[], time = '2021-10-19 12:00:00.000') => ({
  meta: { version: 1, time, code: 200 },
  scoreboard: { gameDate: '2021-10-19', leagueId: '00', games },
});
const load = (name: string, document: object) => bench.one(name, JSON.stringify(document));
const rows = () =>
  bench.rows(
    'SELECT * EXCLUDE (file_id, source_row, row_hash, known_at, first_file) FROM nba_raw.nbac_scoreboards ORDER BY game_id',
  );

const SCHEDULED = {
  ...{ game_id: GAME, game_date: '2021-10-19', tipoff_at: '2021-10-19T23:30:00.000Z' },
  ...{ home_team_id: MIL.teamId, home_abbr: 'MIL', away_team_id: BKN.teamId, away_abbr: 'BKN' },
  ...{ arena_name: null, status: 'scheduled', status_text: '7:30 pm ET', home_score: null, away_score: null },
  ...{ series_text: null, is_neutral: false },
};

describe('a scoreboard', () => {
  it('has the games of a day with status and tip-off; a score counts at the end', async () => {
    expect(await load('todaysScoreboard_00.json', board([liveGame()]))).toMatchObject({ kind: 'scoreboard', rows: 1 });
    expect(await rows()).toEqual([SCHEDULED]);
    await load(
      'half.json',
      board([liveGame({ gameStatus: 2, gameStatusText: 'Half' }, [60, 50])], '2021-10-19 20:30:00'),
    );
    expect(await rows()).toEqual([{ ...SCHEDULED, status: 'live', status_text: 'Half' }]);
    await load(
      'end.json',
      board([liveGame({ gameStatus: 3, gameStatusText: 'Final' }, [127, 104])], '2021-10-19 22:30:00'),
    );
    const end = { ...SCHEDULED, status: 'final', status_text: 'Final', home_score: 127, away_score: 104 };
    expect(await rows()).toEqual([end]);
    // The one of noon that comes afterwards is older.
    const late = board([liveGame({ period: 1 })], '2021-10-19 13:00:00');
    expect(await load('late.json', late)).toMatchObject({ status: 'older' });
    expect(await rows()).toEqual([end]);
  });

  it('of a game that is put off, or whose time is not announced', async () => {
    const off = liveGame({ gameStatusText: 'PPD' });
    const open = {
      gameId: '0022100002',
      gameTimeUTC: '2021-10-19T04:00:00Z',
      gameEt: '2021-10-19T00:00:00Z',
      gameStatusText: 'TBD',
    };
    await load('a.json', board([off, liveGame(open)]));
    expect(
      await bench.rows('SELECT game_id, status, tipoff_at, game_date FROM nba_raw.nbac_scoreboards ORDER BY 1'),
    ).toEqual([
      { game_id: GAME, status: 'postponed', tipoff_at: '2021-10-19T23:30:00.000Z', game_date: '2021-10-19' },
      { game_id: '0022100002', status: 'scheduled', tipoff_at: null, game_date: '2021-10-19' },
    ]);
  });

  it('of a day without games is no error; of a game without teams is one', async () => {
    expect(await load('a.json', board([]))).toMatchObject({ status: 'new', kind: 'scoreboard', rows: 0, rejected: 0 });
    const broken = await load(
      'b.json',
      board([liveGame({ homeTeam: { ...MIL, teamTricode: 'XYZ' } }), liveGame({ gameId: null })]),
    );
    expect(broken.rejections.first.map(({ line, field, reason }) => [line, field, reason])).toEqual([
      [1, 'hometeam_teamtricode', 'unknown team'],
      [2, 'gameid', 'missing'],
    ]);
  });

  it('is wrapped by other objects, or a CSV of its games', async () => {
    expect(await load('a.json', { fetched: 'x', body: board([liveGame()]) })).toMatchObject({
      kind: 'scoreboard',
      rows: 1,
    });
    const header =
      'gameId,gameCode,gameStatus,gameStatusText,gameTimeUTC,gameEt,homeTeam.teamId,homeTeam.teamTricode,homeTeam.score,awayTeam.teamId,awayTeam.teamTricode,awayTeam.score';
    const line = `0022100002,20211019/BKNMIL,3,Final/OT,2021-10-20T02:00:00Z,2021-10-19T22:00:00Z,${MIL.teamId},MIL,120,${BKN.teamId},BKN,118`;
    expect(await bench.one('b.csv', [header, line])).toMatchObject({ kind: 'scoreboard', rows: 1, rejected: 0 });
    expect((await rows())[1]).toMatchObject({
      status: 'final',
      home_score: 120,
      away_score: 118,
      game_date: '2021-10-19',
    });
  });

  it('of ScoreboardV2 has its teams in the code of the game, its tip-off in the words of its status', async () => {
    const header = [
      'GAME_DATE_EST',
      'GAME_SEQUENCE',
      'GAME_ID',
      'GAME_STATUS_ID',
      'GAME_STATUS_TEXT',
      'GAMECODE',
      'HOME_TEAM_ID',
      'VISITOR_TEAM_ID',
      'SEASON',
      'ARENA_NAME',
    ];
    const game = (id: string, status: number, text: string) => [
      '2021-10-19T00:00:00',
      1,
      id,
      status,
      text,
      '20211019/BKNMIL',
      MIL.teamId,
      BKN.teamId,
      '2021',
      'Fiserv Forum',
    ];
    const document = {
      resource: 'scoreboardV2',
      resultSets: [
        { name: 'GameHeader', headers: header, rowSet: [game(GAME, 1, '7:30 pm ET'), game('0022100002', 3, 'Final')] },
        {
          name: 'LineScore',
          headers: ['GAME_ID', 'TEAM_ID', 'PTS'],
          rowSet: [
            [GAME, MIL.teamId, null],
            ['0022100002', MIL.teamId, 127],
            ['0022100002', BKN.teamId, 104],
          ],
        },
      ],
    };
    expect(await load('a.json', document)).toMatchObject({ kind: 'scoreboard', rows: 2, rejected: 0 });
    const arena = { arena_name: 'Fiserv Forum', is_neutral: null };
    expect(await rows()).toEqual([
      { ...SCHEDULED, ...arena },
      {
        ...SCHEDULED,
        ...arena,
        game_id: '0022100002',
        tipoff_at: null,
        status: 'final',
        status_text: 'Final',
        home_score: 127,
        away_score: 104,
      },
    ]);
    document.resultSets = document.resultSets.map((set) => ({ ...set, rowSet: [] }));
    expect(await load('none.json', document)).toMatchObject({ kind: 'scoreboard', rows: 0, status: 'new' });
  });
});
