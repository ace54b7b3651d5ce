import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playerLookup } from '../../src/domain/names.js';
import { createTablesSql } from '../../src/engine/stored-table.js';
import type { Row, Value } from '../../src/engine/warehouse.js';
import { RAW_STORED } from '../../src/raw/raw-schema.js';
import { bigDataBallEvents as EVENTS } from '../../src/tables/reference/bigdataball-events.js';
import { leagueAliases } from '../../src/tables/reference/build/league-aliases.js';
import { nameLookups } from '../../src/tables/reference/build/name-lookups.js';
import { playerAliases } from '../../src/tables/reference/build/player-aliases.js';
import { playerGameEvents as PLAYERS } from '../../src/tables/reference/player-game-events.js';
import { playerMinutes as MINUTES } from '../../src/tables/reference/player-minutes.js';
import { shots as SHOTS } from '../../src/tables/reference/shots.js';
import { teamGameEvents as TEAMS } from '../../src/tables/reference/team-game-events.js';
import { Bench, game } from './bench-table.js';

type Cells = Readonly<Record<string, Value>>;

const D = '2021-11-02';
/** Ids 1-6 of the hosts (MIL), 11-16 of the visitors (BOS), by name. */
const HOSTS = ['Ana Arden', 'Bo Birch', 'Cy Cedar', 'Di Dogwood', 'Ed Élan', 'Flo Fir'];
const VISITORS = ['Gus Gale', 'Hal Haze', 'Ida Ice', 'Jo Jet', 'Kit Kelvin', 'Lee Lull'];
const NAMES = [...HOSTS, ...VISITORS, 'Max Moor', 'Max Moor.'];
const TEN: Cells = Object.fromEntries(
  [1, 2, 3, 4, 5].flatMap((n) => [
    [`a${n}`, VISITORS[n - 1] ?? null],
    [`h${n}`, HOSTS[n - 1] ?? null],
  ]),
);

/** A play in the source's own words; the clock stands at 600 unless told. */
const plays = (gameId: string, list: readonly Cells[]): Cells[] =>
  list.map((cells, i) => ({
    game_id: gameId,
    game_date: D,
    event_index: i + 1,
    play_id: i + 1,
    period: 1,
    clock_seconds: 600,
    is_duplicate: false,
    file_id: 1,
    source_row: i + 2,
    ...cells,
  }));

const shot = (player: string, team: string, more: Cells): Cells => ({
  event_type: 'shot',
  player,
  team_abbr: team,
  ...more,
});
const START: Cells = { event_type: 'start of period', type: 'start of period', clock_seconds: 720, ...TEN };

