import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConflictsReport } from '../../../src/audit/conflicts/report.js';
import type { GapsReport } from '../../../src/audit/gaps/report.js';
import type { Status } from '../../../src/audit/status/status.js';
import type { Manifest } from '../../../src/features/manifest.js';
import type { HealReport } from '../../../src/repair/report.js';
import { type PreparedLeague, preparedLeague } from '../../prepared/league.js';
import { type CsvRow, number } from '../../simulate/answer-key.js';
import { EditedFiles } from '../../simulate/edited-files.js';
import { Terminal } from './terminal.js';

/** Milliseconds; a busy machine is slow to ingest and backfill. */
const SETUP = 600_000;

let prepared: PreparedLeague;
let terminal: Terminal;
let files: EditedFiles;
let log: readonly CsvRow[];

beforeAll(async () => {
  prepared = await preparedLeague();
  terminal = Terminal.on(prepared.complete);
  files = new EditedFiles();
  log = prepared.league.rows(`${prepared.league.season}/player_game_logs.csv`);
}, SETUP);
afterAll(() => {
  terminal.close();
  files.remove();
});

const idOf = (row: CsvRow) => number(row, 'PLAYER_ID');
const rowsOf = (player: number) => log.filter((row) => idOf(row) === player);

/** A later log in which some rows have other numbers. */
async function correct(rows: readonly CsvRow[], change: (row: CsvRow) => Readonly<Record<string, string>>) {
  const path = files.csv(
    'player_game_logs',
    rows.map((row) => ({ ...row, ...change(row) })),
  );
  await terminal.run('ingest', path);
  await terminal.run('backfill', 'all', '--quiet');
}
const more = (column: string, by: number) => (row: CsvRow) => ({ [column]: String(number(row, column) + by) });

const list = (code: number) => terminal.json<ConflictsReport>(code, 'conflicts', 'list');
const status = (code: number) => terminal.json<Status & { readonly next: string | null }>(code, 'status');
const disputed = async () =>
  (
    await terminal.json<{ day: string; player: number; features: string[]; ready: boolean }[]>(
      0,
      'query',
      `SELECT CAST(game_date AS VARCHAR) AS day, player_id AS player, disputed_features AS features, is_production_ready AS ready
       FROM nba_predictions.ml_feature_store WHERE len(disputed_features) > 0 ORDER BY 1, 2`,
    )
  ).map((row) => ({ ...row, features: typeof row.features === 'string' ? JSON.parse(row.features) : row.features }));

/** A man with many games, and the third of them; and a team-mate of his in that game. */
function chosen() {
  const games = new Map<number, number>();
  for (const row of log) games.set(idOf(row), (games.get(idOf(row)) ?? 0) + 1);
  const [player = 0] = [...games].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
  const third = rowsOf(player).sort((a, b) => ((a.GAME_DATE ?? '') < (b.GAME_DATE ?? '') ? -1 : 1))[2]!;
  const mate = log.find(
    (row) =>
      row.GAME_DATE === third.GAME_DATE &&
      row.TEAM_ABBREVIATION === third.TEAM_ABBREVIATION &&
      idOf(row) !== player &&
      number(row, 'MIN') > 10,
  )!;
  return { player, third, mate, date: third.GAME_DATE ?? '' };
}

