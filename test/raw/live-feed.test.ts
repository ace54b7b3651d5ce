import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const MIL = { teamId: 1610612749, teamTricode: 'MIL' };
const BKN = { teamId: 1610612751, teamTricode: 'BKN' };
const ARDEN = { ...MIL, personId: 7001, playerName: 'Arden', playerNameI: 'A. Arden' };
const BIRCH = { ...MIL, personId: 7002, playerName: 'Birch', playerNameI: 'B. Birch' };
const CORD = { ...BKN, personId: 8001, playerName: 'Cord', playerNameI: 'C. Cord' };
const COACH = { ...BKN, personId: 9009, playerName: 'Boss', playerNameI: 'D. Boss' };

type Action = Record<string, unknown>;

/** A feed of the actions, numbered in the order given; the running score stands beside each. */
const feed = (actions: readonly Action[], gameId = '0022100001') => {
  const all = actions.map((action, i) => ({
    actionNumber: 10 * (i + 1),
    orderNumber: 10_000 * (i + 1),
    clock: 'PT11M40.50S',
    period: 1,
    qualifiers: [],
    ...action,
  }));
  return JSON.stringify({ meta: { version: 1, code: 200 }, game: { gameId, actions: all } });
};

const score = (home: number, away: number) => ({ scoreHome: String(home), scoreAway: String(away) });

const START: Action = { actionType: 'period', subType: 'start', ...score(0, 0), clock: 'PT12M00.00S', personId: 0 };
const THREE: Action = {
  ...ARDEN,
  actionType: '3pt',
  subType: 'Jump Shot',
  shotResult: 'Made',
  shotDistance: 25.61,
  xLegacy: -120,
  yLegacy: 226,
  description: "A. Arden 26' 3PT (3 PTS) (B. Birch 1 AST)",
  assistPersonId: 7002,
  assistPlayerNameInitial: 'B. Birch',
  ...score(3, 0),
};

const events = (columns: string) =>
  bench.rows(`SELECT ${columns} FROM nba_raw.nbac_play_by_play ORDER BY game_id, event_index`);

