import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../src/engine/warehouse.js';
import { FORMATS } from '../../src/features/formats/format.js';
import type { ExportFacts, Manifest } from '../../src/features/manifest.js';
import { textHashSql } from '../../src/ledger/content-hash.js';
import { FEATURES } from '../../src/tables/features/feature-contract.js';
import { LABELS } from '../../src/tables/features/labels.js';
import { MLFS, PGS } from '../../src/tables/names.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';
import type { SimulatedLeague } from '../simulate/answer-key.js';
import { Exports, expectedRows, platformWithLabels } from './export-league.js';
import { type FileContent, readArrow, readCsv, readParquet } from './read-files.js';

/** Milliseconds; a busy machine is slow to simulate, ingest and backfill. */
const SETUP = 600_000;
const NAMES = FEATURES.map((feature) => feature.name);

let league: SimulatedLeague;
let platform: Platform;
let out: Exports;
let expected: Row[];
let facts: ExportFacts;
let parquet: FileContent;

beforeAll(async () => {
  const prepared = await preparedLeague();
  league = prepared.league;
  platform = await Platform.copyOf(prepared.complete);
  await platform.warehouse.execute('SET threads = 2');
  out = new Exports();
  expected = await expectedRows(platform);
  facts = await out.written(platform, 'all.parquet');
  parquet = await readParquet(out.path('all.parquet'));
});
afterAll(async () => {
  await platform.close();
  out.close();
});

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const bytes = (name: string) => readFileSync(out.path(name));
const manifestOf = (name: string) => JSON.parse(bytes(`${name}.manifest.json`).toString('utf8')) as Manifest;

describe('the rows', () => {
  it('are those of the feature store that could be known before the game, in the order of the key', () => {
    const key = (row: object) =>
      JSON.stringify(['game_date', 'game_id', 'player_id'].map((k) => row[k as keyof typeof row]));
    expect(expected.length).toBeGreaterThan(500);
    expect(parquet.rows.map(key)).toEqual(expected.map(key));
    expect(new Set(parquet.rows.map(key)).size).toBe(expected.length);
  });

  it('leave out players nobody expected, and say how many', async () => {
    const [row] = await platform.warehouse.query<{ n: number }>(
      'SELECT COUNT(*) AS n FROM nba_predictions.ml_feature_store WHERE NOT known_before_game',
    );
    expect(row?.n).toBeGreaterThan(0);
    expect(facts.rows.left_out).toEqual({ not_known_before_game: row?.n, not_ready: 0 });
    expect(parquet.names).not.toContain('known_before_game');
  });

  it('have the features in the order of the contract, as columns and as a vector with NULLs', () => {
    expect(parquet.names.filter((name) => NAMES.includes(name))).toEqual(NAMES);
    expect(parquet.names[parquet.names.indexOf(NAMES.at(-1)!) + 1]).toBe('features');
    for (const [i, row] of parquet.rows.entries()) {
      const stored = NAMES.map((name) => expected[i]![name]);
      expect(NAMES.map((name) => row[name])).toEqual(stored);
      expect(row.features).toEqual(stored);
    }
    expect(parquet.rows.some((row) => (row.features as unknown[]).includes(null))).toBe(true);
  });

  it('have labels where he played, and none where he did not', () => {
    const states = { played: 0, did_not_play: 0, no_result: 0 };
    for (const [i, row] of parquet.rows.entries()) {
      const box = expected[i]!;
      const state = box.player_status === 'played' ? 'played' : 'did_not_play';
      states[state]++;
      expect(row.label_status).toBe(state);
      if (state === 'played') {
        expect([row.actual_points, row.actual_minutes]).toEqual([box.points, box.minutes_played]);
        expect([row.points_line, row.over_under_result]).toEqual([box.points_line, box.over_under_result]);
      } else expect(LABELS.map(({ name }) => row[name])).toEqual(LABELS.map(() => null));
    }
    expect(facts.rows.labels).toEqual(states);
    expect(Math.min(states.played, states.did_not_play)).toBeGreaterThan(10);
    expect(parquet.rows.some((row) => row.over_under_result === 'OVER')).toBe(true);
  });

  it('without labels have no column that knows the result', async () => {
    const { rows } = await out.written(platform, 'bare.parquet', { labels: false });
    const { names } = await readParquet(out.path('bare.parquet'));
    const labels = ['label_status', ...LABELS.map(({ name }) => name)];
    expect(names).toEqual(parquet.names.filter((name) => !labels.includes(name)));
    expect(rows.labels).toBeNull();
    expect(manifestOf('bare.parquet').export.partitions.map((p) => p.table)).not.toContain(
      'nba_analytics.player_game_summary',
    );
  });

  it('are only the ready ones if asked for', async () => {
    const { rows } = await out.written(platform, 'ready.parquet', { readyOnly: true });
    const ready = expected.filter((row) => row.is_production_ready === true);
    const read = await readParquet(out.path('ready.parquet'));
    expect(read.rows).toHaveLength(ready.length);
    expect(read.rows.every((row) => row.is_production_ready === true)).toBe(true);
    expect(rows).toMatchObject({
      exported: ready.length,
      ready: ready.length,
      left_out: { not_ready: expected.length - ready.length },
    });
    expect(ready.length).toBeGreaterThan(100);
  });

  it('of two dates are those of two dates', async () => {
    const [first, second] = [...new Set(expected.map((row) => String(row.game_date)))].slice(8);
    await out.written(platform, 'two.parquet', { from: first!, to: second! });
    const { rows } = await readParquet(out.path('two.parquet'));
    expect(rows).toEqual(parquet.rows.filter((row) => row.game_date === first || row.game_date === second));
  });
});