// biome-ignore format: a play is a line
const TOLD = plays('g1', [
  START,
  // The column `player` of a jump ball repeats one of the jumpers.
  { event_type: 'jump ball', team_abbr: 'MIL', home: 'Ana Arden', away: 'Gus Gale', player: 'Gus Gale', possession: 'Bo Birch' },
  // sqrt(62² + 267²) / 10 = 27.41 ft; 250 tenths up and 0 aside is a long two: the points say so.
  shot('Ana Arden', 'MIL', { result: 'made', points: 3, type: '3pt jump shot', assist: 'Bo Birch', shot_distance: 27, original_x: -62, original_y: 267, description: "Arden 27' 3PT Jump Shot (3 PTS) (Birch 1 AST)" }),
  shot('Gus Gale', 'BOS', { result: 'made', points: 2, type: 'jump shot', original_x: 0, original_y: 250, description: "Gale 25' Jump Shot (2 PTS)" }),
  // Missed shots go by 'shot' and a result, or by 'miss'.
  shot('Cy Cedar', 'MIL', { result: 'missed', points: 0, type: 'driving layup', block: 'Hal Haze', shot_distance: 2, description: "MISS Cedar 2' Driving Layup" }),
  // Without a text the kind tells: his side did not miss last, and it is an offensive rebound all the same.
  { event_type: 'rebound', team_abbr: 'BOS', player: 'Hal Haze', type: 'rebound offensive' },
  { event_type: 'miss', team_abbr: 'BOS', player: 'Ida Ice', result: 'missed', type: '3pt pullup jump shot', description: 'MISS Ice 3PT Pullup Jump Shot' },
  { event_type: 'rebound', team_abbr: 'MIL', player: 'Ed Élan', type: 'rebound defensive', description: 'Elan REBOUND (Off:0 Def:1)' },
  { event_type: 'turnover', team_abbr: 'MIL', player: 'Ed Élan', steal: 'Jo Jet', type: 'bad pass', description: 'Elan Bad Pass Turnover (P1.T1)' },
  // An and-one.
  shot('Gus Gale', 'BOS', { clock_seconds: 500, result: 'made', points: 2, type: 'layup', shot_distance: 1, description: "Gale 1' Layup (4 PTS)" }),
  { clock_seconds: 500, event_type: 'foul', team_abbr: 'MIL', player: 'Di Dogwood', opponent: 'Gus Gale', reason: 's.foul', type: 's.foul', description: 'Dogwood S.FOUL (P1.T1) (W.Take)' },
  { clock_seconds: 500, event_type: 'free throw', team_abbr: 'BOS', player: 'Gus Gale', num: 1, outof: 1, points: 1, result: 'made', type: 'free throw 1/1', description: 'Gale Free Throw 1 of 1 (5 PTS)' },
  // A flagrant foul at the clock of a basket makes none.
  shot('Kit Kelvin', 'BOS', { clock_seconds: 450, result: 'made', points: 2, type: 'dunk', shot_distance: 0, description: 'Kelvin Dunk (2 PTS)' }),
  { clock_seconds: 450, event_type: 'foul', team_abbr: 'MIL', player: 'Di Dogwood', opponent: 'Kit Kelvin', type: 'flagrant', description: 'Dogwood FLAGRANT.FOUL.TYPE1 (P2.T2)' },
  { clock_seconds: 450, event_type: 'free throw', team_abbr: 'BOS', player: 'Kit Kelvin', num: 1, outof: 1, points: 0, result: 'missed', type: 'free throw flagrant 1/1', description: 'MISS Kelvin Free Throw Flagrant 1 of 1' },
  // Technicals are no personal fouls, and a coach is nobody's namesake.
  { event_type: 'foul', team_abbr: 'BOS', player: 'Coach Calm', type: 't.foul', description: 'Calm T.FOUL (P0.T0)' },
  { event_type: 'foul', team_abbr: 'BOS', player: 'Jo Jet', type: 't.foul', description: 'Jet T.FOUL (P1.T1)' },
  { event_type: 'free throw', team_abbr: 'MIL', player: 'Bo Birch', points: 1, result: 'made', type: 'free throw technical', description: 'Birch Free Throw Technical (1 PTS)' },
  // Rebounds of a team name no side but by their text, or none at all.
  { event_type: 'rebound', type: 'team rebound', description: 'BUCKS Rebound' },
  { event_type: 'rebound', type: 'team rebound' },
  { event_type: 'turnover', team_abbr: 'BOS', type: 'shot clock', description: 'Celtics Turnover: Shot Clock (T#1)' },
  { clock_seconds: 300, event_type: 'sub', team_abbr: 'MIL', left_court: 'Cy Cedar', entered: 'Flo Fir', description: 'SUB: Fir FOR Cedar' },
  { event_type: 'unknown' },
  { clock_seconds: 0, event_type: 'end of period' },
]);

let bench: Bench;
let made: Row[];