describe('the live feed', () => {
  it('a shot: its value, result and place by their fields, the text on the side of the team that scores at home', async () => {
    const report = await bench.one('a.json', feed([START, THREE]));
    expect(report).toMatchObject({
      kind: 'play_by_play_live',
      table: 'nba_raw.nbac_play_by_play',
      rows: 2,
      rejected: 0,
    });
    expect(
      await events(
        'game_id, event_index, event_num, event_type, clock_seconds, home_description, visitor_description, score, person1_type, player1_id, player1_name, player1_team_abbr, person2_type, player2_id, player2_name, shot_value, shot_made, shot_distance, loc_x, loc_y',
      ),
    ).toEqual([
      expect.objectContaining({
        event_type: 12,
        clock_seconds: 720,
        player1_id: null,
        person1_type: null,
        shot_made: null,
      }),
      {
        game_id: '0022100001',
        event_index: 2,
        event_num: 20,
        event_type: 1,
        clock_seconds: 700,
        home_description: "A. Arden 26' 3PT (3 PTS) (B. Birch 1 AST)",
        visitor_description: null,
        score: '0 - 3',
        person1_type: 4,
        player1_id: 7001,
        player1_name: 'A. Arden',
        player1_team_abbr: 'MIL',
        person2_type: 4,
        player2_id: 7002,
        player2_name: 'B. Birch',
        shot_value: 3,
        shot_made: true,
        shot_distance: 25.61,
        loc_x: -120,
        loc_y: 226,
      },
    ]);
  });

  it('a block, a steal and a drawn foul are of the other side; the actions that repeat them are no events of their own', async () => {
    await bench.one(
      'a.json',
      feed([
        THREE,
        {
          ...CORD,
          actionType: '2pt',
          shotResult: 'Missed',
          description: 'MISS C. Cord Layup - blocked',
          blockPersonId: 7002,
          ...score(3, 0),
        },
        { ...BIRCH, actionType: 'block', description: 'B. Birch BLOCK (1 BLK)', ...score(3, 0) },
        { ...CORD, actionType: 'turnover', subType: 'bad pass', stealPersonId: 7001, ...score(3, 0) },
        {
          ...CORD,
          actionType: 'foul',
          subType: 'personal',
          descriptor: 'loose ball',
          foulDrawnPersonId: 7001,
          ...score(3, 0),
        },
      ]),
    );
    const roles =
      'event_type, action_type, person1_type AS t1, player1_id AS p1, person2_type AS t2, player2_id AS p2, person3_type AS t3, player3_id AS p3';
    expect((await events(roles)).slice(1)).toEqual([
      { event_type: 2, action_type: null, t1: 5, p1: 8001, t2: null, p2: null, t3: 4, p3: 7002 },
      { event_type: 0, action_type: null, t1: 4, p1: 7002, t2: null, p2: null, t3: null, p3: null },
      { event_type: 5, action_type: null, t1: 5, p1: 8001, t2: 4, p2: 7001, t3: null, p3: null },
      { event_type: 6, action_type: 3, t1: 5, p1: 8001, t2: 4, p2: 7001, t3: null, p3: null },
    ]);
  });

  it('kinds of fouls and free throws have the codes of PlayByPlayV2', async () => {
    const foul = (subType: string, descriptor?: string): Action => ({
      ...CORD,
      actionType: 'foul',
      subType,
      descriptor,
      ...score(3, 0),
    });
    const throwOf = (subType: string, descriptor?: string): Action => ({
      ...ARDEN,
      actionType: 'freethrow',
      shotResult: 'Missed',
      subType,
      descriptor,
      ...score(3, 0),
    });
    await bench.one(
      'a.json',
      feed([
        THREE,
        ...[
          foul('personal'),
          foul('personal', 'shooting'),
          foul('personal', 'away-from-play'),
          foul('personal', 'take'),
        ],
        ...[foul('personal', 'flagrant-type-1'), foul('offensive'), foul('offensive', 'charge'), foul('technical')],
        ...[throwOf('1 of 1'), throwOf('2 of 2'), throwOf('1 of 1', 'technical'), throwOf('1 of 2', 'flagrant-type-1')],
      ]),
    );
    const codes = (await events('action_type')).map((row) => row.action_type);
    expect(codes).toEqual([null, 1, 2, 6, 28, 14, 4, 26, 11, 10, 12, 16, 18]);
  });

  it('a substitution is two actions: out is the first person, in the second', async () => {
    await bench.one(
      'a.json',
      feed([
        THREE,
        { ...ARDEN, actionType: 'substitution', subType: 'out', ...score(3, 0) },
        { ...BIRCH, actionType: 'substitution', subType: 'in', ...score(3, 0) },
      ]),
    );
    expect((await events('event_type, player1_id, player2_id, person2_type')).slice(1)).toEqual([
      { event_type: 8, player1_id: 7001, player2_id: null, person2_type: null },
      { event_type: 8, player1_id: null, player2_id: 7002, person2_type: 4 },
    ]);
  });

  it('what is charged to a team is no player: its rebounds, its turnovers, a missed heave; nor is a coach', async () => {
    await bench.one(
      'a.json',
      feed([
        THREE,
        { ...BKN, personId: 0, actionType: 'rebound', subType: 'defensive', qualifiers: ['team'], ...score(3, 0) },
        { ...BKN, personId: 0, actionType: 'turnover', subType: 'shot clock', qualifiers: ['team'], ...score(3, 0) },
        { ...CORD, actionType: 'heave', shotResult: 'Missed', ...score(3, 0) },
        // As the feed of 2025-26 prints it.
        { ...BKN, personId: 0, actionType: 'heave', isFieldGoal: 0, ...score(3, 0) },
        { ...CORD, actionType: 'heave', shotResult: 'Made', ...score(3, 3) },
        { ...COACH, actionType: 'foul', subType: 'technical', ...score(3, 3) },
      ]),
    );
    expect((await events('event_type, person1_type, player1_id, shot_value')).slice(1)).toEqual([
      { event_type: 4, person1_type: 3, player1_id: BKN.teamId, shot_value: null },
      { event_type: 5, person1_type: 3, player1_id: BKN.teamId, shot_value: null },
      { event_type: 0, person1_type: 5, player1_id: CORD.personId, shot_value: null },
      { event_type: 0, person1_type: 3, player1_id: BKN.teamId, shot_value: null },
      { event_type: 1, person1_type: 5, player1_id: CORD.personId, shot_value: 3 },
      { event_type: 6, person1_type: 7, player1_id: COACH.personId, shot_value: null },
    ]);
  });

  it('comes in the order of play, whatever the numbers of its actions and the order of the file', async () => {
    const late = {
      ...ARDEN,
      actionType: 'freethrow',
      subType: '1 of 1',
      shotResult: 'Missed',
      actionNumber: 900,
      orderNumber: 5,
      ...score(0, 0),
    };
    await bench.one('a.json', feed([THREE, late]));
    expect(await events('event_num, event_index')).toEqual([
      { event_num: 900, event_index: 1 },
      { event_num: 10, event_index: 2 },
    ]);
  });

  it('rejects what it cannot know: an action of no known type, a shot without a result, a clock that is none', async () => {
    const report = await bench.one(
      'a.json',
      feed([
        THREE,
        { ...ARDEN, actionType: 'somersault', ...score(3, 0) },
        { ...ARDEN, actionType: '2pt', ...score(3, 0) },
        { ...ARDEN, actionType: 'block', clock: 'PT13M00.00S', ...score(3, 0) },
        { ...ARDEN, personId: 'seven', actionType: 'block', ...score(3, 0) },
      ]),
    );
    expect(report).toMatchObject({ rows: 1, rejected: 4 });
    expect(report.rejections.byReason).toEqual({
      'actiontype: unknown action type': 1,
      'clock: not a game clock': 1,
      'shotresult: neither made nor missed': 1,
      'v2_person1id: not an integer': 1,
    });
  });

  it('of one action told twice the version edited last counts, wherever it stands', async () => {
    const basket = { ...ARDEN, actionNumber: 70, actionType: '2pt', shotResult: 'Made', ...score(2, 0) };
    await bench.one(
      'a.json',
      feed([
        { ...basket, edited: '2023-10-24T23:40:05Z', subType: 'Layup' },
        { ...basket, edited: '2023-10-24T23:39:00Z', subType: 'Jump Shot' },
      ]),
    );
    expect(await events('event_type, player1_id')).toEqual([
      { event_type: 1, player1_id: ARDEN.personId },
      { event_type: 0, player1_id: null },
    ]);
  });

  it('is found inside the objects that pipelines wrap it in', async () => {
    const inner = JSON.parse(feed([THREE])) as object;
    await bench.one(
      'a.json',
      JSON.stringify({ metadata: { gameId: '0022300001' }, playByPlay: { meta: {}, ...inner } }),
    );
    expect(await events('event_type, shot_value')).toEqual([{ event_type: 1, shot_value: 3 }]);
  });
});

