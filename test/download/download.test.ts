import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DownloadReport, download } from '../../src/download/download.js';
import type { Manners } from '../../src/download/host-client.js';
import { sourcesOf } from '../../src/download/sources/index.js';
import { type Effects, processEffects } from '../../src/effects.js';
import { MisbehavingServer } from './misbehaving-server.js';

const SCHEDULE = '/static/json/staticData/scheduleLeagueV2.json';
const boxPath = (id: string) => `/static/json/liveData/boxscore/boxscore_${id}.json`;

const box = (gameId: string, gameStatusText = 'Final') => ({
  meta: { time: '2026-02-11 23:39:50.978088' },
  game: { gameId, gameStatus: 3, gameStatusText, homeTeam: { players: [] } },
});
const schedule = (...games: readonly (readonly [id: string, date: string, status: number])[]) => ({
  leagueSchedule: {
    seasonYear: '2025-26',
    gameDates: [
      { games: games.map(([gameId, day, gameStatus]) => ({ gameId, gameDateEst: `${day}T00:00:00Z`, gameStatus })) },
    ],
  },
});

const FIRST = '0022500775';
const SECOND = '0022500777';
const THIRD = '0022500778';

let out: string;
let server: MisbehavingServer;
beforeEach(async () => {
  out = mkdtempSync(join(tmpdir(), 'download-'));
  server = await new MisbehavingServer().start();
  server
    .on(SCHEDULE, { document: schedule([FIRST, '2026-02-11', 3], [SECOND, '2026-02-11', 3], [THIRD, '2026-02-12', 1]) })
    .on(boxPath(FIRST), { document: box(FIRST) })
    .on(boxPath(SECOND), { document: box(SECOND) });
});
afterEach(async () => {
  await server.stop();
  rmSync(out, { recursive: true });
});

interface Run {
  readonly kinds?: readonly string[];
  readonly date?: string;
  readonly games?: readonly string[];
  readonly refresh?: boolean;
  readonly dryRun?: boolean;
  readonly maxCredits?: number;
  readonly effects?: Partial<Effects>;
  readonly manners?: Partial<Manners>;
  readonly freshForSeconds?: number;
}

const QUICK: Partial<Manners> = { everyMs: 0, firstWaitMs: 1, timeoutMs: 300 };

function run({ kinds = ['live_box'], date, games, effects, manners, ...more }: Run = {}): Promise<DownloadReport> {
  return download({
    effects: { ...processEffects(), now: () => new Date('2026-02-12T14:00:00Z'), ...effects },
    out,
    sources: sourcesOf(kinds).filter(({ kind }) => games === undefined || kind !== 'schedule'),
    subject: {
      season: '2025-26',
      date: date ?? null,
      now: '2026-02-12T14:00:00.000Z',
      games: (games ?? []).map((id) => ({ id, date: null, isFinal: null })),
    },
    dryRun: false,
    refresh: false,
    freshForSeconds: 600,
    maxCredits: 100,
    addresses: { cdn: server.base, stats: server.base, odds: server.base },
    manners: { ...QUICK, ...manners },
    ...more,
  });
}

const told = ({ files }: DownloadReport) => files.map(({ file, status, reason }) => [file, status, reason]);
const outcome = (report: DownloadReport, id: string) =>
  report.files.filter(({ file }) => file.includes(id)).map(({ status, open, reason }) => ({ status, open, reason }))[0];
const record = () => JSON.parse(readFileSync(join(out, '.downloads.json'), 'utf8')).files;

