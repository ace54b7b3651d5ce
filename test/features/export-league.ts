import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Effects } from '../../src/effects.js';
import type { Row } from '../../src/engine/warehouse.js';
import { type ExportOptions, type ExportReport, exportFeatures } from '../../src/features/export.js';
import type { ExportFacts } from '../../src/features/manifest.js';
import { Calendar } from '../../src/ledger/calendar.js';
import { LABELS_VIEW_SQL } from '../../src/tables/features/labels.js';
import { MLFS, PGS } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';

/** A warehouse with the view of labels. */
export async function platformWithLabels(): Promise<Platform> {
  const platform = await Platform.create();
  await platform.warehouse.execute(LABELS_VIEW_SQL);
  return platform;
}

/** A folder to export to. */
export class Exports {
  readonly folder = mkdtempSync(join(tmpdir(), 'nba-props-export-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Exports all dates up to the last one with data, unless told otherwise. */
  async run(
    { warehouse, graph, effects }: Platform,
    name: string,
    options: Partial<Omit<ExportOptions, 'selection'>> & { readonly from?: string; readonly to?: string } = {},
    signal: AbortSignal = effects.signal,
  ): Promise<ExportReport> {
    const { from, to, ...rest } = options;
    const calendar = await Calendar.load(warehouse, graph.ordered);
    const season = calendar.seasonRange(calendar.allSeasons[0]!);
    const labels = rest.labels ?? true;
    const tables = graph.ordered.filter(({ name: t }) => t === MLFS || (labels && t === PGS));
    const outside: Effects = { ...effects, signal };
    return exportFeatures(warehouse, graph, outside, {
      selection: { tables, from: from ?? season.from, to: to ?? season.to },
      format: 'parquet',
      path: this.path(name),
      readyOnly: false,
      labels,
      force: false,
      trusted: false,
      by: 'a test',
      ...rest,
    });
  }

  /** What was written; an error with the findings when nothing was. */
  async written(...run: Parameters<Exports['run']>): Promise<ExportFacts> {
    const report = await this.run(...run);
    if (report.export === null) throw new Error(`not written: ${JSON.stringify(report.findings)}`);
    return report.export;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The feature store and the box scores, joined here and not by the export. */
export const expectedRows = ({ warehouse }: Platform): Promise<Row[]> =>
  warehouse.query(`SELECT f.*, p.player_status, p.points, p.minutes_played, p.points_line, p.over_under_result
    FROM nba_predictions.ml_feature_store f LEFT JOIN nba_analytics.player_game_summary p USING (game_id, player_id)
    WHERE f.known_before_game ORDER BY f.game_date, f.game_id, f.player_id`);