beforeAll(async () => {
  bench = await Bench.open([EVENTS, SHOTS, PLAYERS, TEAMS, MINUTES]);
  const { warehouse } = bench;
  for (const statement of createTablesSql(
    [...RAW_STORED, nameLookups, playerAliases, leagueAliases],
    warehouse.dialect,
  ))
    await warehouse.execute(statement);
  const pairing = { game_date: D, home_abbr: 'MIL', away_abbr: 'BOS' };
  await bench.put('nba_reference.games', [
    game({ events_source: 'bigdataball', game_id: 'g1', ...pairing }),
    game({ events_source: 'bigdataball', game_id: 'g2', game_date: D, home_abbr: 'PHI', away_abbr: 'NYK' }),
    game({ events_source: 'bigdataball', game_id: 'g3', game_date: D, home_abbr: 'LAL', away_abbr: 'DEN' }),
    game({ events_source: 'play_by_play', game_id: 'g4', game_date: D, home_abbr: 'MIA', away_abbr: 'CHI' }),
    game({ events_source: 'bigdataball', game_id: 'g5', game_date: D, home_abbr: 'UTA', away_abbr: 'HOU' }),
    game({ events_source: 'bigdataball', game_id: 'g6', game_date: D, home_abbr: 'ORL', away_abbr: 'ATL' }),
  ]);
  const box = (player_id: number, player_name: string, team_abbr: string, game_date = D): Cells => ({
    source_kind: 'game_log',
    ...{ game_date, player_id, player_name, team_abbr },
  });
  await bench.put('nba_raw.nbac_player_boxscores', [
    ...HOSTS.map((name, i) => box(i + 1, name, 'MIL')),
    ...VISITORS.map((name, i) => box(i + 11, name, 'BOS')),
    // g2: two of one lookup in one game. g3: no box of the day; one was seen with his team in the year before.
    box(21, 'Max Moor', 'PHI'),
    box(22, 'Max Moor.', 'NYK'),
    box(31, 'Ned Nash', 'LAL', '2021-10-20'),
    // g5: the log has the hosts alone, and a visitor is called like one of them. g6: only one of two namesakes was seen before.
    box(41, 'Pat Pine', 'UTA'),
    box(51, 'Quin Quick', 'ORL', '2021-10-20'),
  ]);
  const printed = [...NAMES, 'Pat Pine', 'Quin Quick', 'Ned Nash', 'Ned Nobody', 'Coach Calm'];
  await bench.put(
    'nba_reference.name_lookups',
    printed.map((name) => ({ name, player_lookup: playerLookup(name) })),
  );
  const seen = plays('g3', [
    shot('Ned Nash', 'LAL', { result: 'made', points: 2, description: 'Nash Layup (2 PTS)' }),
    { event_type: 'foul', team_abbr: 'DEN', player: 'Ned Nobody', type: 'technical', description: 'Nobody T.FOUL' },
  ]);
  const league = plays('g4', [shot('Ana Arden', 'MIA', { result: 'made', points: 2 })]);
  const namesake = plays('g2', [
    START,
    shot('Max Moor', 'PHI', { result: 'made', points: 2, description: 'Moor Layup (2 PTS)' }),
  ]);
  const basket = (player: string, team: string) => shot(player, team, { result: 'made', points: 2 });
  const visitor = plays('g5', [basket('Pat Pine', 'HOU')]);
  const two = plays('g6', [basket('Quin Quick', 'ORL'), basket('Quin Quick', 'ATL')]);
  await bench.put('nba_raw.bigdataball_play_by_play', [...TOLD, ...seen, ...league, ...namesake, ...visitor, ...two]);
  await bench.put('nba_raw.nbac_play_by_play', [
    { game_id: 'g4', event_index: 1, event_num: 2, event_type: 12, period: 1, clock_seconds: 720, is_duplicate: false },
  ]);
  // A shot of the chart under the number of another source's play is another shot.
  await bench.put('nba_raw.nbac_shot_chart', [{ game_id: 'g1', event_num: 5, player_id: 3, loc_x: 0, loc_y: 300 }]);
  made = await bench.run(EVENTS, [D]);
  const rows = made.filter((row) => row.failure_category === null);
  await bench.put(
    EVENTS.name,
    rows.map(({ failure_category, failure_reason, ...row }) => row as Cells),
  );
});
afterAll(() => bench.close());

const ofGame = (id: string) => made.filter((row) => row.game_id === id);

describe('BigDataBall in the terms of PlayByPlayV2', () => {
  it('types, kinds of fouls and single free throws', () => {
    expect(ofGame('g1').map((row) => [row.event_type, row.action_type])).toEqual([
      ...[
        [12, null],
        [10, null],
        [1, null],
        [1, null],
        [2, null],
        [4, null],
        [2, null],
        [4, null],
        [5, null],
      ],
      ...[
        [1, null],
        [6, 2],
        [3, 10],
        [1, null],
        [6, 14],
        [3, null],
        [6, 11],
        [6, 11],
        [3, null],
      ],
      ...[
        [4, null],
        [4, null],
        [5, null],
        [8, null],
        [18, null],
        [13, null],
      ],
    ]);
  });

  it('a game of which the league has an event is left to the league', () => {
    expect(ofGame('g4')).toEqual([]);
  });

  it('two players of one lookup in one game: nobody is guessed, and the game is kept aside whole', () => {
    expect(ofGame('g2').map((row) => [row.player1_name, row.failure_category, row.failure_reason])).toEqual([
      [
        'Max Moor',
        'UNRESOLVED_NAME',
        'several players of these teams are called Max Moor: no table reads the BigDataBall events of the game',
      ],
    ]);
  });

  it('a name that is known of the other team alone, or that plays for both, is that of another player, too', () => {
    expect(['g5', 'g6'].flatMap((id) => ofGame(id).map((row) => row.failure_reason))).toEqual(
      ['Pat Pine', 'Quin Quick'].map(
        (name) =>
          `the only player known as ${name} plays for the other team: no table reads the BigDataBall events of the game`,
      ),
    );
  });

  it('who is in no box of the game is looked for in the year before; who counts for nothing may stay unknown', () => {
    expect(ofGame('g3').map((row) => [row.event_type, row.player1_id, row.person1_type, row.failure_category])).toEqual(
      [
        [1, 31, 4, null],
        [6, null, null, null],
      ],
    );
  });

  it('the ten on court where the period starts, visitors first', () => {
    expect(ofGame('g1')[0]?.on_court).toBe('11|12|13|14|15|1|2|3|4|5');
  });
});

