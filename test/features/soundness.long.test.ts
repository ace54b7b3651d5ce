import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PARTITIONS } from '../../src/ledger/processing-names.js';
import { refreshUpstream } from '../../src/ledger/refresh.js';
import { ingestPaths } from '../../src/raw/ingest.js';
import { parseFault } from '../../src/simulate/simulate.js';
import { LABELS } from '../../src/tables/features/labels.js';
import { MLFS, PGS } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';
import { type PreparedLeague, preparedLeague, SHARED } from '../prepared/league.js';
import { simulateLeague } from '../simulate/answer-key.js';
import { Exports, platformWithLabels } from './export-league.js';
import { readParquet } from './read-files.js';

/** Milliseconds; a busy machine is slow to simulate, ingest and backfill. */
const SETUP = 600_000;

let prepared: PreparedLeague;
let platform: Platform;
let out: Exports;
let dates: readonly string[];
const at = (i: number): string => dates.at(i)!;

beforeAll(async () => {
  prepared = await preparedLeague();
  platform = await Platform.copyOf(prepared.complete);
  const rows = await platform.warehouse.query<{ day: string }>(
    `SELECT DISTINCT partition_date AS day FROM ${PARTITIONS} WHERE table_name = '${MLFS}' ORDER BY 1`,
  );
  dates = rows.map((row) => row.day);
});
afterAll(() => platform.close());
beforeEach(() => {
  out = new Exports();
});
afterEach(() => out.close());

/** What a test does to the warehouse is undone. */
async function undone(work: () => Promise<void>): Promise<void> {
  await platform.warehouse.execute('BEGIN TRANSACTION');
  try {
    await work();
  } finally {
    await platform.warehouse.execute('ROLLBACK');
  }
}

