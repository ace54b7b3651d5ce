import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Platform } from '../../audit/warehouse-of.js';

let folder: string;
let platform: Platform;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scoreboard-'));
  platform = await Platform.create();
});
afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

const GAME = '0022100001';
const [DAY, NEXT] = ['2021-10-19', '2021-10-20'];

const side = (teamTricode: string, score: number) => ({ teamTricode, score });
const board = (day: string, status: number, text: string, time = `${day} 12:00:00`) =>
  JSON.stringify({
    meta: { time },
    scoreboard: {
      gameDate: day,
      games: [
        {
          ...{ gameId: GAME, gameStatus: status, gameStatusText: text },
          ...{ gameTimeUTC: `${day}T23:30:00Z`, gameEt: `${day}T19:30:00Z` },
          ...{ homeTeam: side('MIL', 127), awayTeam: side('BKN', 104) },
        },
      ],
    },
  });
const schedule = (day: string, status: number, time: string) =>
  JSON.stringify({
    meta: { time },
    leagueSchedule: {
      gameDates: [
        {
          games: [
            {
              ...{ gameId: GAME, gameDateTimeEst: `${day}T19:30:00Z`, gameStatus: status, gameStatusText: '' },
              ...{ homeTeam: side('MIL', 127), awayTeam: side('BKN', 104) },
              ...{ arenaName: 'Chase Center', arenaCity: 'San Francisco', gameLabel: 'Opening Night', isNeutral: true },
            },
          ],
        },
      ],
    },
  });

async function games(...documents: readonly string[]) {
  for (const [i, text] of documents.entries()) {
    const path = join(folder, `${i}.json`);
    writeFileSync(path, text);
    await platform.ingest(path);
  }
  return platform.warehouse.query(
    'SELECT game_date, tipoff_at, status, home_score, arena_name, is_neutral, series_text FROM nba_reference.games',
  );
}

const TIP = { game_date: DAY, tipoff_at: `${DAY}T23:30:00.000Z` };
const MOVED = { game_date: NEXT, tipoff_at: `${NEXT}T23:30:00.000Z` };
const SITE = { arena_name: 'Chase Center', is_neutral: true, series_text: 'Opening Night' };

describe('a game of a scoreboard', () => {
  it('is known without a schedule, at home', async () => {
    const made = await games(board(DAY, 1, '7:30 pm ET'));
    expect(made).toEqual([
      {
        ...TIP,
        status: 'scheduled',
        home_score: null,
        arena_name: 'Fiserv Forum',
        is_neutral: false,
        series_text: null,
      },
    ]);
  });

  it('has from the schedule what a scoreboard leaves out, and what is later of both', async () => {
    const early = schedule(DAY, 1, '2021-08-20 12:00:00');
    expect(await games(early, board(DAY, 1, 'PPD'))).toEqual([
      { ...TIP, ...SITE, status: 'postponed', home_score: null },
    ]);
    expect(await games(schedule(NEXT, 1, `${DAY} 15:00:00`))).toEqual([
      { ...MOVED, ...SITE, status: 'scheduled', home_score: null },
    ]);
    expect(await games(board(NEXT, 3, 'Final', `${NEXT} 23:00:00`))).toEqual([
      { ...MOVED, ...SITE, status: 'final', home_score: 127 },
    ]);
  });

  it('is over once either says so, whichever was told last', async () => {
    const over = schedule(DAY, 3, `${DAY} 23:00:00`);
    expect(await games(over, board(DAY, 1, '7:30 pm ET', `${NEXT} 12:00:00`))).toMatchObject([
      { status: 'final', home_score: 127 },
    ]);
  });
});