describe('the formats', () => {
  it('Arrow says the same as Parquet, value for value', async () => {
    const other = await out.written(platform, 'all.arrow', { format: 'arrow' });
    const arrow = readArrow(out.path('all.arrow'));
    expect(arrow.names).toEqual(parquet.names);
    expect(arrow.rows).toEqual(parquet.rows);
    expect(arrow.about).toEqual(parquet.about);
    expect(other.content_hash).toBe(facts.content_hash);
  });

  it('CSV says the same without the vector: lists joined, NULL empty, no list item an empty text', async () => {
    const other = await out.written(platform, 'all.csv', { format: 'csv' });
    const csv = readCsv(out.path('all.csv'));
    expect(csv.names).toEqual(parquet.names.filter((name) => name !== 'features'));
    expect(other.columns.map(({ name }) => name)).toEqual(csv.names);
    expect(csv.rows).toHaveLength(parquet.rows.length);
    for (const [i, row] of csv.rows.entries()) {
      const same = Object.entries(parquet.rows[i]!).filter(([name]) => name !== 'features');
      const text = same.map(([name, value]) => [name, csvText(value, name)]);
      expect(row).toEqual(Object.fromEntries(text));
      for (const name of NAMES) expect(row[name] === null ? null : Number(row[name])).toBe(parquet.rows[i]![name]);
    }
    expect(other.content_hash).toBe(facts.content_hash);
  });

  const csvText = (value: unknown, name: string) => {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return value.join(';');
    if (name === 'data_cutoff') return new Date(String(value)).toISOString().replace('.000Z', 'Z');
    return typeof value === 'number' && !Number.isInteger(value)
      ? expect.any(String)
      : expect.stringMatching(`^${value}(\\.0)?$`);
  };

  it('name the contract in the file itself, but for CSV', () => {
    expect(parquet.about).toMatchObject({ feature_contract: 'v1', feature_contract_hash: facts.contract.hash });
  });
});

