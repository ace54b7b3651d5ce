import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readCoverage } from '../../src/app/server/read/coverage.js';
import { gapsReport } from '../../src/audit/gaps/gaps.js';
import { readStatus } from '../../src/audit/status/status.js';
import { explainPartition } from '../../src/explain/partition/partition.js';
import { makeJob } from '../../src/ledger/checkpoint.js';
import { makePlan } from '../../src/plan/plan.js';
import { select, selectDates } from '../../src/plan/selection.js';
import { heal } from '../../src/repair/heal.js';
import { findTable } from '../../src/tables/find-table.js';
import { readTonight } from '../../src/tonight/tonight.js';
import { type ThreeNights, threeNights } from '../prepared/three-nights.js';
import { Platform } from './warehouse-of.js';

const WHOLE = { from: null, to: null };

let nights: ThreeNights;
let [yesterday, tonight, tomorrow]: string[] = [];
let platform: Platform;
const edited = mkdtempSync(join(tmpdir(), 'not-played-'));

/** The files as they stood when all games up to a date had been played. */
const asOf = (date: string) => nights.asOf(date);

beforeAll(async () => {
  nights = await threeNights();
  ({ yesterday, tonight, tomorrow } = nights);
}, 120_000);
afterAll(() => rmSync(edited, { recursive: true, force: true }));
beforeEach(async () => {
  platform = await Platform.copyOf(nights.base);
});
afterEach(() => platform.close());

type Line = Readonly<Record<string, string>>;

/** Copies the files of a date with the lines that are wanted only; files that are no CSV are left out. */
function only(date: string, wanted: (line: Line) => boolean, files: RegExp = /./): string {
  const out = mkdtempSync(join(edited, 'some-'));
  for (const name of readdirSync(asOf(date)).filter((file) => file.endsWith('.csv.gz') && files.test(file))) {
    const [head = '', ...lines] = gunzipSync(readFileSync(join(asOf(date), name)))
      .toString()
      .trimEnd()
      .split('\n');
    const columns = head.split(',');
    const kept = lines.filter((line) => {
      const cells = line.split(',');
      return wanted(Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])));
    });
    if (kept.length > 0) writeFileSync(join(out, name.replace('.gz', '')), `${[head, ...kept].join('\n')}\n`);
  }
  return out;
}

interface ListedGame {
  gameId: string;
  gameStatus: number;
  gameStatusText: string;
  postponedStatus: string;
  homeTeam: { teamTricode: string };
  awayTeam: { teamTricode: string };
}

/** The schedule as it stood at a date, changed, in a folder of its own. */
function schedule(date: string, change: (game: ListedGame) => void = () => undefined): string {
  const text = gunzipSync(readFileSync(join(asOf(date), 'schedule_league_v2.json.gz'))).toString();
  const document = JSON.parse(text) as {
    meta: { time: string };
    leagueSchedule: { gameDates: { games: ListedGame[] }[] };
  };
  document.meta.time = '2024-09-01T00:00:00Z';
  for (const day of document.leagueSchedule.gameDates) for (const game of day.games) change(game);
  const out = mkdtempSync(join(edited, 'schedule-'));
  writeFileSync(join(out, 'schedule.json'), JSON.stringify(document));
  return out;
}

async function gamesOf(date: string): Promise<{ id: string; teams: string[] }[]> {
  const rows = await platform.warehouse.query<{ id: string; home: string; away: string }>(
    'SELECT game_id AS id, home_abbr AS home, away_abbr AS away FROM nba_reference.games WHERE game_date = ? AND is_counting ORDER BY 1',
    [date],
  );
  return rows.map(({ id, home, away }) => ({ id, teams: [home, away] }));
}

/** The lines of one game: by its id, or by its date and teams. */
const ofGame = (game: { id: string; teams: string[] }, date: string) => (line: Line) => {
  const id = line.GAME_ID ?? line.game_id;
  if (id !== undefined) return Number(id) === Number(game.id);
  return line.GAME_DATE?.slice(0, 10) === date && game.teams.includes(line.TEAM_ABBREVIATION ?? line.TEAM ?? '');
};

const make = (date: string) =>
  platform.backfill({
    selection: selectDates(
      platform.graph.ordered.filter((table) => table.phase > 2),
      [date],
    ),
    job: makeJob('run', ['all'], date, date),
  });

