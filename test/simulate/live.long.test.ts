import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { LiveKey } from '../../src/simulate/live/live-key.js';
import { simulate } from '../../src/simulate/simulate.js';

const LEAGUE = { seasons: 1, seed: 'live', teams: 4, gamesPerTeam: 40, until: '2023-12-05', live: true } as const;
let out: string;
let key: LiveKey;
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'nba-props-live-'));
  key = (await simulate({ ...LEAGUE, out })).live[0]!;
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

const text = (path: string) => gunzipSync(readFileSync(path)).toString('utf8');

/** The drop folder after all deliveries: the last version of each file. */
function dropped(): Map<string, string> {
  const files = new Map<string, string>();
  for (const { folder } of key.deliveries)
    for (const entry of readdirSync(join(out, folder), { recursive: true, encoding: 'utf8' }))
      if (entry.endsWith('.gz')) files.set(entry, text(join(out, folder, entry)));
  return files;
}

describe('a live season', () => {
  test('delivers in order of time, and in the end every file of results is the true one', () => {
    const times = key.deliveries.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    const files = dropped();
    const results = [...files].filter(([path]) => /play_by_play|logs|shot_chart|games\.csv|scoreboard/.test(path));
    expect(results.length).toBeGreaterThan(50);
    for (const [path, is] of results) expect(is, path).toBe(text(join(out, key.season, path)));
  });

  test('no quote is delivered before it was made, and no result before its game is over', () => {
    for (const { at, folder } of key.deliveries) {
      for (const entry of readdirSync(join(out, folder), { recursive: true, encoding: 'utf8' })) {
        if (/play_by_play|logs|shot_chart/.test(entry)) expect(entry.slice(0, 10) < at.slice(0, 10), entry).toBe(true);
        if (!/player_props\.csv/.test(entry)) continue;
        for (const line of text(join(out, folder, entry))
          .trim()
          .split('\n')
          .slice(1))
          expect(Date.parse(line.split(',').at(-1)!)).toBeLessThanOrEqual(Date.parse(at));
      }
    }
  });

  test('what it says is wrong is wrong until it is repaired', () => {
    expect(key.faults.length).toBeGreaterThan(10);
    const before = (at: string) => {
      const files = new Map<string, string>();
      for (const delivery of key.deliveries.filter((one) => one.at <= at))
        for (const entry of readdirSync(join(out, delivery.folder), { recursive: true, encoding: 'utf8' }))
          if (entry.endsWith('.gz')) files.set(entry, text(join(out, delivery.folder, entry)));
      return files;
    };
    for (const { kind, date, visible_at: at } of key.faults) {
      const path = {
        half_game: 'play_by_play_regular.csv',
        events_out: 'play_by_play_regular.csv',
        charts_out: 'shot_chart.csv',
        logs_out: 'team_game_logs.csv',
        late_night: 'team_game_logs.csv',
      }[kind as string];
      if (path === undefined) continue;
      expect(before(at).get(join(date, `${path}.gz`)), `${kind} ${date}`).not.toBe(
        text(join(out, key.season, date, `${path}.gz`)),
      );
    }
  });

  test('a postponed game stands on its old date, then is off, then stands on its new one', () => {
    const fault = key.faults.find(({ kind }) => kind === 'postponed')!;
    const [id] = fault.games;
    const listed = (date: string) => {
      const delivery = key.deliveries.find(
        (one) => one.at.startsWith(date) && existsSync(join(out, one.folder, 'schedule_league_v2.json.gz')),
      )!;
      const { leagueSchedule } = JSON.parse(text(join(out, delivery.folder, 'schedule_league_v2.json.gz'))) as {
        leagueSchedule: { gameDates: { games: { gameId: string; gameDateEst: string; gameStatusText: string }[] }[] };
      };
      return leagueSchedule.gameDates.flatMap(({ games }) => games).find(({ gameId }) => gameId === id)!;
    };
    const day = (n: number) => new Date(Date.parse(fault.date) + n * 86_400_000).toISOString().slice(0, 10);
    expect(listed(day(-1)).gameDateEst.slice(0, 10)).toBe(fault.date);
    expect(listed(fault.date).gameStatusText).toBe('PPD');
    expect(listed(day(1)).gameDateEst.slice(0, 10) > fault.date).toBe(true);
  });

  test('the same seed gives the same key and bytes', async () => {
    const again = mkdtempSync(join(tmpdir(), 'nba-props-live-'));
    try {
      const other = (await simulate({ ...LEAGUE, out: again })).live[0]!;
      expect(other).toEqual(key);
      const { folder } = key.deliveries[20]!;
      for (const entry of readdirSync(join(out, folder), { recursive: true, encoding: 'utf8' }))
        if (entry.endsWith('.gz'))
          expect(readFileSync(join(again, folder, entry))).toEqual(readFileSync(join(out, folder, entry)));
    } finally {
      rmSync(again, { recursive: true, force: true });
    }
  });

  test('who is quoted stands on a roster that came by then, also one whom a club signed before a game', async () => {
    // On December 4 a club has too few healthy players.
    const signing = mkdtempSync(join(tmpdir(), 'nba-props-signing-'));
    onTestFinished(() => rmSync(signing, { recursive: true, force: true }));
    const { live } = await simulate({ seasons: 1, seed: '2', teams: 4, until: '2023-12-05', live: true, out: signing });
    const { deliveries, faults } = live[0]!;
    const nobody = new Set(faults.filter(({ kind }) => kind === 'renamed').map(({ subject }) => subject));
    const rostered = new Set<string>();
    let quoted = 0;
    for (const { folder } of deliveries) {
      const entries = readdirSync(join(signing, folder), { recursive: true, encoding: 'utf8' });
      for (const entry of entries.filter((name) => name.endsWith('rosters.csv.gz')))
        for (const [, name] of text(join(signing, folder, entry)).matchAll(/^\d+,\d+,\d+,([^,]+),/gm))
          rostered.add(name ?? '');
      for (const entry of entries.filter((name) => name.endsWith('player_props.csv.gz')))
        for (const [, name = ''] of text(join(signing, folder, entry)).matchAll(/^([^,]+),player_/gm)) {
          if (!nobody.has(name)) expect(rostered, `${folder} ${name}`).toContain(name);
          quoted++;
        }
    }
    expect(quoted).toBeGreaterThan(500);
  });
});