describe('what would not be what code and files say is not written', () => {
  const REFUSED = { written: false, file: null, manifest: null, export: null, export_hash: null };

  /** Refused by itself, and nothing left in the folder; with force it is written, and the manifest has the finding. */
  async function refuses(expected: readonly object[], options: Parameters<Exports['run']>[2] = {}): Promise<void> {
    const report = await out.run(platform, 'a.parquet', options);
    expect(report).toMatchObject({ ...REFUSED, finding_count: report.findings.length });
    for (const finding of expected) expect(report.findings).toContainEqual(expect.objectContaining(finding));
    expect(readdirSync(out.folder)).toEqual([]);
    const forced = await out.run(platform, 'a.parquet', { ...options, force: true });
    expect(forced).toMatchObject({ written: true, findings: report.findings });
    expect(forced.export).toMatchObject({ sound: false, findings: report.findings });
    expect(readdirSync(out.folder).sort()).toEqual(['a.parquet', 'a.parquet.manifest.json']);
  }

  it('a stale partition: its code changed', () =>
    undone(async () => {
      await platform.warehouse.execute(
        `UPDATE ${PARTITIONS} SET code_hash = 'older' WHERE table_name = '${MLFS}' AND partition_date = DATE '${at(3)}'`,
      );
      await refuses([{ kind: 'stale', alias: 'mlfs', dates: [at(3)], reaches: null }]);
      // A range without it is sound.
      expect(await out.run(platform, 'b.parquet', { from: at(4) })).toMatchObject({ written: true, findings: [] });
    }));

  it('a stale partition far upstream: what the features would become nobody knows', () =>
    undone(async () => {
      const table = 'nba_analytics.team_defense_game_summary';
      await platform.warehouse.execute(
        `UPDATE ${PARTITIONS} SET code_hash = 'older' WHERE table_name = '${table}' AND partition_date = DATE '${at(2)}'`,
      );
      await refuses([{ kind: 'stale', table, dates: [at(2)] }]);
    }));

  it('box scores that changed: labels come from them, and whom nobody expected', () =>
    undone(async () => {
      await platform.warehouse.execute(
        `UPDATE ${PARTITIONS} SET inputs = 'other' WHERE table_name = '${PGS}' AND partition_date = DATE '${at(-1)}'`,
      );
      await refuses([{ kind: 'stale', table: PGS, dates: [at(-1)] }]);
    }));

  it('a missing partition and a failed one', () =>
    undone(async () => {
      await platform.warehouse.execute(
        `DELETE FROM ${PARTITIONS} WHERE table_name = '${MLFS}' AND partition_date = DATE '${at(5)}';
         UPDATE ${PARTITIONS} SET status = 'failed', attempts = 9 WHERE table_name = '${MLFS}' AND partition_date = DATE '${at(6)}'`,
      );
      await refuses([
        { kind: 'missing', alias: 'mlfs', dates: [at(5)] },
        { kind: 'failed', alias: 'mlfs', dates: [at(6)] },
      ]);
    }));

  it('rows changed behind the ledger, which a seal spares looking for', () =>
    undone(async () => {
      await platform.warehouse.execute(`UPDATE ${MLFS} SET team_win_pct = 0.123 WHERE game_date = DATE '${at(4)}'`);
      await refuses([{ kind: 'corrupt', alias: 'mlfs', dates: [at(4)] }]);
      expect((await out.run(platform, 'b.parquet', { trusted: true })).findings).toEqual([]);
    }));

  it('no rows at all: opening night has none that could be known', () =>
    refuses([{ kind: 'no_rows', alias: 'mlfs' }], { from: at(0), to: at(0) }));

  it(
    'a correction that came in late: before the ledger knows of it, and until it was taken over',
    async () => {
      const other = await Platform.copyOf(prepared.complete);
      try {
        await out.run(other, 'a.parquet');
        const before = readFileSync(out.path('a.parquet'));
        await ingestPaths(other.warehouse, [correctedLogs()], { effects: other.effects, runId: 'killed' });
        const unread = await out.run(other, 'a.parquet');
        expect(unread).toMatchObject(REFUSED);
        expect(unread.findings).toMatchObject([{ kind: 'files_unread', table: null, dates: [] }]);
        await refreshUpstream(other.warehouse, other.effects.now(), 'later');
        const refused = await out.run(other, 'a.parquet');
        expect(refused).toMatchObject(REFUSED);
        expect(refused.findings.map(({ kind }) => kind)).toContain('stale');
        expect(readFileSync(out.path('a.parquet'))).toEqual(before);
        await other.backfill();
        expect(await out.run(other, 'a.parquet')).toMatchObject({ written: true, findings: [] });
      } finally {
        await other.close();
      }
    },
    SETUP,
  );

  /** The last box score of the season with another plus-minus. */
  function correctedLogs(): string {
    const { league } = prepared;
    const [header = '', ...lines] = gunzipSync(league.bytes(`${league.season}/player_game_logs.csv.gz`))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    const cells = lines.at(-1)!.split(',');
    const column = header.trim().split(',').indexOf('PLUS_MINUS');
    cells[column] = String(Number(cells[column]) + 1);
    const path = out.path('player_game_logs.csv');
    writeFileSync(path, `${[header, ...lines.slice(0, -1), cells.join(',')].join('\n')}\n`);
    return path;
  }
});

describe('what the sources lack is written, told, and marked', () => {
  it(
    'a day without play-by-play and shot chart: the root is named, the rows that miss the game are not ready',
    async () => {
      const { league } = prepared;
      const games = league.rows(`${league.season}/games.csv`).filter((game) => game.season_type === 'regular');
      const day = [...new Set(games.map((game) => game.game_date!))].sort()[3]!;
      const faulty = await simulateLeague({
        ...SHARED,
        faults: [`missing-pbp:${day}`, `missing-shot-chart:${day}`].map(parseFault),
      });
      const other = await platformWithLabels();
      try {
        await other.ingest(`${faulty.out}/${faulty.season}`);
        await other.backfill();
        const report = await out.run(other, 'a.parquet');
        expect(report).toMatchObject({ written: true, export: { sound: false, findings: report.findings } });
        const root = report.findings.find(({ table }) => table === 'nba_analytics.team_defense_game_summary');
        expect(root).toMatchObject({ kind: 'contaminated', dates: [day] });
        expect(root?.reaches).toBeGreaterThan(3);
        const { rows } = await readParquet(out.path('a.parquet'));
        const missing = rows.filter(
          (row) => [...(row.games_missing as string[]), ...(row.inputs_games_missing as string[])].length > 0,
        );
        expect(missing.length).toBeGreaterThan(10);
        expect(missing.filter((row) => row.is_production_ready === true)).toEqual([]);
        // What was made before the day has not seen it.
        const before = await out.run(other, 'b.parquet', { to: dayBefore(day) });
        expect(before).toMatchObject({ written: true, findings: [] });
      } finally {
        await other.close();
        faulty.remove();
      }
    },
    SETUP,
  );

  const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
});