/** What each of them says of a date. */
async function ask(date: string) {
  const { warehouse, graph, effects } = platform;
  const status = await readStatus(warehouse, graph, null);
  const gaps = await gapsReport(warehouse, graph, WHOLE);
  const { selection } = await select(warehouse, graph, { tables: ['all'], dates: {} });
  const plan = await makePlan(warehouse, graph, { selection });
  const coverage = await readCoverage({ warehouse, graph, version: '0' });
  const season = coverage.seasons[0]!;
  const letter = season.tables.find((row) => row.table.endsWith('.player_game_summary'))?.states[
    season.dates.indexOf(date)
  ];
  const explained = await explainPartition(warehouse, graph, findTable('pgs', graph), date).catch(() => null);
  const records = await warehouse.query<{ category: string }>(
    'SELECT DISTINCT category FROM nba_processing.analytics_failures WHERE partition_date = ? ORDER BY 1',
    [date],
  );
  const page = await readTonight(warehouse, graph, date);
  const healed = await heal(warehouse, graph, effects, { ...WHOLE, runId: 'heal', command: 'heal' });
  return {
    status: status.games_without_data,
    gaps: gaps.games.filter((game) => game.date === date).length,
    recovery: gaps.recovery.length > 0,
    tables: gaps.tables.some(
      ({ missing, failed, low }) =>
        [...missing, ...failed].some((r) => r.from <= date && date <= r.to) || low.some((one) => one.date === date),
    ),
    plan: plan.tables.some((table) => table.entries.some((entry) => entry.dates.includes(date))),
    coverage: letter,
    explain: explained?.state ?? null,
    records: records.map((row) => row.category),
    page: page.games.map((game) => game.state),
    healed: healed.run.partitions,
    remaining: healed.remaining.filter((item) => item.kind === 'files_missing' && item.game.date === date).length,
  };
}

/** Nobody sees anything to be done. */
const CALM = { status: 0, gaps: 0, recovery: false, tables: false, plan: false, records: [], healed: 0, remaining: 0 };

