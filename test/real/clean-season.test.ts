import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { CompletenessReport } from '../../src/audit/completeness/report.js';
import type { ContaminationReport } from '../../src/audit/contamination/report.js';
import type { ContractsReport } from '../../src/audit/contracts/report.js';
import type { GapsReport } from '../../src/audit/gaps/report.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { copyOf } from './copy.js';
import { hasData } from './data.js';
import { cli, report } from './run-cli.js';

/** Games 2 to 7; the schedule of November and the play-by-play end before them. */
const FINALS = ['2025-06-08', '2025-06-11', '2025-06-13', '2025-06-16', '2025-06-19', '2025-06-22'];

const SEASON = ['--season', '2021-22'];

describe.skipIf(!hasData)('the clean season 2021-22', () => {
  const db = inject('realWarehouse');

  it('is CLEAN in every critical field, strictly', async () => {
    const { code, data } = await report<ContaminationReport>(db, 'validate', 'contamination', '--strict', ...SEASON);
    expect(data.findings).toEqual([]);
    expect(new Set(data.fields.map((field) => field.state))).toEqual(new Set(['CLEAN']));
    expect(new Set(data.fields.map((field) => field.alias))).toEqual(
      new Set(['pgs', 'togs', 'tdgs', 'tdza', 'psza', 'pcf', 'pdc', 'mlfs']),
    );
    expect(data.fields.every((field) => field.checked > 2_000)).toBe(true);
    expect(code).toBe(0);
  });

  it('accounts for everybody: nothing unexplained, nothing unexpected, only the play-in games missing', async () => {
    const { code, data } = await report<CompletenessReport>(db, 'validate', 'coverage', ...SEASON);
    expect(data.finding_count).toBe(0);
    expect(data.entities).toEqual([]);
    const known = ['ROW', 'INSUFFICIENT_DATA', 'DATA_GAP', 'PLAYER_DNP'];
    for (const table of data.tables) {
      expect(Object.keys(table.states).filter((state) => !known.includes(state))).toEqual([]);
      expect(table.unexpected).toBe(0);
    }
    const expected = Object.fromEntries(data.tables.map((table) => [table.alias, table.expected]));
    // 1,323 counting games up to the last one: 1,230 regular, 6 play-in, 87 playoffs; 213 dates x 30 teams.
    expect(expected).toMatchObject({ togs: 2_646, tdgs: 2_646, utgc: 2_646, tdza: 6_390 });
    expect(data.games_without_data.map((game) => game.game_id.slice(0, 3))).toEqual(Array(6).fill('005'));
    expect(data.participation.game_not_processed).toBe(0);
    expect(new Set(data.bands.map((band) => band.verdict))).toEqual(new Set(['within']));
    expect(code).toBe(0);
  });

  it('keeps every promise of the definitions', async () => {
    const { code, data } = await report<ContractsReport>(db, 'validate', 'contracts', ...SEASON);
    expect(data.violations).toEqual([]);
    expect(data.tables.find((table) => table.alias === 'mlfs')?.rows).toBeGreaterThan(40_000);
    expect(code).toBe(0);
  });

  it('tells the play-in games of 2020-21, which have box scores and no events, as contamination', async () => {
    const { code, data } = await report<ContaminationReport>(db, 'validate', 'contamination', '--season', '2020-21');
    expect(data.roots.map((root) => `${root.alias} ${root.date}`)).toEqual(
      ['2021-05-18', '2021-05-19', '2021-05-20', '2021-05-21'].flatMap((date) => [`pgs ${date}`, `tdgs ${date}`]),
    );
    for (const root of data.roots) expect(root.reasons).toContain('no_play_by_play');
    expect(code).toBe(1);
  });

  it('tells the six Finals of 2024-25 that a shot chart names and that have no events: a gap, and contamination', async () => {
    const gaps = await report<GapsReport>(db, 'gaps', '--season', '2024-25', '--phase', '2');
    expect(gaps.data.games.map(({ game_id, date, missing }) => [game_id, date, missing])).toEqual(
      FINALS.map((date, i) => [`004240040${i + 2}`, date, ['play_by_play']]),
    );
    expect(gaps.data.gameless).toEqual([]);
    expect(gaps.code).toBe(1);
    const { data } = await report<ContaminationReport>(db, 'validate', 'contamination', '--season', '2024-25');
    expect(data.roots.map((root) => `${root.date} ${root.alias}`).sort()).toEqual(
      FINALS.flatMap((date) => ['pgs', 'tdgs', 'togs'].map((alias) => `${date} ${alias}`)),
    );
    for (const root of data.roots) expect(root.reasons).toContain('no_play_by_play');
  });
});

describe.skipIf(!hasData)('gates on the clean season', () => {
  const copy = hasData ? copyOf(inject('realWarehouse')) : null;
  const db = copy?.db ?? '';
  let before: string;
  const content = async () => {
    const warehouse = await openDuckdb({ path: db, readOnly: true });
    try {
      const rows = await warehouse.query(
        `SELECT table_name, md5(string_agg(content_hash, ',' ORDER BY partition_date)) AS content FROM nba_processing.partitions
         WHERE season = '2021-22' AND code_hash IS NOT NULL GROUP BY 1 ORDER BY 1`,
      );
      return JSON.stringify(rows);
    } finally {
      await warehouse.close();
    }
  };
  beforeAll(async () => {
    before = await content();
  });
  afterAll(() => copy?.remove());

  it.each(['strict', 'force', 'backfill'])('mode %s passes and gives the same content', async (mode) => {
    const result = await cli(db, 'backfill', 'all', ...SEASON, '--mode', mode, '--no-resume', '--quiet');
    expect(result.stdout).not.toContain('invalid critical values');
    expect(result.code).toBe(0);
    expect(await content()).toBe(before);
  });
});
