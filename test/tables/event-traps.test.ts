import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gamelessRows } from '../../src/audit/gameless/gameless-rows.js';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { PBP_HEADER } from '../raw/raw-bench.js';

const GAME = '0022100001';
const MIL = 1610612749;
const BKN = 1610612751;
const LAL = 1610612747;

interface Person {
  readonly id: number;
  readonly name: string;
  /** PERSONnTYPE: 4 home player, 5 visiting player, 2 home team. */
  readonly type: number;
  readonly team: string;
  readonly teamId: number;
}
const home = (id: number, name: string): Person => ({ id, name, type: 4, team: 'MIL', teamId: MIL });
const away = (id: number, name: string): Person => ({ id, name, type: 5, team: 'BKN', teamId: BKN });
const ARDEN = home(7001, 'Ana Arden');
const BIRCH = home(7002, 'Bo Birch');
const CORD = away(8001, 'Cy Cord');
const DUNN = away(8002, 'Di Dunn');
const NOBODY = { id: 0, name: '', type: 0, team: '', teamId: '' };

interface Told {
  readonly num?: number;
  readonly action?: number;
  readonly clock?: string;
  readonly period?: number;
  readonly home?: string;
  readonly visitor?: string;
  readonly score?: string;
  readonly second?: Person;
}

let numbered = 100;
/** A line of PlayByPlayV2: event type, first person, and what else a test says of it. */
function event(type: number, first: Person | typeof NOBODY, told: Told = {}): string {
  const persons = [first, told.second ?? NOBODY, NOBODY].flatMap((p) => [p.type, p.id, p.name, p.teamId, p.team]);
  const { num = ++numbered, action = 0, clock = '6:00', period = 1 } = told;
  const texts = [told.home ?? '', '', told.visitor ?? '', told.score ?? ''];
  return [GAME, num, type, action, period, '7:40 PM', clock, ...texts, ...persons].join(',');
}

const EVENTS = [
  event(12, NOBODY, { clock: '12:00' }),
  // File order is the order of play: the number of the first is higher.
  event(1, ARDEN, { num: 30, clock: '11:40', home: 'Arden Jump Shot (2 PTS)', score: '0 - 2' }),
  event(1, CORD, { num: 10, clock: '11:20', visitor: "Cord 22' 3PT Jump Shot (3 PTS)", score: '3 - 2' }),
  // A two from behind 23.75 ft is a two: the text says so.
  event(1, CORD, { clock: '11:00', visitor: "Cord 24' Jump Shot (5 PTS)", score: '5 - 2' }),
  // The score runs backwards.
  event(1, ARDEN, { clock: '10:40', home: "Arden 1' Layup (4 PTS)", score: '2 - 1' }),
  // An and-one, and a single free throw for a foul away from the play at the clock of another make.
  event(1, BIRCH, { clock: '10:00', home: "Birch 3' Layup (2 PTS)", score: '5 - 6' }),
  event(6, CORD, { action: 2, clock: '10:00', visitor: 'Cord S.FOUL', second: BIRCH }),
  event(3, BIRCH, { action: 10, clock: '10:00', home: 'Birch Free Throw 1 of 1 (3 PTS)', score: '5 - 7' }),
  event(1, ARDEN, { clock: '9:00', home: "Arden 2' Layup (6 PTS)", score: '5 - 9' }),
  event(6, CORD, { action: 6, clock: '9:00', visitor: 'Cord AWAY.FROM.PLAY.FOUL', second: ARDEN }),
  event(3, ARDEN, { action: 10, clock: '9:00', home: 'Arden Free Throw 1 of 1 (7 PTS)', score: '5 - 10' }),
  // An and-one whose free throw is missed, rebounded and put back before the clock moves.
  event(1, DUNN, { clock: '8:50', visitor: "Dunn 4' Layup (2 PTS)", score: '7 - 10' }),
  event(6, BIRCH, { action: 2, clock: '8:50', home: 'Birch S.FOUL', second: DUNN }),
  event(3, DUNN, { action: 10, clock: '8:50', visitor: 'MISS Dunn Free Throw 1 of 1' }),
  event(4, DUNN, { clock: '8:50', visitor: 'Dunn REBOUND (Off:1 Def:0)' }),
  event(1, DUNN, { clock: '8:50', visitor: "Dunn 1' Putback Layup (4 PTS)", score: '9 - 10' }),
  // A technical free throw in the middle of a possession.
  event(3, CORD, { action: 16, clock: '8:30', visitor: 'Cord Free Throw Technical (6 PTS)', score: '10 - 10' }),
  // Free throws without a text: the score stands beside the one that went in.
  event(3, CORD, { action: 11, clock: '8:00', score: '11 - 10' }),
  event(3, CORD, { action: 12, clock: '8:00' }),
  // The placeholder rebound of a team, and its missed heave.
  event(4, { ...ARDEN, id: MIL, name: '', type: 2 }, { clock: '8:00', home: 'BUCKS Rebound' }),
  event(2, { ...ARDEN, id: MIL, name: '', type: 2 }, { clock: '7:30', home: "MISS BUCKS 60' 3PT Jump Shot" }),
  // Another game's event, under this id.
  event(1, { id: 9001, name: 'Zed Zorn', type: 4, team: 'LAL', teamId: LAL }, { home: "Zorn 1' Dunk (2 PTS)" }),
  // The same athlete, for once on the other side.
  event(4, { ...ARDEN, type: 5, team: 'BKN', teamId: BKN }, { clock: '5:00', visitor: 'Arden REBOUND (Off:0 Def:1)' }),
  // A shooting foul that is called a block.
  event(1, DUNN, { clock: '4:00', visitor: "Dunn 2' Layup (6 PTS)", score: '13 - 10' }),
  event(6, ARDEN, { action: 29, clock: '4:00', home: 'Arden Shooting Block Foul (P1.T2)', second: DUNN }),
  event(3, DUNN, { action: 10, clock: '4:00', visitor: 'MISS Dunn Free Throw 1 of 1' }),
  // Technicals that are nobody's personal foul, and a personal foul of two men at once.
  event(6, CORD, { action: 32, clock: '3:00', visitor: 'Cord Non-Unsportsmanlike Tech Foul - Flopping (P2.T1)' }),
  event(6, CORD, { action: 17, clock: '2:50', visitor: 'NETS T.Foul (Def. 3 Sec Cord )' }),
  event(6, CORD, { action: 10, clock: '2:40', visitor: 'Foul : Double Personal - Cord and Birch', second: BIRCH }),
  event(12, NOBODY, { period: 5, clock: '5:00' }),
  event(13, NOBODY, { period: 5, clock: '0:00' }),
];