describe('a season', () => {
  test('is the games of its schedule that are over; the second time only what grows is fetched', async () => {
    const first = await run();
    expect(told(first)).toEqual([
      ['schedule/schedule_2025-26.json', 'new', null],
      [`live_box/boxscore_${FIRST}.json`, 'new', null],
      [`live_box/boxscore_${SECOND}.json`, 'new', null],
    ]);
    expect(first.games_not_over).toBe(1);
    expect(JSON.parse(readFileSync(join(out, `live_box/boxscore_${FIRST}.json`), 'utf8'))).toEqual(box(FIRST));
    expect(record()[`live_box/boxscore_${FIRST}.json`]).toMatchObject({
      url: `${server.base}${boxPath(FIRST)}`,
      fetched_at: '2026-02-12T14:00:00.000Z',
      verdict: 'final',
    });
    const again = await run({ freshForSeconds: 0 });
    expect(told(again).map(([, status]) => status)).toEqual(['same', 'kept', 'kept']);
    const soon = await run();
    expect(told(soon).map(([, status]) => status)).toEqual(['kept', 'kept', 'kept']);
  });

  test('can be narrowed to a date, and to nothing at all', async () => {
    expect((await run({ date: '2026-02-11' })).files).toHaveLength(3);
    expect((await run({ date: '2026-02-12' })).files).toHaveLength(1);
    rmSync(out, { recursive: true });
    const dry = await run({ dryRun: true, games: [FIRST] });
    expect(told(dry)).toEqual([[`live_box/boxscore_${FIRST}.json`, 'planned', null]]);
    expect(existsSync(out)).toBe(false);
    mkdirSync(out);
  });

  test('whose schedule is of another season is refused', async () => {
    server.on(SCHEDULE, {
      document: { leagueSchedule: { ...schedule([FIRST, '2026-02-11', 3]).leagueSchedule, seasonYear: '2024-25' } },
    });
    expect(outcome(await run(), 'schedule')).toEqual({
      status: 'failed',
      open: false,
      reason: 'it is of the season 2024-25',
    });
  });
});

