import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Warehouse } from '../../../src/engine/warehouse.js';
import { type RunLine, runFolder } from '../../../src/run/run-file.js';
import { dbOf } from './works.js';

/** What killed commands had told their user as done. */
export interface Acknowledged {
  /** Files that were told as loaded, with their rows. */
  readonly files: readonly { readonly path: string; readonly rows: number }[];
  /** Partitions of batches that were told as done, with the run that made them. */
  readonly batches: readonly {
    readonly runId: string;
    readonly table: string;
    readonly from: string;
    readonly to: string;
  }[];
}

const LOADED = /^(?:new|changed|replaced|older|unchanged) +(\S+) \(([\d,]+) rows?\)$/gm;

/**
 * @param stderr of all killed commands
 * @param earlier run files that were there before
 */
export function acknowledgedIn(folder: string, stderr: string, earlier: readonly string[]): Acknowledged {
  const files = [...stderr.matchAll(LOADED)].map(([, path = '', rows = '']) => ({
    path,
    rows: Number(rows.replaceAll(',', '')),
  }));
  return { files, batches: batchesTold(folder, earlier) };
}

export function runFilesIn(folder: string): string[] {
  const runs = runFolder(dbOf(folder));
  return existsSync(runs) ? readdirSync(runs) : [];
}

function batchesTold(folder: string, earlier: readonly string[]): Acknowledged['batches'] {
  const names = runFilesIn(folder).filter((name) => !earlier.includes(name));
  return names.flatMap((name) => {
    // The last line may be cut off.
    const whole = readFileSync(join(runFolder(dbOf(folder)), name), 'utf8')
      .split('\n')
      .slice(0, -1);
    const lines = whole.map((line) => JSON.parse(line) as RunLine);
    const runId = name.replace(/\.ndjson$/, '');
    return lines.flatMap((line) =>
      line.type === 'batch_done' ? [{ runId, table: line.table, from: line.from, to: line.to }] : [],
    );
  });
}

/**
 * What was told and is not there.
 * @param byAnyRun a partition counts as there, too, if a later run than the one that told of it made it again
 */
export async function missingOf(
  warehouse: Warehouse,
  { files, batches }: Acknowledged,
  byAnyRun: boolean,
): Promise<string[]> {
  const missing: string[] = [];
  for (const { path, rows } of files) {
    const found = await warehouse.query(`SELECT 1 FROM nba_processing.files WHERE path = $1 AND rows = $2`, [
      path,
      rows,
    ]);
    if (found.length === 0) missing.push(`file ${path} with ${rows} rows`);
  }
  for (const { runId, table, from, to } of batches) {
    const found = await warehouse.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM nba_processing.partitions WHERE table_name = $1 AND partition_date BETWEEN $2 AND $3
        AND status <> 'failed' AND (run_id = $4 OR $5)`,
      [table, from, to, runId, byAnyRun],
    );
    if ((found[0]?.n ?? 0) === 0) missing.push(`${table} ${from} to ${to} of run ${runId}`);
  }
  return missing;
}
