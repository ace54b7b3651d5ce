import { existsSync } from 'node:fs';
import type { Effects } from '../effects.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { refreshUpstream } from '../ledger/refresh.js';
import { type IngestOptions, ingestPaths } from '../raw/ingest.js';
import { FILES } from '../raw/raw-schema.js';
import type { IngestReport } from '../raw/report.js';
import { type Cause, type DayStep, step } from './report.js';

export interface Inbox extends Pick<IngestOptions, 'fetchedAt' | 'limits' | 'onFile'> {
  readonly folder: string;
}

/**
 * Reads what is new in the drop folder; what was read before is left alone, what cannot be read is told and tried again next
 * time.
 */
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
    const what = `there is no drop folder ${folder}`;
    const command = `mkdir -p ${folder}`;
    const told = { findings: [what], commands: [command], causes: [{ key: 'inbox', what, command }] };
    return step('files', { did: ['what is ingested already is used'], ...told });
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
      causes: [...(await unreadCauses(warehouse, report.files)), ...(await rejectedCauses(warehouse, effects.now()))],
    });
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'NO_INPUT') {
      return step('files', { did: [`nothing in ${folder}`] });
    }
    throw error;
  }
}

/** Error codes of a file with other columns than its kind has. */
const OTHER_SHAPE: ReadonlySet<string> = new Set(['UNKNOWN_KIND', 'MISSING_COLUMNS']);

/** Causes for files that could not be read. If the same path was read before, its source has changed format. */
async function unreadCauses(warehouse: Warehouse, files: IngestReport['files']): Promise<Cause[]> {
  const unread = files.flatMap(({ path, error }) => (error === undefined ? [] : [{ path, error }]));
  if (unread.length === 0) return [];
  const known = await warehouse.query<{ path: string }>(
    `SELECT DISTINCT path FROM ${FILES} WHERE path IN (${unread.map(() => '?').join(', ')})`,
    unread.map(({ path }) => path),
  );
  const before = new Set(known.map(({ path }) => path));
  return unread.map(({ path, error }) => ({
    key: `file:${path}`,
    what: `${path} could not be read: ${error.what}`,
    command: `nba-props ingest ${path}`,
    ...(before.has(path) && OTHER_SHAPE.has(error.code) ? { halts: 'source_changed' as const } : {}),
  }));
}

/** Days for which a file with rejected lines is reported. */
const REJECTED_DAYS = 3;

/** Causes for recent files of which some lines were rejected. */
async function rejectedCauses(warehouse: Warehouse, now: Date): Promise<Cause[]> {
  const since = new Date(now.getTime() - REJECTED_DAYS * 86_400_000).toISOString();
  const files = await warehouse.query<{ path: string; rejected: number }>(
    `SELECT path, CAST(SUM(rejected) AS INT64) AS rejected FROM ${FILES} WHERE is_current AND rejected > 0
       AND ingested_at >= ${warehouse.dialect.cast(warehouse.dialect.text(since), 'timestamp')} GROUP BY path ORDER BY path`,
  );
  return files.map(({ path, rejected }) => ({
    key: `rejected:${path}`,
    what: `${rejected} lines of ${path} were rejected.`,
    command: `nba-props ingest ${path}`,
  }));
}