describe('what is counted from it', () => {
  it('shots: value by points and text, distance by place, blocker of the side opposite the shooter', async () => {
    const rows = (await bench.run(SHOTS, [D])).filter((row) => row.game_id === 'g1');
    const columns = ['player_id', 'team_abbr', 'value', 'made', 'zone', 'zone_detail', 'assisted_by', 'blocked_by'];
    expect(rows.map((row) => [...columns, 'and_one', 'distance_source'].map((name) => row[name]))).toEqual([
      [1, 'MIL', 3, true, 'three', 'above_break_3', 2, null, false, 'bigdataball'],
      [11, 'BOS', 2, true, 'mid_range', 'mid_range', null, null, false, 'bigdataball'],
      [3, 'MIL', 2, false, 'paint', 'restricted_area', null, 12, false, 'bigdataball'],
      [13, 'BOS', 3, false, 'three', 'unknown', null, null, false, null],
      [11, 'BOS', 2, true, 'paint', 'restricted_area', null, null, true, 'bigdataball'],
      [15, 'BOS', 2, true, 'paint', 'restricted_area', null, null, false, 'bigdataball'],
    ]);
    expect(rows[0]?.distance_ft).toBeCloseTo(27.4104, 4);
    expect(rows[2]?.distance_ft).toBe(2);
    await bench.put(
      SHOTS.name,
      (await bench.run(SHOTS, [D])).map(({ failure_category, failure_reason, ...row }) => row as Cells),
    );
  });

  it('boxes of players and teams', async () => {
    const players = (await bench.run(PLAYERS, [D])).filter((row) => row.game_id === 'g1');
    const of = (id: number) => players.find((row) => row.player_id === id);
    expect(of(1)).toMatchObject({ team_abbr: 'MIL', points: 3, fg_attempts: 1, three_pt_makes: 1 });
    expect(of(2)).toMatchObject({ assists: 1, points: 1, ft_attempts: 1, ft_makes: 1 });
    expect(of(4)).toMatchObject({ personal_fouls: 2 });
    expect(of(5)).toMatchObject({ defensive_rebounds: 1, offensive_rebounds: 0, turnovers: 1, player_name: 'Ed Élan' });
    expect(of(11)).toMatchObject({ points: 5, fg_makes: 2, and1_count: 1, ft_makes: 1, unassisted_fg_makes: 2 });
    expect(of(12)).toMatchObject({ team_abbr: 'BOS', blocks: 1, paint_blocks: 1, offensive_rebounds: 1 });
    expect(of(14)).toMatchObject({ steals: 1, personal_fouls: 0 });
    expect(of(15)).toMatchObject({ points: 2, ft_attempts: 1, ft_makes: 0, and1_count: 0 });
    await bench.put(
      PLAYERS.name,
      players.map(({ failure_category, failure_reason, ...row }) => row as Cells),
    );
    const teams = (await bench.run(TEAMS, [D])).filter((row) => row.game_id === 'g1');
    const sums = ['team_abbr', 'points', 'turnovers', 'team_turnovers', 'team_rebounds', 'blocks'];
    expect(teams.map((row) => sums.map((name) => row[name]))).toEqual([
      ['BOS', 7, 1, 1, 0, 1],
      ['MIL', 4, 1, 0, 1, 0],
    ]);
  });

  it('minutes: who does nothing all period is on court by the ten names', async () => {
    const rows = (await bench.run(MINUTES, [D])).filter((row) => row.game_id === 'g1');
    // Cedar leaves with 5:00 on the clock, Fir comes.
    const seconds = Object.fromEntries(rows.map((row) => [row.player_id, row.seconds_played]));
    expect(seconds).toEqual({
      1: 720,
      2: 720,
      3: 420,
      4: 720,
      5: 720,
      6: 300,
      11: 720,
      12: 720,
      13: 720,
      14: 720,
      15: 720,
    });
    expect(rows.every((row) => row.is_consistent === true)).toBe(true);
    expect(rows.filter((row) => row.is_starter === true).map((row) => row.player_id)).toEqual([
      1, 2, 3, 4, 5, 11, 12, 13, 14, 15,
    ]);
  });
});
