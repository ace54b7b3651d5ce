import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/tables/graph.js';
import { Platform } from '../audit/warehouse-of.js';
import { EditedFiles } from '../simulate/edited-files.js';

const GAME = '0022300001';
const OLD = '2023-10-24';
const NEW = '2023-11-30';

interface Line {
  readonly date: string;
  /** As the league prints it: a tip-off, PPD, Cancelled, Final. */
  readonly text: string;
  readonly id?: string;
}

const LISTED = {
  PPD: { gameStatus: 1, postponedStatus: 'P' },
  Cancelled: { gameStatus: 1, postponedStatus: 'N' },
  Final: { gameStatus: 3, postponedStatus: 'N' },
  'Half 2': { gameStatus: 2, postponedStatus: 'N' },
  '7:30 pm ET': { gameStatus: 1, postponedStatus: 'N' },
} as const;

/** A schedule as the league publishes it, in the order given. */
const schedule = (lines: readonly Line[]) => {
  const gameDates = lines.map(({ date, text, id = GAME }) => ({
    gameDate: `${date} 00:00:00`,
    games: [
      {
        gameId: id,
        gameStatusText: text,
        ...(LISTED[text as keyof typeof LISTED] ?? LISTED['7:30 pm ET']),
        gameDateEst: `${date}T00:00:00Z`,
        gameDateTimeEst: `${date}T19:30:00Z`,
        gameDateTimeUTC: `${date}T23:30:00Z`,
        arenaName: 'Some Arena',
        arenaCity: 'Some City',
        homeTeam: { teamId: 1610612752, teamTricode: 'NYK', score: text === 'Final' ? 110 : 0 },
        awayTeam: { teamId: 1610612737, teamTricode: 'ATL', score: text === 'Final' ? 109 : 0 },
      },
    ],
  }));
  return JSON.stringify({ leagueSchedule: { seasonYear: '2023-24', leagueId: '00', gameDates } });
};

const files = new EditedFiles();
let platform: Platform;
beforeEach(async () => {
  platform = await Platform.create(':memory:', buildGraph([]));
});
afterEach(() => platform.close());
afterAll(() => files.remove());

const ingest = async (...lines: readonly Line[]) => {
  const report = await platform.ingest(files.text('schedule.json', schedule(lines)));
  expect(report).toMatchObject({ failed: 0, rejected: 0 });
};
const game = async () => {
  const rows = await platform.warehouse.query(
    `SELECT game_date, status, status_reason, is_expected, home_score, away_score FROM nba_reference.games`,
  );
  expect(rows.length).toBe(1);
  return rows[0];
};
const line = (date: string, text: string): Line => ({ date, text });

const PLAYED = {
  game_date: NEW,
  status: 'final',
  status_reason: 'final by schedule',
  is_expected: true,
  home_score: 110,
  away_score: 109,
};
const off = (date: string, status: string) => ({
  game_date: date,
  status,
  status_reason: `${status} by schedule`,
  is_expected: false,
  home_score: null,
  away_score: null,
});

describe('a game that the schedule lists more than once', () => {
  test.each([
    ['postponed, then played', [line(OLD, 'PPD'), line(NEW, 'Final')], PLAYED],
    ['played, then postponed, in the file', [line(NEW, 'Final'), line(OLD, 'PPD')], PLAYED],
    ['postponed twice, then played', [line(OLD, 'PPD'), line('2023-11-02', 'PPD'), line(NEW, 'Final')], PLAYED],
    ['postponed twice', [line(OLD, 'PPD'), line(NEW, 'PPD')], off(NEW, 'postponed')],
    ['postponed, then cancelled', [line(OLD, 'PPD'), line(NEW, 'Cancelled')], off(NEW, 'cancelled')],
    ['cancelled alone', [line(OLD, 'Cancelled')], off(OLD, 'cancelled')],
    [
      'postponed, and to be played',
      [line(OLD, 'PPD'), line(NEW, '7:30 pm ET')],
      { ...off(NEW, 'scheduled'), is_expected: true },
    ],
    ['postponed, and under way', [line(OLD, 'PPD'), line(NEW, 'Half 2')], { ...off(NEW, 'live'), is_expected: true }],
  ] as const)('%s', async (_, lines, expected) => {
    await ingest(...lines);
    expect(await game()).toEqual(expected);
  });

  test('file after file: scheduled, postponed, listed anew, played', async () => {
    await ingest(line(OLD, '7:30 pm ET'));
    expect(await game()).toMatchObject({ game_date: OLD, status: 'scheduled' });
    await ingest(line(OLD, 'PPD'));
    expect(await game()).toEqual(off(OLD, 'postponed'));
    await ingest(line(OLD, 'PPD'), line(NEW, '7:30 pm ET'));
    expect(await game()).toMatchObject({ game_date: NEW, status: 'scheduled', is_expected: true });
    await ingest(line(OLD, 'PPD'), line(NEW, 'Final'));
    expect(await game()).toEqual(PLAYED);
    // A schedule from before is not believed again.
    await ingest(line(OLD, 'PPD'), line(NEW, '7:30 pm ET'));
    expect(await game()).toEqual(PLAYED);
  });

  test('the log of the new date says more than a schedule that still has it as postponed', async () => {
    const log = (team: string, matchup: string, wl: string, points: number) => ({
      ...{ TEAM_ID: '1', TEAM_ABBREVIATION: team, GAME_ID: GAME, GAME_DATE: NEW, MATCHUP: matchup, WL: wl },
      ...{ MIN: '240', PTS: String(points), FGM: '40', FGA: '80', FG3M: '10', FG3A: '30', FTM: '20', FTA: '25' },
      ...{ OREB: '10', DREB: '30', REB: '40', AST: '20', STL: '5', BLK: '5', TOV: '12', PF: '20' },
    });
    await ingest(line(OLD, 'PPD'));
    const rows = [log('NYK', 'NYK vs. ATL', 'W', 110), log('ATL', 'ATL @ NYK', 'L', 109)];
    expect(await platform.ingest(files.csv('team_game_logs', rows))).toMatchObject({ failed: 0, rejected: 0 });
    expect(await game()).toEqual({ ...PLAYED, status_reason: 'final by team_log' });
  });
});