/** Who reads events, and nothing further down the cascade. */
const BOXES = buildGraph(GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs'].includes(table.alias)));

describe('play-by-play with every trap that was met', () => {
  let folder: string;
  let platform: Platform;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'event-traps-'));
    const write = (name: string, lines: readonly string[]) =>
      writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
    write('index.csv', [
      'TEAM_ABBREVIATION,GAME_ID,GAME_DATE,MATCHUP,WL',
      `MIL,${GAME},2021-10-19,MIL vs. BKN,W`,
      `BKN,${GAME},2021-10-19,BKN @ MIL,L`,
    ]);
    // The last stands under an id that nothing names.
    write('pbp.csv', [PBP_HEADER, ...EVENTS, event(1, ARDEN).replace(GAME, '0022199999')]);
    write('shots.csv', [
      'GAME_ID,GAME_EVENT_ID,PLAYER_ID,TEAM_ID,PERIOD,MINUTES_REMAINING,SECONDS_REMAINING,LOC_X,LOC_Y,SHOT_MADE_FLAG,GAME_DATE',
      `${GAME},30,8001,${BKN},1,11,40,0,10,1,20211019`,
      `${GAME},10,8001,${BKN},1,11,20,220,10,1,20211019`,
    ]);
    write('log.csv', [
      'PLAYER_ID,PLAYER_NAME,TEAM_ABBREVIATION,GAME_DATE,MATCHUP,WL,MIN,PTS,SEASON_TYPE',
      '7001,Ana Arden,MIL,2021-12-31,MIL vs. BKN,W,26,9,Regular Season',
    ]);
    platform = await Platform.create(':memory:', BOXES);
    const report = await platform.ingest(folder);
    expect(report).toMatchObject({ failed: 0, rejected: 0 });
    await platform.backfill();
  });
  afterAll(async () => {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const player = async (id: number) =>
    (await platform.warehouse.query(`SELECT * FROM nba_reference.player_game_events WHERE player_id = ${id}`))[0];

  test('points are the sum of the events, whatever the printed score does', async () => {
    // Three twos and a free throw; a three, a two and two free throws; a two and its free throw.
    expect(await player(7001)).toMatchObject({ points: 7, fg_makes: 3, ft_makes: 1 });
    expect(await player(8001)).toMatchObject({
      points: 7,
      fg_makes: 2,
      three_pt_makes: 1,
      ft_makes: 2,
      ft_attempts: 3,
    });
    expect(await player(7002)).toMatchObject({ points: 3, fg_makes: 1, ft_makes: 1 });
  });

  test('the value of a shot comes from its text; a two without a distance is of unknown zone, never 0 ft, nor where the chart has somebody else', async () => {
    const shots = await platform.warehouse.query(
      `SELECT player_id, value, zone, distance_ft FROM nba_reference.shots WHERE clock_seconds >= 660 ORDER BY event_index`,
    );
    expect(shots).toEqual([
      { player_id: 7001, value: 2, zone: 'unknown', distance_ft: null },
      { player_id: 8001, value: 3, zone: 'three', distance_ft: Math.sqrt(220 * 220 + 10 * 10) / 10 },
      { player_id: 8001, value: 2, zone: 'mid_range', distance_ft: 24 },
    ]);
  });

  test('a single free throw makes an and-one for a shooting foul, not for one away from the play nor a technical', async () => {
    const rows = await platform.warehouse.query(
      'SELECT player_id, and1_count FROM nba_reference.player_game_events ORDER BY player_id',
    );
    expect(rows).toEqual([
      { player_id: 7001, and1_count: 0 },
      { player_id: 7002, and1_count: 1 },
      { player_id: 8001, and1_count: 0 },
      { player_id: 8002, and1_count: 2 },
    ]);
  });

  test('technicals for flopping and for three seconds are no personal fouls; a double personal foul is one of each man', async () => {
    const rows = await platform.warehouse.query(
      'SELECT player_id, personal_fouls FROM nba_reference.player_game_events ORDER BY player_id',
    );
    expect(rows).toEqual([
      { player_id: 7001, personal_fouls: 1 },
      { player_id: 7002, personal_fouls: 2 },
      { player_id: 8001, personal_fouls: 3 },
      { player_id: 8002, personal_fouls: 0 },
    ]);
  });

  test('the free throw belongs to the make before it, not to the putback of its own miss', async () => {
    const shots = await platform.warehouse.query(
      'SELECT distance_ft, and_one FROM nba_reference.shots WHERE player_id = 8002 ORDER BY event_index',
    );
    expect(shots).toEqual([
      { distance_ft: 4, and_one: true },
      { distance_ft: 1, and_one: false },
      { distance_ft: 2, and_one: true },
    ]);
  });

  test("a team's heave counts for the team alone, its placeholder rebound for nobody", async () => {
    const [team] = await platform.warehouse.query(
      `SELECT fg_attempts, rebounds, team_rebounds, points FROM nba_reference.team_game_events WHERE team_abbr = 'MIL'`,
    );
    expect(team).toEqual({ fg_attempts: 5, rebounds: 1, team_rebounds: 1, points: 10 });
    const [players] = await platform.warehouse.query(
      `SELECT CAST(SUM(fg_attempts) AS BIGINT) AS fga FROM nba_analytics.player_game_summary WHERE team_abbr = 'MIL'`,
    );
    expect(players).toEqual({ fga: 4 });
  });

  test("another game's event is read by no table, and told", async () => {
    expect(await player(9001)).toBeUndefined();
    expect(await gamelessRows(platform.warehouse)).toEqual([
      { kind: 'log_rows_without_game', rows: 1, places: 1, first: '2021-12-31' },
      { kind: 'events_without_game', rows: 1, places: 1, first: '0022199999' },
      { kind: 'events_of_other_teams', rows: 1, places: 1, first: GAME },
    ]);
  });

  test('an athlete on both sides has one row, in the team of most of his events', async () => {
    const rows = await platform.warehouse.query(
      `SELECT player_id, team_abbr, rebounds FROM nba_analytics.player_game_summary WHERE player_id = 7001`,
    );
    expect(rows).toEqual([{ player_id: 7001, team_abbr: 'MIL', rebounds: 1 }]);
  });

  test('an overtime is five minutes', async () => {
    const rows = await platform.warehouse.query(
      'SELECT team_seconds, overtime_periods FROM nba_analytics.team_offense_game_summary',
    );
    expect(rows).toEqual(Array(2).fill({ team_seconds: 5 * (4 * 720 + 300), overtime_periods: 1 }));
  });
});