describe('the columns of a feed as CSV', () => {
  const COLUMNS =
    'gameId,actionNumber,orderNumber,clock,period,actionType,subType,personId,playerNameI,teamId,teamTricode,shotResult,scoreHome,scoreAway,description';
  const LINES = [
    '22100001,1,1,PT12M00.00S,1,period,start,0,,,,,0,0,',
    '22100001,2,2,PT11M40.00S,1,2pt,Layup,7001,A. Arden,1610612749,MIL,Made,2,0,A. Arden layup',
  ];

  it.each([COLUMNS, COLUMNS.toUpperCase()])('may be spelled in any case: %s', async (columns) => {
    await bench.one('feed.csv', [columns, ...LINES]);
    expect(await events('event_type, player1_id, player1_name, home_description, shot_made')).toEqual([
      { event_type: 12, player1_id: null, player1_name: null, home_description: null, shot_made: null },
      {
        event_type: 1,
        player1_id: 7001,
        player1_name: 'A. Arden',
        home_description: 'A. Arden layup',
        shot_made: true,
      },
    ]);
  });

  it('of PlayByPlayV3 without actionId are no feed: the order is not told, so the file is refused', async () => {
    const report = await bench.one('v3.csv', [`${COLUMNS},location`, ...LINES.map((line) => `${line},h`)]);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'MISSING_COLUMNS' } });
    expect(report.error?.what).toContain('play_by_play_v3 without actionid');
  });
});