describe('a passing failure is tried again:', () => {
  const text = JSON.stringify(box(FIRST));
  test.each([
    ['a broken connection', 'hang up'],
    ['half an answer', { truncated: text }],
    ['an answer that takes too long', { slow: text }],
    ['an empty answer', { status: 200 }],
    ['half a document', { status: 200, text: text.slice(0, 40) }],
    ['too many requests', { status: 429 }],
    ['an error of the server', { status: 503 }],
  ] as const)('%s', async (_, failure) => {
    server.on(boxPath(FIRST), failure, { document: box(FIRST) });
    expect(outcome(await run({ games: [FIRST] }), FIRST)).toEqual({ status: 'new', open: false, reason: null });
    expect(server.times(boxPath(FIRST))).toBe(2);
    expect(JSON.parse(readFileSync(join(out, `live_box/boxscore_${FIRST}.json`), 'utf8'))).toEqual(box(FIRST));
  });

  test('not before the server wants', async () => {
    server.on(boxPath(FIRST), { status: 429, headers: { 'retry-after': '1' } }, { document: box(FIRST) });
    await run({ games: [FIRST] });
    const [first, second] = server.asked;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test('so often, then the file failed and the next run tries it anew', async () => {
    server.on(boxPath(FIRST), { status: 500 });
    const failed = await run({ games: [FIRST, SECOND] });
    expect(outcome(failed, FIRST)).toEqual({ status: 'failed', open: false, reason: 'HTTP 500' });
    expect(outcome(failed, SECOND)?.status).toBe('new');
    expect(server.times(boxPath(FIRST))).toBe(4);
    server.on(boxPath(FIRST), { document: box(FIRST) });
    const again = await run({ games: [FIRST, SECOND] });
    expect(
      told(again)
        .map(([, status]) => status)
        .sort(),
    ).toEqual(['kept', 'new']);
  });
});

describe('an answer that will not get better is not asked for again:', () => {
  test.each([
    ['a page that says no', { status: 403, text: '<html>Access denied</html>' }, /^HTTP 403/],
    ['a page with status 200', { status: 200, text: '<!DOCTYPE html><p>Are you human?' }, /HTML/],
    ['nothing there', { status: 404 }, /^HTTP 404$/],
    ['another game', { document: box(SECOND) }, /^it is of game 0022500777$/],
    ['an error as a document', { document: { message: 'internal' } }, /^it names no game$/],
  ] as const)('%s', async (_, behaviour, reason) => {
    server.on(boxPath(FIRST), behaviour);
    expect(outcome(await run({ games: [FIRST] }), FIRST)).toEqual({
      status: 'failed',
      open: false,
      reason: expect.stringMatching(reason),
    });
    expect(server.times(boxPath(FIRST))).toBe(1);
    expect(existsSync(join(out, 'live_box'))).toBe(false);
  });
});

test('a host that fails all the time is left alone', async () => {
  const ids = Array.from({ length: 6 }, (_, i) => `002250010${i}`);
  for (const id of ids) server.on(boxPath(id), { status: 503 });
  const report = await run({ games: ids, manners: { atOnce: 1, failuresInARow: 3 } });
  expect(server.asked).toHaveLength(3);
  expect(new Set(report.files.map(({ status }) => status))).toEqual(new Set(['not_tried']));
  expect(report.files[0]?.reason).toBe('the host failed too often in a row');
});

describe('a file that stands', () => {
  const path = `live_box/boxscore_${FIRST}.json`;

  test('of a game in progress is fetched again until the game is over', async () => {
    server.on(boxPath(FIRST), { document: box(FIRST, 'Half') }, { document: box(FIRST) });
    expect(outcome(await run({ games: [FIRST] }), FIRST)).toMatchObject({ status: 'new', open: true });
    const soon = await run({ games: [FIRST], freshForSeconds: 0 });
    expect(outcome(soon, FIRST)).toMatchObject({ status: 'changed', open: false });
    expect(record()[path].earlier).toHaveLength(1);
  });

  test('stays when what comes later is wrong, and gives way to a correction', async () => {
    await run({ games: [FIRST] });
    server.on(boxPath(FIRST), { document: box(SECOND) });
    expect(outcome(await run({ games: [FIRST], refresh: true }), FIRST)?.status).toBe('failed');
    expect(JSON.parse(readFileSync(join(out, path), 'utf8'))).toEqual(box(FIRST));
    const corrected = { ...box(FIRST), corrected: true };
    server.on(boxPath(FIRST), { document: corrected });
    expect(outcome(await run({ games: [FIRST], refresh: true }), FIRST)?.status).toBe('changed');
    expect(JSON.parse(readFileSync(join(out, path), 'utf8'))).toEqual(corrected);
  });

  test('but was damaged, or is not in the record, is fetched again', async () => {
    await run({ games: [FIRST, SECOND] });
    writeFileSync(join(out, path), '{"half":');
    expect(outcome(await run({ games: [FIRST] }), FIRST)?.status).toBe('same');
    rmSync(join(out, '.downloads.json'));
    expect(outcome(await run({ games: [SECOND] }), SECOND)?.status).toBe('new');
    expect(JSON.parse(readFileSync(join(out, path), 'utf8'))).toEqual(box(FIRST));
  });
});

test('a part of the season that has not begun has nothing to keep; rows that were there do not vanish', async () => {
  const path = '/stats/leaguegamelog';
  const log = (...rows: readonly unknown[]) => ({ document: { resultSets: [{ headers: ['PTS'], rowSet: rows }] } });
  server.on(path, log([1]), log(), log());
  const statuses = async () => (await run({ kinds: ['team_logs'], freshForSeconds: 0 })).files.map((f) => f.status);
  expect((await statuses()).sort()).toEqual(['new', 'nothing', 'nothing']);
  expect((await statuses()).sort()).toEqual(['failed', 'nothing', 'nothing']);
  expect(Object.keys(record())).toHaveLength(1);
});

test('an interrupted download keeps what is whole', async () => {
  const stop = new AbortController();
  server.on(boxPath(SECOND), { slow: 'x' });
  const interrupted = run({
    games: [FIRST, SECOND],
    effects: { signal: stop.signal },
    manners: { timeoutMs: 60_000 },
  });
  const waiting = setInterval(() => {
    if (existsSync(join(out, `live_box/boxscore_${FIRST}.json`))) stop.abort();
  }, 10);
  await expect(interrupted).rejects.toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
  clearInterval(waiting);
  server.on(boxPath(SECOND), { document: box(SECOND) });
  expect(told(await run({ games: [FIRST, SECOND] })).map(([, status]) => status)).toEqual(['kept', 'new']);
});

describe('The Odds API', () => {
  const EVENTS = '/v4/sports/basketball_nba/events';
  const event = (id: string) => ({ id, commence_time: '2026-02-12T00:30:00Z' });
  const env = (name: string) => (name === 'ODDS_API_KEY' ? 'secret-key' : undefined);
  beforeEach(() => {
    const headers = { 'x-requests-last': '5', 'x-requests-remaining': '95' };
    server.on(EVENTS, {
      document: [event('aa'), event('bb'), { ...event('later'), commence_time: '2026-02-13T00:30:00Z' }],
    });
    for (const id of ['aa', 'bb']) server.on(`${EVENTS}/${id}/odds`, { document: { id, bookmakers: [] }, headers });
  });

  test('is asked with the key of the environment, which is written nowhere, for the games of the date', async () => {
    const report = await run({ kinds: ['props'], date: '2026-02-11', effects: { env } });
    expect(told(report).map(([file, status]) => [file, status])).toEqual([
      ['odds_events/20260212T140000Z.json', 'new'],
      ['props/20260212T140000Z_aa.json', 'new'],
      ['props/20260212T140000Z_bb.json', 'new'],
    ]);
    expect(report).toMatchObject({ credits_spent: 10, credits_left: 95 });
    expect(server.asked.every(({ url }) => url.includes('apiKey=secret-key'))).toBe(true);
    expect(JSON.stringify(report) + JSON.stringify(record())).not.toContain('secret-key');
  });

  test('costs no more than was allowed', async () => {
    const report = await run({ kinds: ['props'], date: '2026-02-11', effects: { env }, maxCredits: 8 });
    expect(outcome(report, '_aa')?.status).toBe('new');
    expect(outcome(report, '_bb')).toMatchObject({ status: 'not_tried', reason: expect.stringContaining('credits') });
    expect(server.times(`${EVENTS}/bb/odds`)).toBe(0);
  });

  test('is not asked without a key', async () => {
    await expect(run({ kinds: ['odds_events'], effects: { env: () => undefined } })).rejects.toMatchObject({
      code: 'BAD_OPTION',
      what: 'ODDS_API_KEY is not set.',
    });
  });
});

describe('scoreboards, rosters and the player index', () => {
  const board = (gameDate: string, ...statuses: readonly number[]) => ({
    scoreboard: { gameDate, games: statuses.map((gameStatus, i) => ({ gameId: `002250077${i}`, gameStatus })) },
  });
  const [TODAY, BEFORE] = ['/static/json/liveData/scoreboard/todaysScoreboard_00.json', '/stats/scoreboardv3'];
  const states = (report: DownloadReport) => report.files.map(({ file, status }) => [file, status]);

  test('the scoreboard of today is live data, that of another date comes from the statistics', async () => {
    server.on(TODAY, { document: board('2026-02-12', 1, 2) }).on(BEFORE, { document: board('2026-02-11', 3, 3) });
    await run({ kinds: ['scoreboard'], date: '2026-02-12' });
    await run({ kinds: ['scoreboard'], date: '2026-02-11' });
    expect(readFileSync(join(out, 'scoreboard/scoreboard_2026-02-12.json'), 'utf8')).toContain(
      '"gameDate":"2026-02-12"',
    );
    // What is over is fetched once, what is not again.
    await run({ kinds: ['scoreboard'], date: '2026-02-12', freshForSeconds: 0 });
    await run({ kinds: ['scoreboard'], date: '2026-02-11', freshForSeconds: 0 });
    expect([server.times(TODAY), server.times(BEFORE)]).toEqual([2, 1]);
  });

  test('one of another day, or none at all, is a failure; a day without games is not', async () => {
    server.on(
      TODAY,
      { document: board('2026-02-11', 3) },
      { document: { games: [] } },
      { document: board('2026-02-12') },
    );
    for (const reason of ['it is of 2026-02-11', 'it has no scoreboard', undefined]) {
      const { files } = await run({ kinds: ['scoreboard'], date: '2026-02-12' });
      expect(files.map((file) => file.reason)).toEqual([reason === undefined ? null : expect.stringContaining(reason)]);
    }
    expect(existsSync(join(out, 'scoreboard/scoreboard_2026-02-12.json'))).toBe(false);
  });

  test('rosters: a file per team, and one of another team is refused', async () => {
    const roster = {
      resultSets: [{ name: 'CommonTeamRoster', headers: ['TeamID', 'PLAYER'], rowSet: [[1610612749, 'A B']] }],
    };
    server.on('/stats/commonteamroster', { document: roster });
    const report = await run({ kinds: ['rosters'], manners: { failuresInARow: 100 } });
    expect(report.files).toHaveLength(30);
    expect(states(report).filter(([, status]) => status === 'new')).toEqual([
      ['rosters/2025-26_1610612749.json', 'new'],
    ]);
    server.on('/stats/playerindex', { document: roster });
    expect(states(await run({ kinds: ['player_index'] }))).toEqual([['player_index/2025-26.json', 'new']]);
  });
});