describe('status, gaps, plan, coverage, explain, the page of tonight and heal say the same of', () => {
  test('a season of which nothing is played', async () => {
    await platform.close();
    platform = await Platform.create();
    await platform.ingest(
      schedule(yesterday!, (game) => {
        game.gameStatus = 1;
        game.gameStatusText = '7:30 pm ET';
      }),
    );
    const { warehouse, graph } = platform;
    expect(await readStatus(warehouse, graph, null)).toMatchObject({ horizon: null, games_without_data: 0 });
    expect(await gapsReport(warehouse, graph, WHOLE)).toMatchObject({
      games: [],
      tables: [],
      recovery: [],
      finding_count: 0,
    });
    expect((await readTonight(warehouse, graph, tonight!)).games.map((game) => game.state)).toEqual([
      'not_played',
      'not_played',
    ]);
  });

  test('tonight, for which nothing has been made', async () => {
    expect(await ask(tonight!)).toEqual({
      ...CALM,
      coverage: '.',
      explain: 'not_played',
      page: ['not_played', 'not_played'],
    });
  });

  test('tonight, made ahead', async () => {
    await make(tonight!);
    expect(await ask(tonight!)).toEqual({
      ...CALM,
      coverage: 'U',
      explain: 'not_played',
      page: ['not_played', 'not_played'],
    });
  });

  test('a night with one game played and one to come', async () => {
    const [first] = await gamesOf(tonight!);
    await platform.ingest(only(tonight!, ofGame(first!, tonight!)));
    await platform.backfill();
    expect(await ask(tonight!)).toEqual({
      ...CALM,
      coverage: 'B',
      explain: 'bootstrap',
      page: ['played', 'not_played'],
    });
  });

  test('a night with one game played, and one of which half the events are there', async () => {
    const [first, second] = await gamesOf(tonight!);
    await platform.ingest(only(tonight!, ofGame(first!, tonight!)));
    const half = only(tonight!, (line) => ofGame(second!, tonight!)(line) && Number(line.PERIOD) <= 2, /play_by_play/);
    await platform.ingest(half);
    await platform.backfill();
    expect(await ask(tonight!)).toMatchObject({
      status: 1,
      gaps: 1,
      recovery: true,
      plan: false,
      records: ['INCOMPLETE_GAME'],
      page: ['played', 'part'],
      healed: 0,
      remaining: 1,
    });
  });

  test('a night that was postponed after it had been made', async () => {
    await make(tonight!);
    const games = (await gamesOf(tonight!)).map((game) => game.id);
    await platform.ingest(
      schedule(yesterday!, (game) => {
        if (!games.includes(game.gameId)) return;
        game.gameStatusText = 'PPD';
        game.postponedStatus = 'P';
      }),
    );
    const { status, gaps, recovery, records, page, remaining } = await ask(tonight!);
    expect({ status, gaps, recovery, records, page, remaining }).toEqual({
      status: 0,
      gaps: 0,
      recovery: false,
      records: [],
      page: ['postponed', 'postponed'],
      remaining: 0,
    });
    // Heal has emptied what was made ahead; nothing is left to be done.
    expect(await ask(tonight!)).toMatchObject({ ...CALM, coverage: undefined });
  });

  test('a night that is over by the schedule, of which no file has come, nor of a later one', async () => {
    await platform.ingest(schedule(tonight!));
    await platform.backfill();
    expect(await ask(tonight!)).toMatchObject({
      status: 2,
      gaps: 2,
      recovery: true,
      page: ['no_data', 'no_data'],
      remaining: 2,
    });
  });

  test('a night whose schedule is stale, of which no file has come, and a later one is there', async () => {
    await platform.ingest(
      only(
        tomorrow!,
        (line) => [line.GAME_DATE, line.game_date].some((day) => day?.slice(0, 10) === tomorrow!),
        /logs/,
      ),
    );
    await platform.backfill();
    expect(await ask(tonight!)).toMatchObject({
      status: 2,
      gaps: 2,
      recovery: true,
      tables: true,
      plan: false,
      coverage: 'B',
      explain: 'bootstrap',
      records: ['DATA_GAP'],
      page: ['no_data', 'no_data'],
      healed: 0,
      remaining: 2,
    });
  });

  test('a night that was made ahead, and then its date passed without it', async () => {
    await make(tonight!);
    await platform.ingest(
      only(
        tomorrow!,
        (line) => [line.GAME_DATE, line.game_date].some((day) => day?.slice(0, 10) === tomorrow!),
        /logs/,
      ),
    );
    const first = await ask(tonight!);
    expect(first).toMatchObject({
      gaps: 2,
      recovery: true,
      plan: true,
      coverage: 'S',
      explain: 'stale',
      page: ['no_data', 'no_data'],
      remaining: 2,
    });
    expect(first.healed).toBeGreaterThan(0);
    expect(await ask(tonight!)).toMatchObject({
      status: 2,
      gaps: 2,
      records: ['DATA_GAP'],
      plan: false,
      healed: 0,
      remaining: 2,
    });
  });

  test('a night that was made ahead and then played', async () => {
    await make(tonight!);
    await platform.ingest(asOf(tonight!));
    const first = await ask(tonight!);
    expect(first).toMatchObject({
      status: 0,
      gaps: 0,
      plan: true,
      coverage: 'S',
      explain: 'stale',
      page: ['played', 'played'],
      remaining: 0,
    });
    expect(first.healed).toBeGreaterThan(0);
    expect(await ask(tonight!)).toMatchObject({ ...CALM, page: ['played', 'played'] });
  });

  test('a season without lines: made, and no source', async () => {
    await platform.close();
    platform = await Platform.create();
    await platform.ingest(
      only(tonight!, () => true, /^(?!player_props|spreads|game_odds)/),
      schedule(tonight!),
    );
    await platform.backfill();
    const { warehouse, graph } = platform;
    const status = await readStatus(warehouse, graph, null);
    const lines = status.tables.find((table) => table.alias === 'prop_lines')!;
    expect(lines.due).toBeGreaterThan(2);
    expect(lines).toMatchObject({ fresh: lines.due, no_source: lines.due });
    expect(status.tables.find((table) => table.alias === 'shots')).toMatchObject({ no_source: 0 });
    const coverage = await readCoverage({ warehouse, graph, version: '0' });
    const row = coverage.seasons[0]?.tables.find((table) => table.table.endsWith('.prop_lines'));
    expect(row?.states.replaceAll('.', '')).toBe('N'.repeat(lines.due));
    expect((await explainPartition(warehouse, graph, findTable('prop_lines', graph), tonight!)).state).toBe(
      'no_source',
    );
  });
});