it('the score at the end of a period is kept: it tells of baskets that the feed lacks', async () => {
  const end = { actionType: 'period', subType: 'end', clock: 'PT00M00.00S', personId: 0 };
  await bench.one(
    'a.json',
    feed([START, THREE, { ...end, ...score(5, 0) }, { ...ARDEN, actionType: 'rebound', ...score(9, 0) }]),
  );
  expect(await events('event_type, score')).toEqual([
    { event_type: 12, score: null },
    { event_type: 1, score: '0 - 3' },
    { event_type: 13, score: '0 - 5' },
    { event_type: 4, score: null },
  ]);
});

describe('versions of one action', () => {
  const two = (more: Action): Action => ({ ...ARDEN, actionType: '2pt', actionNumber: 7, shotResult: 'Made', ...more });
  const shots = () => events('event_type, shot_made, is_duplicate');
  const counted = async () => (await shots()).filter((row) => row.event_type !== 0 && row.is_duplicate !== true);

  it('of exact copies one counts, wherever they lie', async () => {
    const copy = two({ orderNumber: 5, edited: '2023-10-25T00:10:00Z', ...score(2, 0) });
    await bench.one('a.json', feed([START, copy, { ...copy }, THREE, { ...copy }]));
    expect((await counted()).filter((row) => row.event_type === 1)).toHaveLength(2);
  });

  it.each([
    ['2023-10-25T00:20:00Z', '2023-10-24T21:00:00-04:00'],
    ['2023-10-25 00:20:00', '2023-10-25T00:21:00Z'],
    ['', '2023-10-25T00:21:00Z'],
  ])('the edit of %s gives way to that of %s', async (early, late) => {
    const missed = two({ edited: late, shotResult: 'Missed', ...score(0, 0) });
    await bench.one('a.json', feed([START, missed, two({ edited: early, ...score(2, 0) })]));
    expect(await counted()).toEqual([
      expect.objectContaining({ event_type: 12 }),
      expect.objectContaining({ event_type: 2, shot_made: false }),
    ]);
  });

  it('a number that comes again in another period is another action', async () => {
    await bench.one('a.json', feed([START, two(score(2, 0)), two({ period: 2, ...score(4, 0) })]));
    expect((await counted()).filter((row) => row.event_type === 1)).toHaveLength(2);
  });
});

describe('a missed heave is no attempt', () => {
  const heave = { ...MIL, personId: 0, isFieldGoal: 0, description: 'TEAM heave', ...score(0, 0) };
  it.each([
    ['without a result', { ...heave, actionType: 'heave' }],
    ['called a three, without a result', { ...heave, actionType: '3pt' }],
    ['called a three, missed', { ...heave, actionType: '3pt', shotResult: 'Missed' }],
    ['with a blank result', { ...heave, actionType: '3pt', shotResult: '', isFieldGoal: false }],
    ['of a player', { ...heave, ...ARDEN, actionType: 'Heave', shotResult: 'Missed', isFieldGoal: 1 }],
  ])('%s', async (_, action) => {
    expect(await bench.one('a.json', feed([START, action]))).toMatchObject({ rows: 2, rejected: 0 });
    expect(await events('event_type')).toEqual([{ event_type: 12 }, { event_type: 0 }]);
  });

  it('a shot that the feed counts and whose result is not told stays rejected', async () => {
    const shot = { ...ARDEN, actionType: '3pt', isFieldGoal: 1, ...score(0, 0) };
    expect(await bench.one('a.json', feed([START, shot]))).toMatchObject({ rows: 1, rejected: 1 });
  });
});

describe('games wrapped together', () => {
  const one = (gameId: string) => JSON.parse(feed([START, THREE], gameId)) as { game: object };
  const [A, B] = ['0022100001', '0022100002'];
  it.each([
    ['by their ids', { [A]: one(A), [B]: one(B) }],
    ['in a list in an object', { fetched: 2, games: [one(A), one(B)] }],
    ['in a list', [one(A), one(B)]],
    ['without the object around the game', { games: [one(A).game, one(B).game] }],
  ])('%s are all read', async (_, document) => {
    expect(await bench.one('a.json', JSON.stringify(document))).toMatchObject({ rows: 4, rejected: 0 });
    expect(await bench.rows('SELECT DISTINCT game_id FROM nba_raw.nbac_play_by_play ORDER BY 1')).toEqual([
      { game_id: A },
      { game_id: B },
    ]);
  });
});
