import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ExportReport } from '../../src/features/export.js';
import { readParquet } from '../features/read-files.js';
import { hasData } from './data.js';
import { report } from './run-cli.js';

describe.skipIf(!hasData)('features export', () => {
  const db = inject('realWarehouse');
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nba-props-export-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const exported = (season: string, ...argv: readonly string[]) =>
    report<ExportReport>(db, 'features', 'export', '--season', season, '--out', `${folder}/`, ...argv);

  it('2021-22: every game played is a label or was nobody’s to know; only the play-in games have no result', async () => {
    const { code, data } = await exported('2021-22');
    expect(code).toBe(0);
    const { rows, file } = data.export!;
    // 26,039 of the regular season and 1,892 of the playoffs in the logs, of which one is a technical on the bench. Nine men
    // played against the team that they had just left: what was known before the game is of that team, so it has no label.
    // Six came on and went off while the clock stood: 0 seconds are no game.
    expect(rows.labels!.played + rows.left_out.not_known_before_game).toBe(27_931 - 1 - 9 - 6);
    const { rows: read } = await readParquet(data.file!);
    const without = read.filter((row) => row.label_status === 'no_result');
    expect(new Set(without.map((row) => String(row.game_id).slice(0, 3)))).toEqual(new Set(['005']));
    expect(without).toHaveLength(rows.labels!.no_result);
    const again = await exported('2021-22', '--format', 'parquet');
    expect(again.data.export!.file).toEqual(file);
  });

  it('2020-21: written although its play-in games have no play-by-play, which is told', async () => {
    const { code, data } = await exported('2020-21');
    expect([code, data.written, data.export?.sound]).toEqual([1, true, false]);
    expect(new Set(data.findings.map(({ kind }) => kind))).toEqual(new Set(['contaminated']));
    const pgs = data.findings.find(({ alias }) => alias === 'pgs');
    expect(pgs?.dates).toEqual(['2021-05-18', '2021-05-19', '2021-05-20', '2021-05-21']);
  });
});