describe('conflicts', () => {
  it('a league whose sources agree has none', { timeout: SETUP }, async () => {
    expect(await list(0)).toMatchObject({ conflicts: [], accepted_games: [], open: 0, finding_count: 0 });
    expect(await status(0)).toMatchObject({ open_conflicts: 0, next: null });
  });

  it('two disputed steals are told everywhere and make no feature unready', { timeout: SETUP }, async () => {
    const before = (await status(0)).ready;
    const { third, mate, date } = chosen();
    await correct([third, mate], more('STL', 1));
    const found = await list(1);
    expect(found.open).toBe(2);
    expect(found.conflicts).toContainEqual(
      expect.objectContaining({
        check: 'logs_vs_events',
        date,
        player_id: idOf(third),
        team: third.TEAM_ABBREVIATION,
        detail: 'steals',
        columns: ['steals'],
        left_source: 'events',
        left: number(third, 'STL'),
        right_source: 'game log',
        right: number(third, 'STL') + 1,
        status: 'open',
        accepted_by: null,
      }),
    );
    const state = await status(1);
    expect(state).toMatchObject({ open_conflicts: 2, first_conflict: date, next: 'nba-props conflicts' });
    expect(state.ready).toEqual({ ...before, disputed: 0 });
    expect((await terminal.json<GapsReport>(1, 'gaps')).conflicts).toHaveLength(2);
    const healed = await terminal.json<HealReport>(1, 'heal');
    expect(healed.remaining.map(({ kind }) => kind)).toEqual(['conflict', 'conflict']);
    expect(healed.run.partitions).toBe(0);
    expect(await disputed()).toEqual([]);
    // No exported number is made from steals: the file is sound, and its manifest lists them.
    await terminal.json(0, 'features', 'export', '--out', 'steals.parquet');
    const manifest = JSON.parse(readFileSync(terminal.path('steals.parquet.manifest.json'), 'utf8')) as Manifest;
    expect(manifest.export).toMatchObject({ sound: true, findings: [] });
    expect(manifest.export.conflicts.map(({ detail, status }) => `${detail} ${status}`)).toEqual([
      'steals open',
      'steals open',
    ]);
  });

  it('one that a person accepts ends no command, until its values change', { timeout: SETUP }, async () => {
    const { player, third, mate, date } = chosen();
    const refused = await terminal.run('conflicts', 'accept', '--game', 'none');
    expect(refused.code).toBe(2);
    const [first] = (await list(1)).conflicts.filter((c) => c.player_id === player);
    const { conflict_id: id, game_id: game, since } = first!;
    await terminal.json(0, 'conflicts', 'accept', id.slice(0, 8), '--reason', 'the log is right', '--by', 'Ana');
    expect((await list(1)).open).toBe(1);
    await terminal.json(0, 'conflicts', 'accept', '--game', game, '--check', 'logs_vs_events', '--reason', 'both');
    const accepted = await list(0);
    expect(accepted).toMatchObject({ open: 0, accepted: 2 });
    expect(accepted.conflicts.find((c) => c.conflict_id === id)).toMatchObject({
      status: 'accepted',
      accepted_by: 'Ana',
      reason: 'the log is right',
    });
    await terminal.run('heal', '--quiet');
    expect(await status(0)).toMatchObject({ open_conflicts: 0, accepted_conflicts: 2 });
    expect((await terminal.json<HealReport>(0, 'heal')).remaining).toEqual([]);
    // Another value: the verdict was not on this one.
    await correct([third], more('STL', 2));
    const changed = await list(1);
    expect(changed).toMatchObject({ open: 1, accepted: 1 });
    expect(changed.conflicts.find((c) => c.conflict_id === id)).toMatchObject({
      status: 'changed',
      right: number(third, 'STL') + 2,
      since,
    });
    await terminal.json(0, 'conflicts', 'accept', id, '--reason', 'still');
    await list(0);
    await terminal.json(0, 'conflicts', 'reopen', id);
    expect((await list(1)).open).toBe(1);
    // The files agree again: no conflict is left, accepted or not.
    await correct([third, mate], () => ({}));
    expect(await list(0)).toMatchObject({ conflicts: [] });
    expect(date).toBe(third.GAME_DATE);
  });

  it('disputed points make what is made from them unready, of that man alone, as long as the game counts', {
    timeout: SETUP,
  }, async () => {
    const { player, third, date } = chosen();
    await correct([third], more('PTS', 1));
    const found = await list(1);
    expect(found.conflicts.map((c) => [c.check, c.detail, c.player_id])).toEqual([
      ['logs_vs_events', 'points', player],
    ]);
    const rows = await disputed();
    expect(new Set(rows.map((row) => row.player))).toEqual(new Set([player]));
    expect(rows.every((row) => row.day > date && !row.ready)).toBe(true);
    const features = rows.map((row) => row.features as string[]);
    // Three games in he has no averages yet; from the fifth game on, the third of his games is among the last five up to the eighth.
    const inLast5 = features.filter((names) => names.includes('points_avg_last_5'));
    expect(inLast5).toHaveLength(3);
    expect(features.every((names) => names.includes('points_avg_season'))).toBe(true);
    expect(features.flat().filter((name) => /pace|rating|win|fatigue|pct_paint|minutes/.test(name))).toEqual([]);
    const report = await terminal.json<{ findings: { kind: string; dates: string[] }[] }>(
      1,
      'features',
      'export',
      '--out',
      'points.parquet',
    );
    expect(report.findings).toMatchObject([{ kind: 'disputed', dates: [date] }]);
    await terminal.json(0, 'conflicts', 'accept', found.conflicts[0]!.conflict_id, '--reason', 'the events are right');
    await terminal.run('heal', '--quiet');
    expect(await disputed()).toEqual([]);
    await terminal.json(0, 'features', 'export', '--out', 'points.parquet');
  });
});
