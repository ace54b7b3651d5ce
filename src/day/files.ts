import { existsSync } from 'node:fs';
import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { refreshUpstream } from '../ledger/refresh.js';
import { type IngestOptions, ingestPaths } from '../raw/ingest.js';
import { type DayStep, step } from './report.js';

export interface Inbox extends Pick<IngestOptions, 'fetchedAt' | 'limits' | 'onFile'> {
  readonly folder: string;
}

/** Reads what is new in the drop folder; what was read before is left alone, what cannot be read is told and tried again next time. */
export async function readInbox(
  warehouse: Warehouse,
  effects: Effects,
  inbox: Inbox | null,
  run: { readonly runId: string; readonly trusted: boolean },
): Promise<DayStep> {
  if (inbox === null)
    return step('files', { did: ['no drop folder was named (--inbox): what is ingested already is used'] });
  const { folder, ...options } = inbox;
  if (!existsSync(folder)) {
    const findings = [`there is no drop folder ${folder}`];
    return step('files', { did: ['what is ingested already is used'], findings, commands: [`mkdir -p ${folder}`] });
  }
  try {
    const report = await ingestPaths(warehouse, [folder], { effects, ...run, ...options });
    const { damaged } = await refreshUpstream(warehouse, effects.now(), run.runId, run.trusted);
    const fresh = report.new + report.changed + report.restored;
    return step('files', {
      did: [
        `${fresh === 0 ? 'nothing new' : `${fresh} new or changed ${fresh === 1 ? 'file' : 'files'}, ${report.rows} rows`} in ${folder}, ${report.unchanged} known`,
      ],
      findings: [
        ...report.files.flatMap(({ path, error }) =>
          error === undefined ? [] : [`${path}: ${error.code}: ${error.what}`],
        ),
        ...(report.rejected > 0 ? [`${report.rejected} lines were rejected`] : []),
        ...damaged.map(({ path }) => `rows of ${path} are not those that were ingested`),
      ],
      commands: report.rejected + report.failed > 0 ? [`nba-props ingest ${folder}`] : [],
    });
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'NO_INPUT') {
      return step('files', { did: [`nothing in ${folder}`] });
    }
    throw error;
  }
}