describe('the manifest', () => {
  it('describes the file that lies beside it', () => {
    const { export: said, export_hash, made } = manifestOf('all.parquet');
    expect(said).toEqual(facts);
    expect(said.file).toEqual({
      format: 'parquet',
      bytes: bytes('all.parquet').length,
      sha256: sha256(bytes('all.parquet')),
    });
    expect(export_hash).toBe(sha256(JSON.stringify(said)));
    expect(made).toEqual({ at: expect.stringMatching(/Z$/), by: 'a test' });
    expect(said.columns.map(({ name }) => name)).toEqual(parquet.names);
    expect(said).toMatchObject({ sound: true, findings: [], order: ['game_date', 'game_id', 'player_id'] });
  });

  it('has the contract: every feature with its place, unit and range, and no value outside of it', () => {
    const { features, version } = facts.contract;
    expect(version).toBe('v1');
    expect(features.map(({ index, name }) => [index, name])).toEqual(NAMES.map((name, i) => [i, name]));
    for (const { name, min, max, unit } of features) {
      expect(unit).not.toBe('');
      const values = parquet.rows.flatMap((row) => (row[name] === null ? [] : [row[name] as number]));
      expect(values.filter((value) => value < min || value > max)).toEqual([]);
      expect(facts.nulls[name]).toBe(parquet.rows.length - values.length);
    }
    expect(Object.keys(facts.nulls)).toEqual(NAMES);
  });

  it('counts what is in the file', () => {
    expect(facts.rows).toMatchObject({
      exported: parquet.rows.length,
      ready: parquet.rows.filter((row) => row.is_production_ready === true).length,
      dates: new Set(parquet.rows.map((row) => row.game_date)).size,
    });
    const [season] = league.report.seasons;
    expect(facts.selection).toEqual({
      from: season!.firstDate,
      to: season!.lastDate,
      seasons: [league.season],
      ready_only: false,
      labels: true,
    });
  });

  it('names the partitions with the code of the ledger, and a hash of content that every engine makes alike', async () => {
    const { dialect: d } = platform.warehouse;
    const hashes = [MLFS, PGS].map((name) => textHashSql(GRAPH.get(name)!, d)).join(' UNION ALL ');
    const ledger = await platform.warehouse.query(
      `SELECT p.table_name AS "table", p.partition_date AS date, h.content_hash, p.code_hash FROM nba_processing.partitions p
       LEFT JOIN (${hashes}) h ON h.table_name = p.table_name AND h.partition_date = p.partition_date
       WHERE p.table_name IN ('${MLFS}', '${PGS}') ORDER BY 1, 2`,
    );
    expect(ledger.filter(({ content_hash }) => content_hash !== null).length).toBeGreaterThan(20);
    expect(facts.partitions).toMatchObject(ledger);
    // On opening night nobody was expected, so that its partitions bring no rows.
    expect(ledger.length).toBeGreaterThan(2 * facts.rows.dates);
  });
});

describe('the same data gives the same bytes', () => {
  it(
    'in every format, also from a warehouse made in another way',
    async () => {
      const other = await platformWithLabels();
      try {
        await other.warehouse.execute('SET threads = 1');
        // The files in another order, few dates at a time: the rows lie elsewhere in the tables.
        const files = readdirSync(`${league.out}/${league.season}`).sort().reverse();
        await other.ingest(...files.map((file) => `${league.out}/${league.season}/${file}`));
        await other.backfill({ batchDays: 17 });
        for (const format of FORMATS) {
          const first = await out.run(platform, `one.${format}`, { format });
          const second = await out.run(other, `two.${format}`, { format });
          expect(sha256(bytes(`two.${format}`))).toBe(sha256(bytes(`one.${format}`)));
          expect(second.export_hash).toBe(first.export_hash);
          expect(second.export).toEqual(first.export);
        }
      } finally {
        await other.close();
      }
    },
    SETUP,
  );

  it('and other data others: one assist more changes the hashes', async () => {
    await platform.warehouse.execute('BEGIN TRANSACTION');
    try {
      await platform.warehouse.execute(
        `UPDATE nba_analytics.player_game_summary SET assists = assists + 1 WHERE game_id = (SELECT MAX(game_id) FROM nba_predictions.ml_feature_store)`,
      );
      const changed = await out.written(platform, 'changed.parquet', { trusted: true });
      expect(changed.content_hash).not.toBe(facts.content_hash);
      expect(changed.file.sha256).not.toBe(facts.file.sha256);
    } finally {
      await platform.warehouse.execute('ROLLBACK');
    }
  });
});