describe('a season under way', () => {
  it(
    'is exported up to the last date with data; the next date has features and no label',
    async () => {
      const half = await simulateLeague({ ...SHARED, until: at(7) });
      const other = await platformWithLabels();
      try {
        await other.ingest(`${half.out}/${half.season}`);
        await other.backfill();
        const sofar = await out.written(other, 'sofar.parquet');
        expect([sofar.selection.to, sofar.rows.labels?.no_result, sofar.sound]).toEqual([at(7), 0, true]);
        const next = at(8);
        const early = await out.run(other, 'next.parquet', { from: next, to: next });
        expect(early.findings).toContainEqual(
          expect.objectContaining({ kind: 'missing', alias: 'mlfs', dates: [next] }),
        );
        await other.backfill({
          selection: { tables: other.graph.ordered.filter((table) => table.phase > 2), from: next, to: next },
        });
        const tomorrow = await out.written(other, 'next.parquet', { from: next, to: next });
        const { rows } = await readParquet(out.path('next.parquet'));
        expect(rows.length).toBeGreaterThan(10);
        expect(tomorrow.rows.labels).toEqual({ played: 0, did_not_play: 0, no_result: rows.length });
        for (const row of rows) {
          expect(row.label_status).toBe('no_result');
          expect(LABELS.map(({ name }) => row[name])).toEqual(LABELS.map(() => null));
        }
        // The same features as in the season that was played to its end, where the labels are there.
        await out.written(platform, 'played.parquet', { from: next, to: next });
        const played = await readParquet(out.path('played.parquet'));
        const features = (all: typeof rows) => new Map(all.map((row) => [row.player_id, row.features]));
        const known = features(rows);
        for (const [player, vector] of features(played.rows)) expect(known.get(player)).toEqual(vector);
        expect(played.rows.some((row) => row.label_status === 'played')).toBe(true);
      } finally {
        await other.close();
        half.remove();
      }
    },
    SETUP,
  );
});

describe('files appear whole or not at all', () => {
  it('an export that was stopped leaves what was there', async () => {
    await out.written(platform, 'a.parquet', { to: at(4) });
    const before = readFileSync(out.path('a.parquet'));
    const stopped = out.run(platform, 'a.parquet', {}, AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
    expect(readFileSync(out.path('a.parquet'))).toEqual(before);
    expect(readdirSync(out.folder).sort()).toEqual(['a.parquet', 'a.parquet.manifest.json']);
  });

  it.each(['parquet', 'csv', 'arrow'] as const)('%s: a place that cannot be written to', async (format) => {
    writeFileSync(out.path('file'), '');
    const inFile = out.run(platform, `file/a.${format}`, { format });
    await expect(inFile).rejects.toMatchObject({ code: 'CANNOT_WRITE', exitCode: 2 });
    const onFolder = out.run(platform, '', { format });
    await expect(onFolder).rejects.toMatchObject({ code: 'CANNOT_WRITE' });
    expect(readdirSync(out.folder)).toEqual(['file']);
  });

  it('folders on the way are made', async () => {
    await out.written(platform, 'x/y/a.csv', { format: 'csv' });
    expect(existsSync(out.path('x/y/a.csv.manifest.json'))).toBe(true);
  });
});
