import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileTable } from '../../../src/ledger/code-hash.js';
import { fillBatchDates } from '../../../src/run/batch-dates.js';
import { upcomingTeamGameContext as UTGC } from '../../../src/tables/analytics/upcoming-team-game-context.js';
import { Platform } from '../../audit/warehouse-of.js';
import { archivedSchedule, CUP, type Listed, POSTPONED } from './made-up-schedules.js';

let folder: string;
let platform: Platform;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'known-schedule-'));
  platform = await Platform.create();
});
afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

async function archive(season: number, games: readonly Listed[]): Promise<void> {
  await platform.ingest(archivedSchedule(folder, season, games));
}

/** The league's schedule as it was at a time. */
async function fetched(time: string, games: readonly (readonly [number, string, string, string])[]): Promise<void> {
  const listed = games.map(([number, date, away, home]) => ({
    gameId: `00222${String(number).padStart(5, '0')}`,
    gameStatus: date < time.slice(0, 10) ? 3 : 1,
    gameStatusText: date < time.slice(0, 10) ? 'Final' : '7:00 pm ET',
    gameDateTimeEst: `${date}T19:00:00Z`,
    homeTeam: { teamTricode: home, teamId: 1, score: 100 },
    awayTeam: { teamTricode: away, teamId: 2, score: 90 },
  }));
  const file = join(folder, `schedule-${time.slice(0, 10)}.json`);
  writeFileSync(file, JSON.stringify({ meta: { time }, leagueSchedule: { gameDates: [{ games: listed }] } }));
  await platform.ingest(file);
}

/** What the context of a team's game says of the games after it: [in the next week, days of rest before the next, reasons]. */
async function ahead(date: string, team: string): Promise<readonly unknown[]> {
  const [season] = await platform.warehouse.query<{ season: string; season_year: number; low: string; high: string }>(
    `SELECT season, MIN(season_year) AS season_year, MIN(game_date) AS low, MAX(game_date) AS high FROM nba_reference.games GROUP BY season`,
  );
  const { low, high, ...rest } = season!;
  await fillBatchDates(platform.warehouse, [
    { ...rest, partition_date: date, season_start: low, season_end: high, day_of_season: 0 },
  ]);
  const { sql } = compileTable(UTGC, platform.graph.get, platform.warehouse.dialect);
  const rows = await platform.warehouse.query(
    `SELECT games_in_next_7_days AS week, next_game_days_rest AS rest, missing_inputs AS why FROM (${sql}) q WHERE team_abbr = '${team}'`,
  );
  const { week, rest: next, why } = rows[0] ?? {};
  const reasons = (why as string[]).filter((reason) => ['schedule_hindsight', 'next_game_undecided'].includes(reason));
  return [week, next, ...reasons];
}

describe('look-ahead columns where only the final schedule is there', () => {
  it('do not know that games of the days after were postponed', async () => {
    await archive(21, POSTPONED);
    expect(await ahead('2021-12-18', 'MIL')).toEqual([null, null, 'schedule_hindsight']);
    // Who does not play in it is not touched.
    expect(await ahead('2021-12-18', 'BKN')).toEqual([2, 1]);
    // From its old date on it is known not to be played there; but not that it comes in January.
    expect(await ahead('2021-12-22', 'MIL')).toEqual([0, 28]);
    expect(await ahead('2022-01-20', 'MIL')).toEqual([null, null, 'schedule_hindsight']);
    expect(await ahead('2022-01-26', 'MIL')).toEqual([1, 1]);
  });

  it('take the old date from a schedule that lists a game on both', async () => {
    await archive(21, [
      [1, '2021-12-17', 'BKN', 'MIL'],
      [2, '2021-12-19', 'BKN', 'MIL', 'PPD'],
      [2, '2022-01-26', 'BKN', 'MIL'],
    ]);
    expect(await ahead('2021-12-17', 'MIL')).toEqual([null, null, 'schedule_hindsight']);
  });

  it('do not know the results of the evening that decide who plays in the Cup', async () => {
    await archive(24, CUP);
    // Tip-off is at 00:00 UTC of the next day: before the evening is over.
    expect(await ahead('2024-12-03', 'MIL')).toEqual([3, 1]);
    // The quarter-final is known now; the semi-final is not, until it has been played.
    expect(await ahead('2024-12-08', 'MIL')).toEqual([1, 1]);
    expect(await ahead('2024-12-10', 'MIL')).toEqual([0, 9]);
    expect(await ahead('2024-12-08', 'BKN')).toEqual([1, 3]);
  });
});

describe('look-ahead columns where there are versions', () => {
  it('read the version of that time, so that a game moved in January leaves the rows of December', async () => {
    const others = [
      [1, '2022-12-01', 'BKN', 'MIL'],
      [3, '2022-12-07', 'BKN', 'MIL'],
      [4, '2023-01-20', 'BKN', 'MIL'],
    ] as const;
    await fetched('2022-11-30T15:00:00Z', [...others, [2, '2022-12-05', 'DEN', 'MIL']]);
    const december = await ahead('2022-12-01', 'MIL');
    expect(december).toEqual([2, 3]);
    await fetched('2022-12-02T15:00:00Z', [...others, [2, '2023-01-22', 'DEN', 'MIL']]);
    expect(await ahead('2022-12-01', 'MIL')).toEqual(december);
    expect(await ahead('2023-01-20', 'MIL')).toEqual([1, 1]);
    // Moved once more, after the first game of January.
    await fetched('2023-01-22T15:00:00Z', [...others, [2, '2023-02-10', 'DEN', 'MIL']]);
    expect(await ahead('2023-01-20', 'MIL')).toEqual([1, 1]);
    expect(await ahead('2022-12-01', 'MIL')).toEqual(december);
  });

  it('count a game that a later schedule does not have any more', async () => {
    const others = [
      [1, '2022-12-01', 'BKN', 'MIL'],
      [3, '2022-12-07', 'BKN', 'MIL'],
    ] as const;
    await fetched('2022-11-30T15:00:00Z', [...others, [2, '2022-12-05', 'DEN', 'MIL']]);
    await fetched('2022-12-02T15:00:00Z', others);
    expect(await ahead('2022-12-01', 'MIL')).toEqual([2, 3]);
  });

  it('date a schedule with games to come by the first of them', async () => {
    // Made on 3 December: 2 was moved after that.
    await archive(21, [
      [1, '2021-12-02', 'BKN', 'MIL'],
      [2, '2021-12-09', 'DEN', 'MIL', 'to come'],
      [3, '2021-12-04', 'BKN', 'CHI', 'to come'],
      [4, '2021-12-07', 'MIL', 'CHI', 'to come'],
      [5, '2021-12-20', 'DEN', 'CHI', 'to come'],
    ]);
    const known = await platform.warehouse.query(
      `SELECT DISTINCT CAST(known_at AS VARCHAR) AS at FROM nba_raw.nbac_schedule WHERE status = 'scheduled'`,
    );
    expect(known).toEqual([{ at: '2021-12-05 12:00:00' }]);
    expect(await ahead('2021-12-07', 'MIL')).toEqual([1, 1]);
  });
});
