import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import type { FeatureContract } from '../../../src/features/contract.js';
import type { ExportReport } from '../../../src/features/export.js';
import { FEATURES } from '../../../src/tables/features/feature-contract.js';
import { preparedLeague } from '../../prepared/league.js';
import { Terminal } from './terminal.js';

let terminal: Terminal;
let season: string;

beforeAll(async () => {
  const { league, complete } = await preparedLeague();
  terminal = Terminal.on(complete);
  season = league.season;
});
afterAll(() => terminal.close());

describe('features export', () => {
  test('writes a season into the folder, with its manifest, and tells what is in it', async () => {
    const { code, out, err } = await terminal.run('features', 'export', '--season', season);
    const path = terminal.path(`features-v1-${season}.parquet`);
    expect(out).toMatch(/^[\d,]+ rows of \d+ dates, 20\S+ to 20\S+, \d+ of them ready; feature contract v1\.\n/);
    expect(out).toMatch(/^Labels: [\d,]+ played, [\d,]+ did not play\.$/m);
    expect(out).toMatch(/^Left out: [\d,]+ not known before the game\.$/m);
    expect(out).toMatch(/^pct_paint +\d+ +\d+\.\d %$/m);
    expect(out).toContain(`Written: ${path}\nManifest: ${path}.manifest.json\n`);
    expect([code, err]).toEqual([0, '']);
    expect(existsSync(path) && existsSync(`${path}.manifest.json`)).toBe(true);
  });

  test('--json is the data of the manifest', async () => {
    const report = await terminal.json<ExportReport>(0, 'features', 'export', '--out', 'all.csv');
    const manifest = JSON.parse(readFileSync(report.manifest!, 'utf8'));
    expect(report).toEqual({
      written: true,
      file: terminal.path('all.csv'),
      manifest: terminal.path('all.csv.manifest.json'),
      export: manifest.export,
      export_hash: manifest.export_hash,
      findings: [],
      finding_count: 0,
    });
    expect(manifest.export.file.format).toBe('csv');
    expect(manifest.made.by).toMatch(/^nba-props-platform \d/);
  });

  test('a folder gets a file named after the dates, in the format asked for', async () => {
    const { export: whole } = await terminal.json<ExportReport>(0, 'features', 'export', '--out', 'all.arrow');
    const { to } = whole!.selection;
    const from = new Date(Date.parse(to) - 7 * 86_400_000).toISOString().slice(0, 10);
    mkdirSync(terminal.path('there'));
    for (const folder of ['there', 'new/']) {
      const argv = ['--start-date', from, '--end-date', to, '--format', 'arrow', '--no-labels', '--ready-only'];
      const report = await terminal.json<ExportReport>(0, 'features', 'export', ...argv, '--out', folder);
      expect(report.file).toBe(terminal.path(folder, `features-v1-${from}-to-${to}.arrow`));
      expect(report.export).toMatchObject({
        selection: { from, to, ready_only: true, labels: false },
        file: { format: 'arrow' },
      });
    }
  });

  test('exit 1 and no file while a partition is stale, with the command that mends it', {
    timeout: 240_000,
  }, async () => {
    const db = terminal.path('nba.duckdb');
    const warehouse = await openDuckdb({ path: db });
    await warehouse.execute(
      `UPDATE nba_processing.partitions SET code_hash = 'older' WHERE table_name = 'nba_predictions.ml_feature_store'
       AND partition_date = (SELECT MAX(partition_date) FROM nba_processing.partitions WHERE table_name = 'nba_predictions.ml_feature_store')`,
    );
    await warehouse.close();
    const argv = ['features', 'export', '--season', season, '--db', db, '--out', 'stale.parquet'];
    const refused = await terminal.run(...argv);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/^mlfs +stale +1 +20\d\d-\d\d-\d\d$/m);
    const mend = `nba-props backfill pgs mlfs --season ${season} --db ${db}`;
    expect(refused.out).toContain(
      `Nothing was written: the rows do not match the current code and files.\nRepair it with: ${mend}\n`,
    );
    expect(existsSync(terminal.path('stale.parquet'))).toBe(false);

    const forced = await terminal.run(...argv, '--force');
    expect([forced.code, forced.out]).toEqual([
      1,
      expect.stringContaining('The export is not sound; the manifest records why.'),
    ]);
    expect(existsSync(terminal.path('stale.parquet'))).toBe(true);

    await terminal.run(...mend.split(' ').slice(1), '--quiet');
    expect((await terminal.run(...argv)).code).toBe(0);
  });
});

describe('features contract', () => {
  test('needs no warehouse and lists the features in the order of the vector', async () => {
    const elsewhere = new Terminal();
    try {
      const { code, out } = await elsewhere.run('features', 'contract');
      expect(code).toBe(0);
      const names = [...out.matchAll(/^ *\d+ {2}(\w+) /gm)].map((match) => match[1]);
      expect(names).toEqual(FEATURES.map(({ name }) => name));
      const contract = await elsewhere.json<FeatureContract>(0, 'features', 'contract');
      expect(out).toContain(contract.hash);
      expect(contract.features[20]).toEqual({
        index: 20,
        name: 'pct_three',
        unit: 'fraction 0-1',
        min: 0,
        max: 1,
        required: true,
        source: 'player_daily_cache.three_pt_rate_last_10',
        since: 'v1',
        meaning: 'Share of his attempts from three, last 10 games.',
      });
      expect(contract.features.filter((f) => !f.required).map((f) => f.name)).toEqual([
        'usage_spike_score',
        'injury_risk',
      ]);
    } finally {
      elsewhere.close();
    }
  });
});
